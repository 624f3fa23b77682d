"""Parses a plan's text: the programme in it, or all that is wrong, with positions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sized
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from csprog.findings import Finding, KeyPath, Position, in_file_order
from csprog.i18n import Message
from csprog.parsing.names import cyrillic_in, latin
from csprog.programme.format import FORMAT, newer_format
from csprog.programme.model import Programme
from csprog.programme.unknown_keys import meant_key, unknown_key
from csprog.yamltext.mending import MendedText
from csprog.yamltext.nodes import Node, locate
from csprog.yamltext.reader import MOST_PROBLEMS, LoadedText, Unquoted, load_text


@dataclass(frozen=True, slots=True)
class SoundPlan:
    """A plan's text and the programme in it; `findings` are the warnings of a check."""

    text: str
    loaded: LoadedText
    programme: Programme
    findings: tuple[Finding, ...] = ()

    @property
    def readable(self) -> str:
        """The text that positions are looked for in."""
        return self.text

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Empty: no error stands in it."""
        return ()


@dataclass(frozen=True, slots=True)
class FaultyPlan:
    """A plan's text and its `findings`, at least one of them an error, in file order.

    `programme` is what can be shown of it: None if not even its shape is right. `newer_format` is the format of a plan
    of which this csprog knows only a part, which `programme` has. `mended` is what can be read of a text that is no YAML.
    """

    text: str
    findings: tuple[Finding, ...]
    programme: Programme | None = None
    newer_format: int | None = None
    mended: MendedText | None = None

    @property
    def readable(self) -> str:
        """The text that positions are looked for in; its lines are those of `text`."""
        return (self.mended and self.mended.text) or self.text

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that are errors."""
        return tuple(finding for finding in self.findings if finding.severity == "error")


Plan = SoundPlan | FaultyPlan

_PARTS = re.compile("^(?:passport|sections):", re.MULTILINE)
_FORMAT = re.compile("[0-9]{1,4}")
PlanLookup = Callable[[int], tuple[Path, Programme] | None]
"""A function that gives the file and the programme of a year, None if there is none that can be read."""


def parse_plan(text: str, *, fast: bool = True) -> Plan:
    """Parse a plan by its shape: keys, types and values, without any rule of content.

    `fast` as in `yamltext.reader.load_text`. All that is wrong is found at once; positions are looked for only then. Of a
    plan of a newer format that is the only finding: what else is wrong, only a newer csprog can say.
    """
    loaded = load_text(text, fast=fast)
    if loaded.mended is not None and loaded.mended.text is not None:
        return parse_mended(text, loaded.mended)
    if (newer := newer_format_of(loaded.value)) is not None:
        position = locate(text).find(("format",)).position()
        return FaultyPlan(text, (Finding("newer-format", position, newer_format(newer)),), newer_format=newer)
    findings = list(loaded.problems)
    programme = None
    if isinstance(loaded.value, dict):
        try:
            programme = Programme.model_validate(loaded.value)
        except ValidationError as error:
            findings += _problems(_bounded(error, loaded.value), locate(text))
    elif not findings:
        what = Message("not a plan: a plan begins with keys such as passport and sections")
        findings.append(Finding("not-a-plan", Position(1, 1), what))
    if findings or programme is None:
        return FaultyPlan(text, in_file_order(findings))
    return SoundPlan(text, loaded, programme)


def parse_mended(text: str, mended: MendedText) -> FaultyPlan:
    """Return what is wrong in a text that can't be read as it is, and in what can be read of it."""
    plan = parse_plan(mended.text or "")
    if not _PARTS.search(plan.text):  # a text of another kind
        return FaultyPlan(text, mended.findings)
    others = [finding for finding in plan.findings if finding.position.line not in mended.dropped]
    if isinstance(plan, FaultyPlan) and plan.mended is not None:
        mended = replace(mended, text=plan.readable, dropped=mended.dropped | plan.mended.dropped)
    return FaultyPlan(
        text, in_file_order([*mended.findings, *others]), newer_format=newer_format_in(plan), mended=mended
    )


def newer_format_in(plan: Plan) -> int | None:
    """Return the format of a plan if it is newer than csprog knows, else None."""
    return plan.newer_format if isinstance(plan, FaultyPlan) else None


def newer_format_of(value: object) -> int | None:
    """Return the format of a loaded plan if it is newer than csprog knows, else None."""
    found = value.get("format") if isinstance(value, dict) else None
    typed = found.text if isinstance(found, Unquoted) else found
    number = int(typed) if isinstance(typed, str) and _FORMAT.fullmatch(typed) else FORMAT
    return number if number > FORMAT else None


def _problems(error: ValidationError, tree: Node) -> list[Finding]:
    """Return pydantic's errors as findings: the first thousand, and a count."""
    every = [details for details in error.errors(include_url=False) if not is_echo(details)]
    misspelt = {_meant_path(details, tree) for details in every if details["type"] == "extra_forbidden"}
    found = [details for details in every if details["type"] != "missing" or real_path(details) not in misspelt]
    problems = [_problem(details, tree) for details in found[:MOST_PROBLEMS]]
    if len(found) > MOST_PROBLEMS:
        what = Message("{count} more problem", "{count} more problems", count=len(found) - MOST_PROBLEMS)
        problems.append(Finding("too-many", tree.find(found[MOST_PROBLEMS]["loc"]).position(), what))
    return problems


def _meant_path(details: ErrorDetails, tree: Node) -> KeyPath:
    """Return the path of the key that an unknown one was probably meant to be."""
    path = real_path(details)
    return (*path[:-1], meant_key(details["loc"], _present(path, tree)))


def _present(path: KeyPath, tree: Node) -> list[str]:
    return [key.text for key, _ in tree.find(path[:-1]).entries or ()]


def _bounded(error: ValidationError, value: dict[str, Any]) -> ValidationError:
    """Validate only the beginnings of lists where errors are too many to collect."""
    if error.error_count() <= 5 * MOST_PROBLEMS:
        return error
    try:
        Programme.model_validate(_beginnings(value))
    except ValidationError as bounded:
        return bounded
    return error


def _beginnings(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _beginnings(child) for key, child in value.items()}
    return [_beginnings(child) for child in value[:MOST_PROBLEMS]] if isinstance(value, list) else value


def real_path(details: ErrorDetails) -> KeyPath:
    """Return the key path of an error, without pydantic's own steps for kinds."""
    path = details["loc"]
    return tuple(step for n, step in enumerate(path) if not _is_kind(path[:n], step))


def _is_kind(before: KeyPath, step: str | int) -> bool:
    """Tell whether a step chooses a model, an entry's event or a kind of evidence."""
    return isinstance(step, str) and (before[-2:-1] == ("journal",) or (before[-1:] == ("evidence",) and "-" in step))


def is_echo(details: ErrorDetails) -> bool:
    """Tell whether an error only repeats others: a list too short for its bad items."""
    return details["type"] == "too_short" and bool(details["input"])


def _problem(details: ErrorDetails, tree: Node) -> Finding:
    kind, path = details["type"], real_path(details)
    if kind == "extra_forbidden":
        return Finding("unknown-key", tree.key(path).position(), unknown_key(details["loc"], _present(path, tree)))
    if kind == "missing":
        what = Message("the key “{key}” is missing here; add it", key=path[-1])
        return Finding("missing-key", tree.find(path[:-1]).position(), what)
    if kind == "union_tag_invalid":
        path = (*path, "event")
    code, message = refusal(details)
    return Finding(code, tree.find(path).position(), message)


def refusal(details: ErrorDetails) -> tuple[str, Message]:
    """Return the code of what pydantic found, and say it in a plan keeper's words."""
    kind, value, context = details["type"], details["input"], details.get("ctx", {})
    if kind == "string_unicode":
        halves = ((place, letter) for place, letter in enumerate(str(value), 1) if "\ud800" <= letter <= "\udfff")
        place, half = next(halves, (1, "\ufffd"))
        return "forbidden-character", Message(_TEMPLATES["forbidden-character"], number=f"{ord(half):04X}", place=place)
    if kind == "string_type":
        return _no_text(value)
    if kind in {"enum", "literal_error", "union_tag_invalid"}:
        allowed = context.get("expected") or context.get("expected_tags", "")
        shown = context.get("tag", value)
        if isinstance(shown, (list, dict)):
            return "not-text", Message("a text is expected here, not a list or keys with values")
        return "not-a-choice", _not_a_choice(str(shown), _choices(allowed))
    if kind == "union_tag_not_found":
        return "missing-key", Message("the key “{key}” is missing here; add it", key="event")
    if kind in {"string_too_long", "too_long"}:
        return "too-long", _too_long(value, context["max_length"])
    if kind in _SENTENCES:
        return _SENTENCES[kind]
    return kind.replace("_", "-"), Message(details["msg"] if not context else _template(details), **context)


def _template(details: ErrorDetails) -> str:
    """Return our sentence with its placeholders, which pydantic has filled."""
    return _TEMPLATES.get(details["type"], details["msg"])


_LIST = ("not-a-list", Message("a list is expected here, one item a line after a dash"))
_MAPPING = ("not-a-mapping", Message("keys with values are expected here, not a single value or a list"))
_SENTENCES = {
    "string_too_short": ("empty", Message("this is empty; give a text, or remove the key if it is optional")),
    "too_short": ("empty", Message("this list is empty; it needs at least one item")),
    **dict.fromkeys(("tuple_type", "list_type"), _LIST),
    **dict.fromkeys(("model_type", "model_attributes_type", "dict_type"), _MAPPING),
}


def _too_long(value: object, most: int) -> Message:
    if isinstance(value, (str, Unquoted)):
        length = len(str(value))
        return Message(
            "this has {count} characters; a plan has at most {most} in such a place", count=length, most=most
        )
    return Message(
        "this list has {count} items; a plan has at most {most} in such a list",
        count=len(cast("Sized", value)),
        most=most,
    )


_TEMPLATES = {
    "forbidden-character": "the character U+{number} (position {place}) is not allowed in a plan; remove it",
    "number": "a number is digits and dots, like “1.2.3”, without a dot at the end: at most {parts} parts of {digits} digits",
    "too-long": "a journal has at most {most} corrections",
    "audience-letters": "type {meant} in Latin capitals; some letters here are not Latin",
}


def _no_text(value: object) -> tuple[str, Message]:
    if isinstance(value, Unquoted) and value.text:
        what = Message(
            '{value} is read as a number, a date or nothing; put it in quotes: "{value}"', value=value.text[:80]
        )
        return "unquoted", what
    if isinstance(value, Unquoted):
        return "empty", Message("this is empty; give a text, or remove the key if it is optional")
    return "not-text", Message("a text is expected here, not a list or keys with values")


def _not_a_choice(value: str, allowed: str) -> Message:
    meant = latin(value)
    if meant in allowed.split(", "):
        return Message(
            "“{value}” has Cyrillic letters that look like Latin ones ({letters}); type “{meant}” in Latin letters",
            value=value,
            letters=cyrillic_in(value),
            meant=meant,
        )
    return Message("invalid value “{value}”, choose from: {allowed}", value=value[:80], allowed=allowed)


def _choices(allowed: object) -> str:
    return str(allowed).replace("'", "").replace(" or ", ", ").replace(" и ", ", ")
