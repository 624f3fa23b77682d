"""Says in a sentence what is wrong with a template: which one, in which line, what to do.

Neither Jinja's English nor the classes of Python get into it: who writes templates knows neither.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from traceback import walk_tb
from types import CodeType, FrameType
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, TemplateSyntaxError
from jinja2.exceptions import SecurityError, TemplateNotFound, TemplatesNotFound
from jinja2.utils import missing

from csprog.errors import TemplateError, os_error_reason
from csprog.i18n import N_, Message, phrases, rephrase
from csprog.publication.template_syntax import syntax_sentence
from csprog.publication.template_values import LackingError, kind_named, kind_of, lacks, meant, no_value
from csprog.store.resources import bundled_folder

_ARGUMENTS = phrases(
    (
        r"(?:[\w.<>]+\.)?(?P<called>\w+)\(\) missing \d+ required .*: (?P<lacking>.*)",
        N_("“{called}” is missing {lacking}"),
    ),
    (r"(?:[\w.<>]+\.)?(?P<called>\w+)\(\) takes .*", N_("“{called}”: too many arguments")),
    (
        r"(?:[\w.<>]+\.)?(?P<called>\w+)\(\) got an unexpected keyword argument '(?P<argument>\w+)'",
        N_("“{called}” has no argument “{argument}”"),
    ),
    (
        r"(?:[\w.<>]+\.)?(?P<called>\w+)\(\) got multiple values for (?:keyword )?argument '(?P<argument>\w+)'",
        N_("“{called}”: the argument “{argument}” is given twice"),
    ),
    (
        r"macro '?(?P<called>\w+)'? takes no keyword argument '(?P<argument>\w+)'",
        N_("“{called}” has no argument “{argument}”"),
    ),
    (r"macro '?(?P<called>\w+)'? takes not more than", N_("“{called}”: too many arguments")),
    (r"macro '?(?P<called>\w+)'? was invoked with two", N_("“{called}”: the argument “caller” is given twice")),
    (r"parameter '(?P<argument>\w+)' was not provided", N_("the macro was called without its argument “{argument}”")),
    (r"Missing parameter|map requires a filter", N_("the filter is missing an argument")),
    (r"Unexpected keyword argument '(?P<argument>\w+)'", N_("the filter has no argument “{argument}”")),
    (
        r"You can only sort by|method must be|can't handle positional|.* is not a valid URI scheme",
        N_("the filter has no such argument"),
    ),
    (
        r"not all arguments converted|not enough arguments|%.* format: |unsupported format character|incomplete format",
        N_("the format does not match its values"),
    ),
    (r"Range too big", N_("the range is too long: at most 100,000 numbers")),
    (
        r"division by zero|integer modulo|.*division or modulo|float (?:floor )?division|float modulo",
        N_("division by zero"),
    ),
)
_RUNNING = phrases(
    (r"extended multiple times", N_("the tag “extends” can be used only once in a template")),
    (r"Required block '(?P<name>\w+)' not found", N_("the block “{name}” must be filled in")),
    (
        r"No filter named '(?P<name>.*)' found",
        N_("there is no filter “{name}”; csprog help publication lists csprog's own"),
    ),
    (r"No filter named '(?P<name>.*)'", N_("there is no filter “{name}”; csprog help publication lists csprog's own")),
    (r"No test named '(?P<name>.*)'", N_("unknown test “{name}” after “is”")),
    (
        r"The loop must have the 'recursive'",
        N_("a loop that calls itself needs the word “recursive” at the end of “for”"),
    ),
    (r"no items for cycling given", N_("“cycle” needs values to choose from")),
    (
        r"the template '(?P<template>.*)' \(imported on .*\) does not export the requested name '(?P<name>\w+)'",
        N_("the template {template} has no macro “{name}” to import"),
    ),
    (r"the inline if-expression .*", N_("an “if” within an expression needs an “else” here")),
    (r"No (?:first|last|random|aggregated) item|there is no (?:previous|next) item", N_("there is no such item")),
    (r"No caller defined", N_("“caller” exists only in a macro that is called by the tag “call”")),
    (r"there is no parent block called '(?P<name>\w+)'", N_("there is no block “{name}” above this one")),
    (r".* is not safely callable", N_("this can't be called; csprog help publication lists what can")),
)
_KINDS = (
    (re.compile(r"'(?P<a>[\w.]+)' object is not callable"), N_("this can't be called: it is {a}")),
    (
        re.compile(r"(?:'(?P<a>[\w.]+)' object|argument of type '(?P<b>[\w.]+)') is not (?:iterable|a container)"),
        N_("a list is needed here, this is {a}"),
    ),
    (re.compile(r"object of type '(?P<a>[\w.]+)' has no len\(\)"), N_("this has no length: it is {a}")),
    (
        re.compile(
            r"unsupported operand type\(s\) for (?P<sign>\S+)(?: or pow\(\))?: '(?P<a>[\w.]+)' and '(?P<b>[\w.]+)'"
        ),
        N_("“{sign}” can't join {a} and {b}; “~” joins texts"),
    ),
    (
        re.compile(r"(?P<sign>)can only concatenate (?P<a>\w+) \(not \"(?P<b>[\w.]+)\"\)"),
        N_("“+” can't join {a} and {b}; “~” joins texts"),
    ),
    (
        re.compile(r"'(?P<sign>\S+)' not supported between instances of '(?P<a>[\w.]+)' and '(?P<b>[\w.]+)'"),
        N_("“{sign}” can't compare {a} and {b}"),
    ),
    (re.compile(r"bad operand type for unary (?P<sign>\S+): '(?P<a>[\w.]+)'"), N_("“{sign}” can't be used with {a}")),
    (
        re.compile(r"can't multiply sequence by non-int of type '(?P<a>[\w.]+)'"),
        N_("“*” needs a whole number here, this is {a}"),
    ),
)
_SERVING = frozenset({"environment", "context", "eval_ctx", "__self"})
"""Arguments that Jinja gives to filters besides those of the template."""


def is_of_project(error: BaseException) -> bool:
    """Tell whether an exception comes out of a template of the project; compiled ones have no folder."""
    folders = {Path(frame.f_code.co_filename).parent for frame, _ in _template_frames(error)}
    return not folders <= {Path(), bundled_folder()}


def template_error(error: Exception, name: str, templates: Environment) -> TemplateError:
    """Return the sentence for an exception of the template `name` or one that it includes."""
    if isinstance(error, TemplateSyntaxError):
        return at(Path(error.name or name).name, error.lineno, syntax_sentence(error.message or ""))
    frames = list(_template_frames(error))
    reason = _reason(error, templates, *frames[-1]) if frames else _reason(error, templates, None, 0)
    if not frames:
        return TemplateError(Message("template {name}: {reason}", name=name, reason=reason))
    frame, line = frames[-1]
    return at(Path(frame.f_code.co_filename).name, line, reason)


def at(name: str, line: int, reason: Message | str) -> TemplateError:
    """Return the error of a template in a line."""
    return TemplateError(Message("template {name}, line {line}: {reason}", name=name, line=line, reason=reason))


def _reason(error: Exception, templates: Environment, frame: FrameType | None, line: int) -> Message | str:
    match error:
        case TemplatesNotFound():
            return Message("there is none of the templates {names}", names=", ".join(map(str, error.templates)))
        case TemplateNotFound():
            return _no_template(str(error.name), templates)
        case LackingError():
            return _lacking(error, templates, frame, line)
        case RecursionError():
            return Message("endless recursion: the template includes or calls itself")
        case MemoryError():
            return Message("there is not enough memory for it")
        case OSError():
            return os_error_reason(error)
    words = str(error)
    known = rephrase(_ARGUMENTS, words) or rephrase(_RUNNING, words)
    if known is not None:
        return Message(known.text, None, **{**known.values, **_called(known, templates)})
    if isinstance(error, SecurityError):
        return words  # a sentence of the sandbox
    return _misused(error, templates) or _of_kinds(words) or Message("a value has the wrong type here")


def _no_template(name: str, templates: Environment) -> Message:
    bundled = [file.name for file in bundled_folder().iterdir() if file.suffix in {".html", ".css"}]
    loaders = templates.loader.loaders if isinstance(templates.loader, ChoiceLoader) else ()
    own = [file for loader in loaders if isinstance(loader, FileSystemLoader) for file in loader.list_templates()]
    alike = meant(name, [*own, *bundled, *(f"default:{file}" for file in bundled)])
    return Message("there is no template {name}{meant}", name=name, meant=alike)


def _lacking(error: LackingError, templates: Environment, frame: FrameType | None, line: int) -> Message:
    """Return what a value lacks, named as the template names it."""
    if error.obj is missing:
        known = frame.f_locals if frame else {}  # Jinja has put there what the template has
        names = [name for name in known if not name.startswith("_") and name not in templates.globals]
        return no_value(str(error.name), names)
    written = _written(frame, line, error.name) if frame else None
    return lacks(error.obj, error.name, written or Message("this value"))


def _written(frame: FrameType, line: int, name: Any) -> str | None:
    """Return how a line of a template writes the value whose `name` it wants."""
    file = Path(frame.f_code.co_filename)
    path = file if file.is_absolute() else bundled_folder() / file.name
    try:
        text = path.read_text(encoding="utf-8-sig").split("\n")[line - 1]
    except (OSError, IndexError):
        return None
    # not begun within a word: each letter of a long one would be tried as the first
    match = re.search(
        rf"(?<![\w.\[\]\"'])([\w.\[\]\"']+)(?:\.|\[[\"']?|\s*\|\s*attr\([\"']){re.escape(str(name))}\b", text
    )
    return match[1] if match else None


def _called(known: Message, templates: Environment) -> dict[str, Any]:
    """Return the names by which templates call a function of Python and the arguments that it lacks."""
    called, lacking = known.values.get("called"), known.values.get("lacking")
    names = {function.__name__: name for name, function in _functions(templates) if hasattr(function, "__name__")}
    return {
        **({"called": names.get(str(called), called)} if called else {}),
        **({"lacking": ", ".join(re.findall(r"'(\w+)'", str(lacking)))} if lacking else {}),
    }


def _misused(error: Exception, templates: Environment) -> Message | None:
    """Return the sentence of a filter or function that can't do with what it got."""
    names = {code: name for name, function in _functions(templates) if (code := _code(function))}
    deeper = False
    for frame, _ in walk_tb(error.__traceback__):
        if _is_template(frame):
            deeper, used = True, None
        elif deeper and frame.f_code in names:
            used = frame
            break
    else:
        return None
    arguments = used.f_code.co_varnames[: used.f_code.co_argcount]
    given = [used.f_locals[name] for name in arguments if name not in _SERVING and name in used.f_locals]
    name = names[used.f_code]
    return Message("“{name}” can't be used on this: it is {kind}", name=name, kind=kind_of(given[0] if given else None))


def _functions(templates: Environment) -> Iterator[tuple[str, Callable[..., Any]]]:
    for known in (templates.globals, templates.tests, templates.filters):
        yield from ((name, value) for name, value in known.items() if callable(value))


def _code(function: Any) -> CodeType | None:
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    return getattr(function, "__code__", None)


def _of_kinds(words: str) -> Message | None:
    for pattern, sentence in _KINDS:
        if match := pattern.match(words):
            groups = match.groupdict()
            kinds = {key: kind_named(groups[key]) for key in ("a", "b") if groups.get(key)}
            values: dict[str, Any] = {"sign": groups.get("sign") or "", "a": kinds.get("b", ""), **kinds}
            return Message(sentence, None, **values)
    return None


def _template_frames(error: BaseException) -> Iterator[tuple[FrameType, int]]:
    """Yield the frames of templates in a traceback with their lines, which Jinja has put there."""
    yield from ((frame, line) for frame, line in walk_tb(error.__traceback__) if _is_template(frame))


def _is_template(frame: FrameType) -> bool:
    return not frame.f_code.co_filename.endswith((".py", ">"))
