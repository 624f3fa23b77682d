"""Reads text pasted out of Word: tabs between cells, a row or a cell on each line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from csprog.i18n import Message
from csprog.importing.readers.document import (
    MOST_COLUMNS,
    Cell,
    Paragraph,
    Row,
    SourceDocument,
    Table,
    Unreadable,
    all_lines,
    check_rows,
    dropped_characters,
    lines_of,
    too_large,
)

_LARGEST = 5_000_000  # bytes; the text of the plan of 2025 has 11,000 characters
_MOST_LINES = 100_000
_WIDEST = 40  # columns of a text with a line to each cell
_BOOKMARK = re.compile(r"\[bookmark: \w+\]")  # left behind by some converters
_HEADING_NUMBER = re.compile(r"\d+(?:\.\d+)?\.?")
_HEADING_CELLS = 2  # the number and the title
_ENCODINGS = ("utf-8-sig", "cp1251")  # the latter decodes nearly anything, so it comes last


@dataclass(slots=True)
class _Cell:
    """A cell's raw lines; `line` is the number of the first in the file."""

    line: int
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(all_lines(self.lines))

    @property
    def is_heading_number(self) -> bool:
        return _HEADING_NUMBER.fullmatch(self.text) is not None


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 with a BOM, or windows-1251.

    Raises:
        Unreadable: it is empty, in another encoding, or larger than any plan.
    """
    if not data.strip():
        raise Unreadable(Message("the file is empty"))
    if len(data) > _LARGEST:
        raise Unreadable(Message("this is too large to be a plan"))
    is_utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if is_utf16 else _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    raise Unreadable(Message("this is neither a .docx or .xlsx nor text"))


def read_text(text: str) -> SourceDocument:
    """Return paragraphs up to the first line with a tab, and a table from there on.

    Word's clipboard gives a line to each row; other ways out of Word give a line to each cell, beginning with a tab.
    Those lines are cut into rows by the row of column numbers (1, 2, 3 …) below the columns' names.
    """
    lines = [_BOOKMARK.sub("", line) for line in text.split("\n")]
    if len(lines) > _MOST_LINES or max(line.count("\t") for line in lines) >= MOST_COLUMNS:
        raise too_large()
    notices = tuple(
        notice for number, line in enumerate(lines, start=1) for notice in dropped_characters(line, _place(number))
    )
    first = next((number for number, line in enumerate(lines) if "\t" in line.rstrip()), len(lines))
    paragraphs = tuple(
        Paragraph(_place(number), words)
        for number, line in enumerate(lines[:first], start=1)
        for words in lines_of(line)
    )
    if first == len(lines):
        return SourceDocument(paragraphs, notices)
    cell_per_line = all(line.count("\t") <= 1 for line in lines[first:]) and lines[first].startswith("\t")
    rows = list((_rows_from_cells if cell_per_line else _rows_from_lines)(lines, first))
    check_rows(len(rows))
    table = Table(_place(first + 1), tuple(_row(row) for row in rows if row))
    return SourceDocument((*paragraphs, table), notices)


def _rows_from_cells(lines: Sequence[str], first: int) -> Iterator[list[_Cell]]:
    """Give the rows of a text with a cell on each line.

    A heading has two cells, any other row one for each column.
    """
    cells: list[_Cell] = []
    for number, line in enumerate(lines[first:], start=first + 1):
        if line.startswith("\t"):
            cells.append(_Cell(number))
        cells[-1].lines.append(line)
    width = _width(cells)
    start = 0
    while start < len(cells):
        is_heading = start >= 2 * width and cells[start].is_heading_number
        end = start + (_HEADING_CELLS if is_heading else width)
        yield cells[start:end]
        start = end


def _width(cells: Sequence[_Cell]) -> int:
    """Return the number of columns, by the row of their numbers.

    Raises:
        Unreadable: there is no such row.
    """
    texts = [cell.text for cell in cells[: 2 * _WIDEST]]
    for width in range(2, len(texts) // 2 + 1):
        if texts[width : 2 * width] == [str(number) for number in range(1, width + 1)]:
            return width
    what = Message(
        "this text gives a line to each cell, and no row of column numbers (1, 2, 3 …) tells how many cells a row has; "
        "import the .docx"
    )
    raise Unreadable(what)


def _rows_from_lines(lines: Sequence[str], first: int) -> Iterator[list[_Cell]]:
    """Give the rows of a text with a row on each line.

    A line without tabs continues the last cell of the row above.
    """
    width = lines[first].count("\t") + 1
    row: list[_Cell] = []
    for number, line in enumerate(lines[first:], start=first + 1):
        texts = line.split("\t")
        is_complete = len(row) >= width or (len(row) == _HEADING_CELLS and row[0].is_heading_number)
        if len(texts) == 1 and row:
            row[-1].lines.append(line)
        elif not row or is_complete:
            yield row
            row = [_Cell(number, [text]) for text in texts]
        else:  # a cell of several paragraphs in the middle of its row
            row[-1].lines.append(texts[0])
            row += [_Cell(number, [text]) for text in texts[1:]]
    yield row


def _row(cells: Sequence[_Cell]) -> Row:
    place = _place(cells[0].line)
    return Row(
        place, tuple(Cell(_place(cell.line), all_lines(cell.lines), column) for column, cell in enumerate(cells))
    )


def _place(line: int) -> Message:
    return Message("line {line}", line=line)
