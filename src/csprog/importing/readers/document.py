"""A document as its reader sees it: paragraphs and tables in order, each with its place, whatever file it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from csprog.errors import RefusedError
from csprog.i18n import Message
from csprog.yamltext.encoding import FORBIDDEN

BULLET = "•"
"""What any mark of a list's item has become; it stands before the item's words, with a space."""

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")  # soft hyphens and spaces without width, which only break lines
_BULLET = re.compile(r"^[-–—•·●▪◦‣∙\uf000-\uf0ff]\s+")
_OF_A_FONT = re.compile("[\ue000-\uf8ff]")  # a sign of Word's symbol fonts, nothing without its font
_ENDS = (".", ":", ";", "!", "?")


class Unreadable(RefusedError):
    """A file is no document that csprog can read; the sentence says why, and what to do."""


@dataclass(frozen=True, slots=True)
class ReaderNote:
    """Something that the reader of a file had to decide, and where; `lost` says that what it names stands nowhere else."""

    place: Message
    message: Message
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line outside of tables, with its number or its bullet as it is shown."""

    place: Message
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's lines; `column` counts from 0, and the cell covers `span` columns.

    `merged` says that it goes on from the row above: its lines are those of the row in which it begins.
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


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or a sheet of a workbook."""

    place: Message
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """What a file says, in order, and what its reader had to decide."""

    blocks: tuple[Paragraph | Table, ...]
    notes: tuple[ReaderNote, ...] = ()


def clean(raw: str) -> str:
    """Return a line without its layout: single spaces, plain hyphens, no signs that nobody sees; its bullet as `BULLET`."""
    text = _SPACES.sub(" ", _UNSEEN.sub("", raw)).replace("\u2011", "-").strip()
    text = _BULLET.sub(f"{BULLET} ", text)
    return _SPACES.sub(" ", _OF_A_FONT.sub("", FORBIDDEN.sub("", text))).strip()


def left_out(raw: str) -> list[str]:
    """Return the characters that `clean` leaves out of `raw` and that somebody may miss, as U+F0B7."""
    text = _BULLET.sub("", _SPACES.sub(" ", raw).strip())
    found = [*_OF_A_FONT.findall(text), *FORBIDDEN.findall(_UNSEEN.sub("", text))]
    return [f"U+{ord(letter):04X}" for letter in dict.fromkeys(found)]


def lines_of(raw: str) -> tuple[str, ...]:
    """Return the lines of a paragraph: at its breaks, but where one only wraps a sentence (Shift+Enter, Alt+Enter)."""
    lines: list[str] = []
    for line in map(clean, raw.split("\n")):
        if line in {"", BULLET}:
            continue
        if lines and line[0].islower() and not lines[-1].endswith(_ENDS):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return tuple(lines)


def without_bullet(line: str) -> str:
    """Return a line without the mark of a list's item."""
    return line.removeprefix(BULLET).lstrip()


def all_lines(paragraphs: Iterable[str]) -> tuple[str, ...]:
    """Return the lines of a cell's paragraphs."""
    return tuple(line for paragraph in paragraphs for line in lines_of(paragraph))
