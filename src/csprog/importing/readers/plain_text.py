"""Reads text that was pasted out of Word: cells after tabs, a row a line or a cell a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from csprog.i18n import Message
from csprog.importing.readers.document import (
    Cell,
    Paragraph,
    ReaderNote,
    Row,
    SourceDocument,
    Table,
    Unreadable,
    all_lines,
    left_out,
    lines_of,
)

_LARGEST = 5_000_000  # characters; the plan of 2025 has 11,000
_MOST_COLUMNS = 40
_RESIDUE = re.compile(r"\[bookmark: \w+\]")
_HEADING = re.compile(r"\d+(?:\.\d+)?\.?")  # the number of a section or a subsection: its row has two cells
_OF_HEADING = 2  # cells: the number and the title
_CODES = ("utf-8-sig", "utf-16", "cp1251")


@dataclass(slots=True)
class _Piece:
    """A cell in the making: in which line of the file it begins, and its lines."""

    line: int
    lines: list[str] = field(default_factory=list)


def decoded(data: bytes) -> str:
    """Return the text of a file, whose coding is UTF-8, UTF-16 or the windows-1251 of old editors.

    Raises:
        Unreadable: it is empty, none of these, or larger than any plan.
    """
    if not data.strip():
        raise Unreadable(Message("the file is empty"))
    if len(data) > _LARGEST:
        raise Unreadable(Message("this is too large to be a plan"))
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for code in _CODES:
        if (code == "utf-16") is utf16:
            try:
                text = data.decode(code)
            except UnicodeDecodeError:
                continue
            if "\0" not in text:
                return text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    raise Unreadable(Message("this is neither a .docx or .xlsx nor text"))


def read_text(text: str) -> SourceDocument:
    """Return what pasted text says: the lines before the first tab are paragraphs, what follows is the table.

    Word's clipboard gives a row a line; other ways out of Word give a line to each cell, with a tab before it. The
    rows of the latter are told by the row of column numbers (1, 2, 3 …) below the columns' names.
    """
    lines = [_RESIDUE.sub("", line) for line in text.split("\n")]
    notes = list(_notes(lines))
    first = next((number for number, line in enumerate(lines) if "\t" in line.rstrip()), len(lines))
    paragraphs = tuple(_paragraphs(lines[:first]))
    if first == len(lines):
        return SourceDocument(paragraphs, tuple(notes))
    by_cell = all(line.count("\t") <= 1 for line in lines[first:]) and lines[first].startswith("\t")
    pieces = _cells(lines, first) if by_cell else None
    rows = _rows_of_cells(pieces) if pieces is not None else list(_rows_of_lines(lines, first))
    table = Table(Message("line {line}", line=first + 1), tuple(_row(row) for row in rows if row))
    return SourceDocument((*paragraphs, table), tuple(notes))


def _notes(lines: Sequence[str]) -> Iterator[ReaderNote]:
    for number, line in enumerate(lines, start=1):
        if lost := left_out(line.replace("\t", " ")):
            what = Message("signs that no plan may hold were left out: {signs}", signs=", ".join(lost))
            yield ReaderNote(Message("line {line}", line=number), what, lost=True)


def _paragraphs(lines: Sequence[str]) -> Iterator[Paragraph]:
    for number, line in enumerate(lines, start=1):
        yield from (Paragraph(Message("line {line}", line=number), text) for text in lines_of(line))


def _cells(lines: Sequence[str], first: int) -> list[_Piece]:
    pieces: list[_Piece] = []
    for number, line in enumerate(lines[first:], start=first + 1):
        if line.startswith("\t"):
            pieces.append(_Piece(number))
        pieces[-1].lines.append(line)
    return pieces


def _rows_of_cells(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """Part a run of cells into rows: a heading's has two, all others as many as the columns are."""
    width = _width(pieces)
    rows, at = [], 0
    while at < len(pieces):
        number = "".join(all_lines(pieces[at].lines))
        heading = bool(number) and bool(_HEADING.fullmatch(number)) and at >= 2 * width
        rows.append(list(pieces[at : at + (_OF_HEADING if heading else width)]))
        at += len(rows[-1])
    return rows


def _width(pieces: Sequence[_Piece]) -> int:
    """Return how many columns there are, by the row of their numbers.

    Raises:
        Unreadable: there is no such row.
    """
    texts = ["".join(all_lines(piece.lines)) for piece in pieces]
    for width in range(2, min(_MOST_COLUMNS, len(texts) // 2) + 1):
        if texts[width : 2 * width] == [str(number) for number in range(1, width + 1)]:
            return width
    what = Message(
        "this text gives a line to each cell, and no row of column numbers (1, 2, 3 …) tells how many cells a row has; "
        "import the .docx"
    )
    raise Unreadable(what)


def _rows_of_lines(lines: Sequence[str], first: int) -> Iterator[list[_Piece]]:
    """Give a row for each line with tabs; a line without any goes on with the last cell of the row above."""
    width = lines[first].count("\t") + 1
    row: list[_Piece] = []
    for number, line in enumerate(lines[first:], start=first + 1):
        cells = line.split("\t")
        complete = len(row) >= width or (len(row) == _OF_HEADING and _is_heading(row))
        if len(cells) == 1 and row:
            row[-1].lines.append(line)
        elif not row or complete:
            yield row
            row = [_Piece(number, [cell]) for cell in cells]
        else:  # a cell of several paragraphs in the middle of its row
            row[-1].lines.append(cells[0])
            row += [_Piece(number, [cell]) for cell in cells[1:]]
    yield row


def _is_heading(row: Sequence[_Piece]) -> bool:
    return bool(_HEADING.fullmatch("".join(all_lines(row[0].lines)) or "-"))


def _row(pieces: Sequence[_Piece]) -> Row:
    cells = tuple(
        Cell(Message("line {line}", line=piece.line), all_lines(piece.lines), column)
        for column, piece in enumerate(pieces)
    )
    return Row(cells[0].place, cells)
