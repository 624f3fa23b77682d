"""Reads text pasted out of Word: tabs between cells, a row or a cell on each line."""

from __future__ import annotations

import csv
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
_HEADING_LINE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3})?)\.?\s+\S")
_ITEM = re.compile(r"(?:[0-9]{1,3}|[а-я])[.)]\s|[-–—•]\s")
_QUOTED = re.compile(r'(?:^|\t)"[^"\t]*$|(?:^|\t)"(?:[^"]|"")*"(?:\t|$)')
_SAMPLE = 50  # lines
_BLANK_LINES = 4
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
        raise Unreadable(Message("this file is too large for a plan"))
    is_utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if is_utf16 else _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    raise Unreadable(Message("this is neither .docx nor .xlsx nor text"))


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
    if any(_QUOTED.search(line) for line in lines[first:]) and (quoted := read_separated(text, "\t", first)):
        return SourceDocument((*_paragraphs(lines, 0, first), *quoted.blocks), notices)
    paragraphs = _paragraphs(lines, 0, first)
    if first == len(lines):
        return SourceDocument(paragraphs, notices)
    cell_per_line = all(line.count("\t") <= 1 for line in lines[first:]) and lines[first].startswith("\t")
    last = len(lines) if cell_per_line else _end_of_table(lines, first)
    rows = list((_rows_from_cells if cell_per_line else _rows_from_lines)(lines[:last], first))
    check_rows(len(rows))
    table = Table(_place(first + 1), tuple(_row(row) for row in rows if row))
    return SourceDocument((*paragraphs, table, *_paragraphs(lines, last, len(lines))), notices)


def read_separated(text: str, separator: str = "", first: int = 0) -> SourceDocument | None:
    """Return a table of text whose cells may be quoted, as Excel copies them and writes .csv; None if it is none.

    `first` is the index of its first line; without a separator it is the one that stands most often.
    """
    lines = text.split("\n")[first:]
    if lines[0].lower().startswith("sep="):  # Excel's own line
        separator, lines, first = lines[0][4:5], lines[1:], first + 1
    separator = separator or max(";\t,", key=lambda sign: sum(line.count(sign) for line in lines[:_SAMPLE]))
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=separator)
    rows: list[list[_Cell]] = []
    begins = 0
    try:
        for texts in reader:
            cells = [_Cell(first + begins + 1, [words.strip("\n")]) for words in texts]
            if len(cells) > MOST_COLUMNS:
                raise too_large()
            rows += [cells] if any(cell.text for cell in cells) else []
            check_rows(len(rows))
            begins = reader.line_num
    except csv.Error:  # a field longer than any cell
        return None
    if not rows:
        return None
    return SourceDocument((Table(_place(rows[0][0].line), tuple(_row(row) for row in rows)),))


def _paragraphs(lines: Sequence[str], first: int, last: int) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(_place(number), words)
        for number, line in enumerate(lines[first:last], start=first + 1)
        for words in lines_of(line)
    )


def _end_of_table(lines: Sequence[str], first: int) -> int:
    """Return the index of the first line below the table.

    Lines without tabs below the last row are of its last cell if they go on with its list or sentence.
    """
    last = max(number for number, line in enumerate(lines) if "\t" in line) + 1
    if len(lines[last - 1].split("\t")) <= lines[first].count("\t") and not lines[last - 1].endswith("\t"):
        return last if _is_heading_line(lines[last - 1]) else len(lines)  # a cell of several paragraphs ends it
    while last < len(lines) and lines[last].strip():
        above, line = lines[last - 1].rstrip(), lines[last].strip()
        goes_on = above.endswith((":", ";", ",")) or line[0].islower() or _ITEM.match(line)
        if not goes_on:
            break
        last += 1
    return last


def _is_heading_line(line: str) -> bool:
    number, _, title = line.partition("\t")
    return _HEADING_NUMBER.fullmatch(number.strip()) is not None and "\t" not in title


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
        "this text has one cell per line and no row of column numbers (1, 2, 3 …), so the rows can't "
        "be told apart; import the .docx"
    )
    raise Unreadable(what)


def _rows_from_lines(lines: Sequence[str], first: int) -> Iterator[list[_Cell]]:
    """Give the rows of a text with a row on each line.

    A line without tabs continues the last cell of the row above.
    """
    width = lines[first].count("\t") + 1
    row: list[_Cell] = []
    is_section = False  # the row is a heading without tabs
    for number, line in enumerate(lines[first:], start=first + 1):
        texts = line.split("\t")
        is_complete = is_section or len(row) >= width or (len(row) == _HEADING_CELLS and row[0].is_heading_number)
        # More cells than the row above lacks: the empty ones at its end were cut off.
        is_next = len(texts) > 1 and len(row) + len(texts) - 1 > width
        if len(texts) == 1 and row and not (is_complete and _begins_section(lines, number - 1)):
            row[-1].lines.append(line)
        elif not row or is_complete or is_next:
            is_section = bool(row) and len(texts) == 1
            yield row
            row = [_Cell(number, [text]) for text in texts]
        else:  # a cell of several paragraphs in the middle of its row
            row[-1].lines.append(texts[0])
            row += [_Cell(number, [text]) for text in texts[1:]]
    yield row


def _begins_section(lines: Sequence[str], index: int) -> bool:
    """Tell whether a line without tabs is a heading: the row below has a number below its own."""
    heading = _HEADING_LINE.match(lines[index])
    following = next((line for line in lines[index + 1 : index + _BLANK_LINES] if line.strip()), "")
    return heading is not None and re.match(rf"\s*{re.escape(heading[1])}\.[0-9][0-9.]*\t", following) is not None


def _row(cells: Sequence[_Cell]) -> Row:
    place = _place(cells[0].line)
    return Row(
        place, tuple(Cell(_place(cell.line), all_lines(cell.lines), column) for column, cell in enumerate(cells))
    )


def _place(line: int) -> Message:
    return Message("line {line}", line=line)
