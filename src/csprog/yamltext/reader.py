"""Loads YAML text into plain values and reports what plans may not use."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from csprog.findings import Finding, Position
from csprog.i18n import Message
from csprog.yamltext.events import SYNTAX_ERRORS, next_event
from csprog.yamltext.line_faults import swallows_keys
from csprog.yamltext.mending import LONG, MendedText, mend

MOST_PROBLEMS = 1000
"""Limit of findings per step: nobody mends more at a time, and a hostile file has millions."""
_MOST_KEYS = 1000  # of one mapping
_QUOTES = frozenset("\"'")
_DEEPEST = 24  # levels; the deepest of a plan, an office of a journal entry, is 11

# Plain scalars that YAML 1.1 or 1.2 resolves to null, a boolean, a number or a date.
_NOT_TEXT = re.compile(
    r"|~|null|Null|NULL|true|True|TRUE|false|False|FALSE"
    r"|[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|0b[01_]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?"
)
_STARTS_OF_NOT_TEXT = frozenset("~nNtTfF+-.0123456789")


@dataclass(frozen=True, slots=True)
class Unquoted:
    """A plain scalar that YAML resolves to a number, date, boolean or null.

    Not a `str`, so that text fields refuse it (other YAML tools read `1.10` as 1.1); date and number fields parse
    `text` themselves.
    """

    text: str

    def __str__(self) -> str:
        """Return the text as written in the file."""
        return self.text


Value = str | Unquoted | dict[str, Any] | list[Any]


@dataclass(slots=True)
class LoadedText:
    """The value of a YAML text with its findings.

    `starts` holds the offset of each mapping in document order. `mended` is what can be read of a text that is not YAML;
    its value is then None.
    """

    value: Value | None = None
    problems: list[Finding] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    mended: MendedText | None = None

    def start_of(self, path: Sequence[str | int]) -> int:
        """Return the offset of the mapping at `path`; the text must have no findings."""
        before = 0
        value: Any = self.value
        for step in path:
            position = step if isinstance(step, int) else list(value).index(step)
            children = value if isinstance(value, list) else list(value.values())
            before += isinstance(value, dict) + sum(map(_count_mappings, children[:position]))
            value = children[position]
        return self.starts[before]


def load_text(text: str, *, fast: bool = True) -> LoadedText:
    """Return the mappings, lists, `str` and `Unquoted` of a YAML text.

    Findings are: duplicate keys, aliases, anchors, tags, merge keys, a second document, too deep nesting. Loading goes
    on after these; after a syntax error the value is None. `fast=False` does without libyaml, with the same
    result.
    """
    if fast and "\t" not in text:  # the two parsers differ on tabs within a value
        loader = _Loader(next_event(text, fast=True))
        try:
            return loader.load(text)
        except SYNTAX_ERRORS as error:
            # "unexpected ':'" is libyaml's usual error on a text that YAML 1.2 allows
            if len(text) > LONG and "unexpected ':'" not in str(error):
                return loader.failed(text)
    loader = _Loader(next_event(text, fast=False))
    try:
        return loader.load(text)
    except SYNTAX_ERRORS:
        return loader.failed(text)


def load_file(file: Path) -> Any:
    """Return the value of a YAML file that is part of csprog.

    Raises:
        ValueError: the file has a finding; the first is named with its position.
    """
    loaded = load_text(file.read_text(encoding="utf-8"))
    if loaded.problems:
        first = loaded.problems[0]
        message = f"{file.name}:{first.position.line}:{first.position.column}: {first.message}"
        raise ValueError(message)
    return loaded.value


def _count_mappings(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + sum(map(_count_mappings, value.values()))
    return sum(map(_count_mappings, value)) if isinstance(value, list) else 0


def is_text(plain: str) -> bool:
    """Tell whether a plain scalar is text to every YAML reader."""
    return bool(plain) and (plain[0] not in _STARTS_OF_NOT_TEXT or not _NOT_TEXT.fullmatch(plain))


class _LoadingStopped(Exception):
    """A finding after which the rest of the text is not worth reading."""


class _Loader:
    """Builds values from events, by recursive descent."""

    def __init__(self, following: Callable[[], Any]) -> None:
        self.following = following
        self.result = LoadedText()
        self.long_quotes: list[tuple[int, int]] = []  # start and end of quoted texts of several lines

    def load(self, text: str) -> LoadedText:
        with suppress(_LoadingStopped):
            self.result.value = self._document()
        if any(swallows_keys(text, start, end) for start, end in self.long_quotes):
            self.result.value = None
            return self.failed(text)
        return self.result

    def failed(self, text: str) -> LoadedText:
        """Return the faults of a text that is not YAML, and what can be read of it."""
        mended = mend(text)
        self.result.mended = mended
        self.result.problems += mended.findings
        return self.result

    def _document(self) -> Value | None:
        documents: list[Value] = []
        while not isinstance(event := self.following(), StreamEndEvent):
            if isinstance(event, DocumentStartEvent) and documents:
                self._report("second-document", event, Message("a second document begins here; a plan is one document"))
                break
            if isinstance(event, NodeEvent):
                documents.append(self._value(event, 0))
        return documents[0] if documents else None

    def _value(self, event: Any, depth: int) -> Value:
        if isinstance(event, AliasEvent):
            message = Message("an alias (*{name}) hides what is meant; write it out", name=event.anchor)
            self._report("alias", event, message)
            return f"*{event.anchor}"
        self._refuse_properties(event)
        if isinstance(event, ScalarEvent):
            if event.style in _QUOTES and event.start_mark.line != event.end_mark.line:
                self.long_quotes.append((event.start_mark.index, event.end_mark.index))
            return event.value if event.style or is_text(event.value) else Unquoted(event.value)
        if depth > _DEEPEST:
            self._report("too-deep", event, Message("nested deeper than any plan needs; check the indentation"))
            raise _LoadingStopped
        if isinstance(event, MappingStartEvent):
            self.result.starts.append(event.start_mark.index)
            return self._mapping(depth + 1)
        return self._list(depth + 1)

    def _list(self, depth: int) -> list[Value]:
        items = []
        while not isinstance(event := self.following(), SequenceEndEvent):
            items.append(self._value(event, depth))
        return items

    def _mapping(self, depth: int) -> dict[str, Value]:
        mapping: dict[str, Value] = {}
        lines: dict[str, int] = {}  # where each key stands, counted from 0
        while not isinstance(event := self.following(), MappingEndEvent):
            key = self._key(event, lines, depth)
            value = self._value(self.following(), depth)  # of a refused key, too: for the findings in it
            if key is not None:
                mapping[key], lines[key] = value, event.start_mark.line
        return mapping

    def _key(self, event: Any, lines: dict[str, int], depth: int) -> str | None:
        """Return a mapping's next key, None if it is refused; `lines` has those before."""
        if not isinstance(event, ScalarEvent):
            self._report("key-not-text", event, Message("a key must be a word, not a list, a mapping or an alias"))
            self._value(event, depth)
            return None
        self._refuse_properties(event)
        key: str = event.value
        if key in lines:
            message = Message(
                "the key “{key}” is repeated: line {line} has it, too; keep one of the two",
                key=key,
                line=lines[key] + 1,
            )
            self._report("duplicate-key", event, message)
            return None
        if key == "<<" and not event.style:
            self._report("merge-key", event, Message("a merge key (<<) hides what is meant; write it out"))
            return None
        if len(lines) >= _MOST_KEYS:
            self._report("too-many", event, Message("no plan has so many keys; check the indentation"))
            raise _LoadingStopped
        return key

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            message = Message("an anchor (&{name}) is not used in a plan; remove it", name=event.anchor)
            self._report("anchor", event, message)
        if event.tag is not None:
            message = Message("a tag ({name}) is not used in a plan; remove it", name=event.tag)
            self._report("tag", event, message)

    def _report(self, code: str, event: Any, message: Message) -> None:
        start, end = event.start_mark, event.end_mark
        length = end.index - start.index if end.line == start.line else 1
        where = Position(start.line + 1, start.column + 1, max(1, length))
        self.result.problems.append(Finding(code, where, message))
        if len(self.result.problems) >= MOST_PROBLEMS:
            raise _LoadingStopped
