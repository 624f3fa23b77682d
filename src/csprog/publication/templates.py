"""The templates: those that csprog carries, and over them, file by file, those of the project itself."""

from __future__ import annotations

import io
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import TemplateNotFound
from markupsafe import Markup, escape

from csprog.arrangement import typography
from csprog.errors import TemplateFault
from csprog.language import Message
from csprog.publication.bytecode import compiled
from csprog.publication.sandbox import Sandbox
from csprog.store.templates import bundled_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_AT_ONCE = 5_000  # pieces of a page that are put into bytes together


def environment(project: Path | None, *, fragment: bool = False) -> Sandbox:
    """Return the environment in which templates run: sandboxed, everything escaped, an unknown name an error.

    A template of `project` (a folder) takes the place of the bundled one of its name and can extend it as
    `default:page.html`. In a `fragment` ids get a prefix and headings are a level lower: the host has its own.
    """
    bundled = bundled_folder()
    folders = [project, bundled] if project and project.is_dir() else [bundled]
    loader = ChoiceLoader([FileSystemLoader(folders), PrefixLoader({"default": FileSystemLoader(bundled)}, ":")])
    made = Sandbox(
        loader=loader,
        bytecode_cache=compiled(bundled),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["typeset"] = typography.typeset
    made.filters["words"] = _words
    made.filters["address"] = typography.address
    made.filters["long_date"] = typography.long_date
    made.filters["short_date"] = typography.short_date
    made.globals["plural"] = typography.plural
    made.globals["form"] = typography.form
    made.globals["prefix"] = "csprog-" if fragment else ""
    made.globals.update({f"h{level}": f"h{level + fragment}" for level in range(1, 6)})
    return made


@lru_cache(typography.MANY_TEXTS, typed=True)
def _words(text: str) -> Markup:
    """Return the document's words or a record's: set with care, escaped, a line break where the text has one."""
    lines = [escape(typography.typeset(line)) for line in map(str.strip, text.split("\n")) if line]
    return lines[0] if len(lines) == 1 else Markup("<br>").join(lines)


def render(templates: Sandbox, name: str, values: Mapping[str, object]) -> str:
    """Return the text of the template `name` with `values`.

    Raises:
        TemplateFault: the template is missing, can't be parsed, or fails; the sentence names it and the line.
    """
    with _told(name):
        return "".join(_texts(templates, name, values))


def render_file(templates: Sandbox, name: str, values: Mapping[str, object]) -> bytes:
    """Return the same in UTF-8; the text of a large page is at no time in memory whole.

    Raises:
        TemplateFault: likewise.
    """
    file = io.BytesIO()
    with _told(name):
        texts = _texts(templates, name, values)
        while some := list(islice(texts, _AT_ONCE)):
            file.write("".join(some).encode("utf-8"))
    return file.getvalue()


def _texts(templates: Sandbox, name: str, values: Mapping[str, object]) -> Iterator[str]:
    templates.work = 0
    return templates.get_template(name).generate(values)  # type: ignore[no-any-return]


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Turn whatever comes up in the template `name` into a sentence."""
    try:
        yield
    except TemplateNotFound as error:
        raise TemplateFault(Message("there is no template {name}", name=error.name)) from None
    except TemplateSyntaxError as error:
        raise _fault(error.name or name, error.lineno, error.message or "") from None
    except RecursionError:
        raise _fault(name, "?", "it includes or calls itself without end") from None
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, MemoryError) as error:
        where, line = _place(error, name)
        reason = Message("there is not enough memory for it") if isinstance(error, MemoryError) else error
        raise _fault(where, line, str(reason)) from None


def _fault(name: str, line: object, reason: str) -> TemplateFault:
    return TemplateFault(Message("template {name}, line {line}: {reason}", name=name, line=line, reason=reason))


def _place(error: BaseException, name: str) -> tuple[str, int | str]:
    """Return the template that was being rendered when `error` came up, and its line: an included one, if it was that."""
    line: int | str = "?"
    trace = error.__traceback__
    while trace is not None:
        if "__jinja_exception__" in trace.tb_frame.f_globals:
            name, line = Path(trace.tb_frame.f_code.co_filename).name, trace.tb_lineno
        trace = trace.tb_next
    return name, line
