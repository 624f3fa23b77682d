"""Paragraphs and tables of a document, with their places, whatever its format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from csprog.errors import RefusedError
from csprog.findings import KeyPath
from csprog.i18n import Message
from csprog.programme.typed_text import HIDDEN, sign_number, tidy
from csprog.yamltext.encoding import FORBIDDEN

BULLET = "•"
"""Replaces every list mark; a space stands between it and the item's words."""

MOST_TEXT = 10_000_000
"""Characters of all cells of a document; those of a plan of 10,000 measures have some 5 million."""
MOST_ROWS = 2_000
MOST_COLUMNS = 500
MOST_PARAGRAPHS = 100_000
"""Paragraphs outside of tables; the Programme of 2025 has 60."""

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_LIST_MARK = re.compile(r"^[-–—•·●▪◦‣∙\uf000-\uf0ff]\s+")
_SYMBOL = re.compile("[\ue000-\uf8ff]")  # private use: a sign of Word's symbol fonts, meaningless without its font
_SENTENCE_ENDS = (".", ":", ";", "!", "?")

NoticeKind = Literal["decided", "question", "left-out"]


class Unreadable(RefusedError):
    """A file that is no readable document; the message doesn't name the file yet."""


@contextmanager
def named(file: str) -> Iterator[None]:
    """Name the file in the message of one that is no readable document."""
    try:
        yield
    except Unreadable as error:
        raise Unreadable(Message("{file}: {why}", file=file, why=error.message)) from None


def too_large() -> Unreadable:
    """Return the error for a document that would take too much memory."""
    return Unreadable(Message("the document is too large or too deeply nested for a plan; it was not opened"))


class TextLimit:
    """Counts the characters that cells show, however often they refer to the same text."""

    def __init__(self) -> None:
        """Begin with none."""
        self._left = MOST_TEXT

    def count(self, characters: int) -> None:
        """Count the characters of another cell.

        Raises:
            Unreadable: they are too many.
        """
        self._left -= characters
        if self._left < 0:
            raise too_large()


@dataclass(frozen=True, slots=True)
class Notice:
    """A decision, a question or an omission of an import.

    decided: the document allowed one meaning only. question: a person has to look. left-out: these words stand nowhere
    in the plan. `place` lies in the document, `path` in the plan.
    """

    kind: NoticeKind
    place: Message
    message: Message
    path: KeyPath = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line outside of tables, with its number or bullet as shown."""

    place: Message
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's lines; `column` counts from 0, and the cell covers `span` columns.

    `merged` marks the continuation of a cell that began in a row above; its lines are those of that cell.
    """

    place: Message
    lines: tuple[str, ...]
    column: int
    span: int = 1
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row."""

    place: Message
    cells: tuple[Cell, ...]


def check_rows(count: int) -> None:
    """Refuse a document with more rows than a year's plan can have.

    Raises:
        Unreadable: it has.
    """
    if count > MOST_ROWS:
        raise Unreadable(Message("the document has {count} rows, too many for a year's plan", count=count))


def check_paragraphs(count: int) -> None:
    """Refuse a document with more paragraphs than any Programme.

    Raises:
        Unreadable: it has.
    """
    if count > MOST_PARAGRAPHS:
        raise too_large()


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or a sheet of a workbook, which has a name."""

    place: Message
    rows: tuple[Row, ...]
    sheet: str = ""

    @property
    def is_sheet(self) -> bool:
        """True if it is a sheet of a workbook."""
        return bool(self.sheet)


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """The contents of a file in order, and its reader's notices."""

    blocks: tuple[Paragraph | Table, ...]
    notices: tuple[Notice, ...] = ()


def clean(raw: str) -> str:
    """Return a line with single spaces, plain hyphens and `BULLET`.

    Hidden characters, those of symbol fonts and those that YAML forbids are dropped.
    """
    text = _SPACES.sub(" ", tidy(raw)).replace("\u2011", "-").strip()
    text = _LIST_MARK.sub(f"{BULLET} ", text)
    return _SPACES.sub(" ", _SYMBOL.sub("", FORBIDDEN.sub("", text))).strip()


def dropped_characters(raw: str, place: Message) -> Iterator[Notice]:
    """Give a notice if `clean` drops characters that somebody may miss."""
    text = _LIST_MARK.sub("", _SPACES.sub(" ", raw).strip())
    dropped = dict.fromkeys([*_SYMBOL.findall(text), *FORBIDDEN.findall(text), *HIDDEN.findall(text)])
    if dropped:
        signs = ", ".join(map(sign_number, dropped))
        yield Notice("left-out", place, Message("characters not allowed in a plan were removed: {signs}", signs=signs))


def lines_of(raw: str) -> tuple[str, ...]:
    """Return the lines of a paragraph, joining those that only wrap a sentence.

    A break (Shift+Enter, Alt+Enter) wraps if the next line begins in lower case and the sentence hasn't ended.
    """
    lines: list[list[str]] = []
    for line in map(clean, raw.split("\n")):
        if line in {"", BULLET}:
            continue
        if lines and line[0].islower() and not lines[-1][-1].endswith(_SENTENCE_ENDS):
            lines[-1].append(line)
        else:
            lines.append([line])
    return tuple(map(" ".join, lines))


def shortened(text: str, longest: int) -> str:
    """Return text cut after `longest` characters, with an ellipsis."""
    return text if len(text) <= longest else f"{text[:longest]}…"


def without_bullet(line: str) -> str:
    """Return a line without its list mark."""
    return line.removeprefix(BULLET).lstrip()


def all_lines(paragraphs: Iterable[str]) -> tuple[str, ...]:
    """Return the lines of a cell's paragraphs."""
    return tuple(line for paragraph in paragraphs for line in lines_of(paragraph))


def lines_of_document(document: SourceDocument) -> Iterator[tuple[Message, str]]:
    """Yield the lines of a document, each with its place."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.place, block.text
        else:
            cells = (cell for row in block.rows for cell in row.cells if not cell.merged)
            yield from ((cell.place, line) for cell in cells for line in cell.lines)
