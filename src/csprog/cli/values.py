"""Parsers of options that know how their values are typed, for completion and errors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from csprog.errors import ParseError
from csprog.i18n import LANGUAGES, Message
from csprog.operations.plan_choice import view_day
from csprog.parsing.names import fold_homoglyphs

_Word = TypeVar("_Word", bound=str)
_Value = TypeVar("_Value")


@dataclass(frozen=True)
class Typed(Generic[_Value]):
    """Parses a value with `read`; `forms` says how it is typed."""

    read: Callable[[str], _Value]
    forms: Message

    def __call__(self, text: str) -> _Value:
        """Return the value of a typed text."""
        return self.read(text)


@dataclass(frozen=True)
class TypedDay:
    """Parses a day with `read`; words like “yesterday” count from a day."""

    read: Callable[[str, date], Any]
    forms: Message

    def __call__(self, text: str) -> Any:
        """Return the value, counted from today."""
        return self.read(text, view_day(None))

    def seen_from(self, today: date) -> Callable[[str], Any]:
        """Return a parser that counts from `today`."""
        return lambda text: self.read(text, today)


@dataclass(frozen=True)
class OneOf(Generic[_Word]):
    """Parses one of `words`, typed in any letters that look alike, or its beginning.

    `names` are their names in sentences, which may be typed in any language.
    """

    words: tuple[_Word, ...]
    names: Mapping[_Word, Message] = field(default_factory=dict)

    @property
    def forms(self) -> str:
        """All words, as a choice."""
        return " | ".join(self.words)

    def __call__(self, text: str) -> _Word:
        """Return the word that is meant."""
        # “B2B” typed on a Russian keyboard may hold Cyrillic letters that look the same
        typed, known = _folded(text), {_folded(word): word for word in self.words}
        if typed not in known:
            known |= {_folded(name.render(one)): word for word, name in self.names.items() for one in LANGUAGES}
        meant = (
            {known[typed]} if typed in known else {known[name] for name in known if typed and name.startswith(typed)}
        )
        if len(meant) != 1:
            allowed = ", ".join(self.words)
            raise ParseError(Message("invalid value “{value}”, choose from: {allowed}", value=text, allowed=allowed))
        return meant.pop()


def one_of(words: Iterable[_Word], names: Mapping[_Word, Message] | None = None) -> OneOf[_Word]:
    """Return a parser for one of `words`, or of their `names`."""
    return OneOf(tuple(words), names or {})


def completed(kind: str) -> Callable[[Any], Iterable[tuple[str, str]]]:
    """Return a source of values for the shell: one of the `SOURCES` of completion."""

    def source(ctx: Any) -> Iterable[tuple[str, str]]:
        from csprog.cli.completion import SOURCES  # noqa: PLC0415 - reads plans, which only a shell needs that completes

        return SOURCES[kind](ctx)

    return source


def _folded(word: str) -> str:
    return " ".join(re.split(r"[\s_-]+", fold_homoglyphs(word.strip())))
