"""Reads a YAML text into plain values, scalars kept as text, and names everything that a plan may not use."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from csprog.findings import Finding, Position
from csprog.i18n import N_, Message
from csprog.yamltext.encoding import position
from csprog.yamltext.events import LIBYAML_ERRORS, YamlSyntaxError, syntax_error, next_event

MOST_PROBLEMS = 1000
"""How many problems of one kind of reading are told: no one mends more at a time, and a hostile file has millions."""
_MOST_KEYS = 1000
_LONG = 500_000  # characters, which ruamel.yaml's parser reads in about a second
_CONFLICT = re.compile(r"^<{7}(?= |$)[^\r\n]{0,80}", re.MULTILINE)
_DEEPEST = 24  # a plan's deepest value, an office of a journal entry, lies at 11

# What YAML 1.1 and 1.2 readers take for something other than text: empty, null, booleans, numbers, dates.
_NOT_TEXT = re.compile(
    r"|~|null|Null|NULL|true|True|TRUE|false|False|FALSE"
    r"|[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|0b[01_]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?"
)
_MAY_BEGIN_NO_TEXT = frozenset("~nNtTfF+-.0123456789")


@dataclass(frozen=True, slots=True)
class Unquoted:
    """A scalar that a YAML reader takes for a number, a date, a boolean or nothing: typed without quotes.

    It is no `str`, so that a field that wants text refuses it (`1.10` is the float 1.1 to everyone else), and a
    field that wants a date or a number interprets `text` itself.
    """

    text: str

    def __str__(self) -> str:
        """Return the text as typed."""
        return self.text


Value = str | Unquoted | dict[str, Any] | list[Any]


@dataclass(slots=True)
class LoadedText:
    """What a text says, what is wrong with it as YAML, and where each mapping begins, in reading order."""

    value: Value | None = None
    problems: list[Finding] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def start_of(self, path: Sequence[str | int]) -> int:
        """Return the offset at which the mapping at `path` of the value begins."""
        before = 0
        value: Any = self.value
        for step in path:
            position = step if isinstance(step, int) else list(value).index(step)
            children = value if isinstance(value, list) else list(value.values())
            before += isinstance(value, dict) + sum(map(_count_mappings, children[:position]))
            value = children[position]
        return self.starts[before]


def load_text(text: str, *, fast: bool = True) -> LoadedText:
    """Return what `text` says: mappings, lists, `str` and `Unquoted`, in time proportional to its length.

    A duplicate key, an alias, an anchor, a tag, a merge key, a second document and too deep a nesting are
    problems, each in its place; reading goes on past them where it can. A syntax error ends it. With `fast`
    unset, libyaml is not asked; the result is the same.
    """
    if fast and "\t" not in text:  # the two differ on what a tab within a value is
        quick = _Builder(next_event(text, fast=True))
        try:
            return quick.reading()
        except LIBYAML_ERRORS as error:
            fault = syntax_error(error)
            if len(text) > _LONG and "unexpected ':'" not in fault.problem:
                return quick.failed(text, fault)
    builder = _Builder(next_event(text, fast=False))
    try:
        return builder.reading()
    except YamlSyntaxError as fault:
        return builder.failed(text, fault)


def _count_mappings(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + sum(map(_count_mappings, value.values()))
    return sum(map(_count_mappings, value)) if isinstance(value, list) else 0


def is_text(plain: str) -> bool:
    """Tell whether a scalar typed without quotes is text to every YAML reader."""
    return bool(plain) and (plain[0] not in _MAY_BEGIN_NO_TEXT or not _NOT_TEXT.fullmatch(plain))


class _Enough(Exception):
    """More of this text need not be read: what is wrong with it is plain."""


class _Builder:
    """Turns events into values. One loop with local names: it runs a hundred thousand times for a large plan."""

    def __init__(self, following: Callable[[], Any]) -> None:
        self.following = following
        self.result = LoadedText()
        self.unwanted: list[tuple[dict[str, Value], str]] = []

    def reading(self) -> LoadedText:
        """Return what the events say; without a value if they are not worth reading to their end."""
        try:
            return self._read()
        except _Enough:
            return self.result

    def _read(self) -> LoadedText:  # noqa: C901, PLR0912, PLR0915 - see above
        following = self.following
        root: list[Value] = []
        container: Any = root
        keys: list[str | None] = [None]
        stack: list[Any] = []
        starts = self.result.starts
        while True:
            event = following()
            kind = type(event)
            if kind is ScalarEvent:
                if event.anchor is not None or event.tag is not None:
                    self._refuse_properties(event)
                value = event.value
                if type(container) is dict:
                    key = keys[-1]
                    if key is None:
                        keys[-1] = self._key(container, event)
                        if len(container) >= _MOST_KEYS:
                            self._note(
                                "too-many", event, Message("so many keys stand in no plan; check the indentation")
                            )
                            raise _Enough
                        continue
                    keys[-1] = None
                    container[key] = value if event.style or is_text(value) else Unquoted(value)
                else:
                    container.append(value if event.style or is_text(value) else Unquoted(value))
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.anchor is not None or event.tag is not None:
                    self._refuse_properties(event)
                if len(stack) > _DEEPEST:
                    self._note("too-deep", event, Message("nested deeper than any plan needs; check the indentation"))
                    raise _Enough
                fresh: Any = []
                if kind is MappingStartEvent:
                    fresh = {}
                    starts.append(event.start_mark.index)
                self._put(container, keys, fresh, event)
                stack.append(container)
                container = fresh
                keys.append(None)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                container = stack.pop()
                keys.pop()
            elif kind is AliasEvent:
                name = event.anchor
                self._note("alias", event, Message("an alias (*{name}) hides what is meant; write it out", name=name))
                self._put(container, keys, f"*{name}", event)
            elif kind is DocumentStartEvent and root:
                self._note("second-document", event, Message("a second document begins here; a plan is one document"))
                return self._finished(root)
            elif kind is DocumentEndEvent or kind is DocumentStartEvent:
                continue
            elif kind is StreamEndEvent:
                return self._finished(root)

    def failed(self, text: str, fault: YamlSyntaxError) -> LoadedText:
        """Return what was found up to a syntax error, and the error."""
        self.result.problems.append(_conflict(text) or _syntax_problem(fault))
        return self.result

    def _finished(self, root: list[Value]) -> LoadedText:
        for mapping, key in self.unwanted:
            mapping.pop(key, None)
        self.result.value = root[0] if root else None
        return self.result

    def _put(self, container: Any, keys: list[str | None], value: Value, event: Any) -> None:
        if type(container) is list:
            container.append(value)
        elif keys[-1] is None:
            self._note("key-not-text", event, Message("a key must be a word, not a list, a mapping or an alias"))
            keys[-1] = self._unwanted(container)
        else:
            container[keys[-1]] = value
            keys[-1] = None

    def _key(self, mapping: dict[str, Value], event: Any) -> str:
        key: str = event.value
        if key in mapping:
            what = Message("the key “{key}” stands twice here; keep one of the two", key=key)
            self._note("duplicate-key", event, what)
            return self._unwanted(mapping)
        if key == "<<" and not event.style:
            self._note("merge-key", event, Message("a merge key (<<) hides what is meant; write it out"))
            return self._unwanted(mapping)
        return key

    def _unwanted(self, mapping: dict[str, Value]) -> str:
        """Return a key for a value that is read for its own faults and then left out."""
        key = f"\0{len(self.unwanted)}"
        self.unwanted.append((mapping, key))
        return key

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            what = Message("an anchor (&{name}) is not used in a plan; remove it", name=event.anchor)
            self._note("anchor", event, what)
        if event.tag is not None:
            what = Message("a tag ({name}) is not used in a plan; remove it", name=event.tag)
            self._note("tag", event, what)

    def _note(self, code: str, event: Any, message: Message) -> None:
        start, end = event.start_mark, event.end_mark
        length = end.index - start.index if end.line == start.line else 1
        position = Position(start.line + 1, start.column + 1, max(1, length))
        self.result.problems.append(Finding(code, position, message))
        if len(self.result.problems) >= MOST_PROBLEMS:
            raise _Enough


def _conflict(text: str) -> Finding | None:
    """Return the merge conflict that a text still holds, which no YAML parser knows for what it is."""
    found = _CONFLICT.search(text)
    if found is None:
        return None
    what = Message("a merge conflict is left here; keep one side and remove the marker lines")
    return Finding("conflict-markers", position(text, found.start(), len(found.group())), what)


def _syntax_problem(fault: YamlSyntaxError) -> Finding:
    position = Position(fault.line + 1, fault.column + 1)
    for words, message in _SYNTAX_ADVICE:
        if words in fault.problem:
            return Finding("yaml-syntax", position, Message(message))
    return Finding(
        "yaml-syntax", position, Message("this is not YAML: {problem}", problem=fault.problem.splitlines()[0])
    )


# What the parser's words mean to someone who keeps a plan, the narrower first.
_SYNTAX_ADVICE = (
    (
        "mapping values are not allowed",
        N_("a colon where none can be: put the whole value in quotes, or align the line with its neighbours"),
    ),
    ("'\\t'", N_("a tab where only spaces can indent; replace it with spaces")),
    ("could not find expected ':'", N_("a key without its colon, or a text line that is not indented")),
    ("found unexpected end of stream", N_("a quote is opened and never closed; close it")),
    ("unknown escape", N_("a backslash that means nothing in double quotes; double it, or use single quotes")),
    ("cannot start any token", N_("a value can't begin with this character; put it in quotes")),
    ("expected <block end>", N_("this line is indented unlike its neighbours; align it with them")),
    ("did not find expected '-'", N_("this line is indented unlike its neighbours; align it with them")),
    ("did not find expected key", N_("this line is indented unlike its neighbours; align it with them")),
    ("expected ',' or", N_("a list in brackets or braces is not closed, or a comma is missing")),
)
