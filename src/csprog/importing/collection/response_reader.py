"""Reads filled-in workbooks: each row by its hidden mark, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from csprog.errors import ParseError
from csprog.exporting.excel.columns import COLUMNS, NO, YES
from csprog.exporting.excel.responses import MARK, Response, RowMark, parse_mark
from csprog.findings import CellFinding
from csprog.i18n import Message
from csprog.importing.readers.document import shortened
from csprog.parsing.dates import day_of_serial, past_month_end, read_day
from csprog.parsing.names import is_alike
from csprog.programme.enums import TOLD, told_name

_FILLED_IN = tuple(name for name, column in COLUMNS.items() if column.filled_in)
_NAMES_BY_TITLE = {column.title.casefold(): name for name, column in COLUMNS.items()}
_SERIAL = re.compile(r"[0-9]{5}")
_SERIALS = (36_526, 73_050)  # of 2000 to 2099: numbers that were dates before somebody changed the cell's format
_EARLIEST = 1950  # years before it are numbers typed into cells of dates
_DASHES = frozenset("-–—‒−_ ")
_LONGEST_QUOTE = 60  # characters
_COUNTED = {told_name(told).render("ru") for told in TOLD}
"""The words that the formula of the status can give, also of a row that was sorted apart from its cells."""
_FORMULA_ERRORS = ("#", "Err:", "Ошибка:")  # of programs that don't know the formula


@dataclass(frozen=True, slots=True)
class CellPosition:
    """A row of a sheet, from 0, and the columns of its cells, by name."""

    file: str
    sheet: str
    row: int
    columns: dict[str, int]

    def finding(self, column: str, message: Message) -> CellFinding:
        """Return a finding in the cell of `column`, or the row's first if that is gone."""
        index = self.columns.get(column, min(self.columns.values()))
        return CellFinding(self.file, self.sheet, xl_rowcol_to_cell(self.row, index), message)


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """A row of a filled-in workbook.

    `number` and `office` are the visible texts beside the mark, None where that column is gone.
    """

    position: CellPosition
    mark: RowMark
    response: Response
    number: str | None
    office: str | None

    def finding(self, column: str, message: Message) -> CellFinding:
        """Return a finding in the row's cell of `column`."""
        return self.position.finding(column, message)


def read_responses(file: str, sheets: Mapping[str, list[list[Any]]]) -> list[ResponseRow | CellFinding]:
    """Return the rows of the workbook `file` and findings of those that can't be read.

    `sheets` are its cells, by the sheets' names.
    """
    results = [result for sheet, rows in sheets.items() for result in _read_sheet(file, sheet, rows)]
    what = Message("no rows of csprog are left in this file; fill in the file that csprog export made")
    return results or [CellFinding(file, "", "", what)]


def _read_sheet(file: str, sheet: str, rows: list[list[Any]]) -> Iterator[ResponseRow | CellFinding]:
    head, columns = next(((index, columns) for index, row in enumerate(rows) if (columns := _columns(row))), (0, {}))
    if not columns:
        if any(isinstance(cell, str) and parse_mark(cell) for row in rows for cell in row):
            yield _headings_gone(file, sheet, rows)
        return
    yield from _merged_answers(CellPosition(file, sheet, head, columns), rows)
    for index, cell in enumerate(rows[head]):
        if column_name(cell) in _FILLED_IN and index not in columns.values():
            what = Message("there is another column “{title}”; rename this one", title=quoted(str(cell)))
            yield CellFinding(file, sheet, xl_rowcol_to_cell(head, index), what)
    comments = getattr(rows, "comments", {})
    for number, row in enumerate(rows[head + 1 :], start=head + 1):
        position = CellPosition(file, sheet, number, columns)
        for (commented, column), words in comments.items():
            if commented == number and not any(text_of(row[columns[name]]) for name in _FILLED_IN):
                what = Message(
                    "the answer is in a comment: “{words}”; type it in the yellow columns", words=quoted(words)
                )
                yield CellFinding(file, sheet, xl_rowcol_to_cell(number, column), what)
        yield from _read_row(position, row)


def _headings_gone(file: str, sheet: str, rows: list[list[Any]]) -> CellFinding:
    """Return the finding of a table whose heads aren't those of the export; it names those that are missing."""
    named = [{name for cell in row if (name := column_name(cell))} for row in rows]
    head = max(range(len(named)), key=lambda index: len(named[index]))
    missing = [COLUMNS[name].title for name in _FILLED_IN if name not in named[head]]
    if len(named[head]) <= len(missing):
        what = Message("the header row is gone; put it back above the table as csprog export made it")
        return CellFinding(file, sheet, "", what)
    titles = ", ".join(f"«{title}»" for title in missing)
    what = Message(
        "missing column {titles}; restore its heading, or the column, as csprog export made it", titles=titles
    )
    return CellFinding(file, sheet, xl_rowcol_to_cell(head, 0), what)


def _merged_answers(head: CellPosition, rows: list[list[Any]]) -> Iterator[CellFinding]:
    """Refuse answers in cells merged over several rows: they hold one value, for the first row only."""
    answered = {head.columns[name] for name in _FILLED_IN}
    for (top, left), (bottom, right) in getattr(rows, "merged", ()):
        if bottom > top and bottom > head.row and answered & set(range(left, right + 1)):
            what = Message("this cell is merged over several rows; unmerge it and answer in each row")
            yield CellFinding(head.file, head.sheet, xl_rowcol_to_cell(max(top, head.row + 1), left), what)


def _columns(row: Sequence[Any]) -> dict[str, int]:
    """Return the columns' indices by name, none unless this is the row of headings."""
    columns: dict[str, int] = {}
    for index, cell in enumerate(row):
        if (name := column_name(cell)) is not None:
            columns.setdefault(name, index)
    return columns if columns.keys() >= set(_FILLED_IN) else {}


def column_name(cell: Any) -> str | None:
    """Return the name of the column that a cell heads, None if it heads none."""
    return _NAMES_BY_TITLE.get(" ".join(cell.split()).casefold()) if isinstance(cell, str) else None


def _read_row(position: CellPosition, row: Sequence[Any]) -> Iterator[ResponseRow | CellFinding]:
    cells = {name: row[index] for name, index in position.columns.items()}
    marked = text_of(cells.get("mark")) or ""
    mark = parse_mark(marked)
    if mark is None:
        filled = [name for name in _FILLED_IN if text_of(cells[name])]
        if filled or marked.startswith(MARK):
            what = Message("this row has lost its hidden mark; copy its answer into the file that csprog export made")
            yield position.finding(filled[0] if filled else "mark", what)
        return
    if typed := _typed_status(cells):
        what = Message(
            "the status is calculated, but the cell has “{words}”; type the answer in the yellow columns",
            words=quoted(typed),
        )
        yield position.finding("standing", what)
        return
    response, findings = read_response(position, cells)
    yield from findings
    if not findings:
        number, office = text_of(cells.get("number")), text_of(cells.get("office"))
        yield ResponseRow(position, mark, response, number, office)


def read_response(position: CellPosition, cells: Mapping[str, Any]) -> tuple[Response, list[CellFinding]]:
    """Return the answer in a row's cells, by the columns' names, and findings of what can't be read."""
    values: dict[str, Any] = {name: _PARSERS[name](cells.get(name)) for name in _FILLED_IN}
    findings = [position.finding(name, value) for name, value in values.items() if isinstance(value, Message)]
    return (Response() if findings else Response(**values)), findings


def _typed_status(cells: Mapping[str, Any]) -> str | None:
    """Return what somebody typed over the status of a row that has no answer; None if it is the formula's."""
    typed = _answer(cells.get("standing"))
    if (
        typed is None
        or typed == "0"
        or typed.startswith(_FORMULA_ERRORS)
        or any(_answer(cells[name]) for name in _FILLED_IN)
    ):
        return None
    return None if " ".join(typed.split()).casefold() in _COUNTED else typed


def text_of(cell: Any) -> str | None:
    """Return a cell's value as text, None if it is empty."""
    match cell:
        case None:
            return None
        case bool():
            return YES if cell else NO
        case datetime() if cell.time() != time():
            return f"{cell:%d.%m.%Y %H:%M}"
        case date():
            return f"{cell:%d.%m.%Y}"
        case float() if cell.is_integer():
            return str(int(cell))
    return str(cell).replace("\r\n", "\n").replace("\r", "\n").strip() or None


def _answer(cell: Any) -> str | None:
    """Return a text typed into an answer's cell; a dash stands for nothing."""
    text = text_of(cell)
    return None if text is None or _DASHES.issuperset(text) else text


def quoted(text: str) -> str:
    """Return a cell's text on one line, cut if it is long, to quote in a message."""
    return shortened(" ".join(text.split()), _LONGEST_QUOTE)


def _done(cell: Any) -> bool | Message | None:
    text = _answer(cell)
    if text is None:
        return None
    word = text.rstrip(".! ")
    if not (is_alike(YES, word) or is_alike(NO, word)):
        return Message("invalid value “{value}”: type “{yes}” or “{no}”", value=quoted(text), yes=YES, no=NO)
    return is_alike(YES, word)


def day_of(cell: Any) -> date | Message | None:
    """Return the day in a cell, a message if it is none, None if the cell is empty."""
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        if day.year < _EARLIEST:  # 2025 typed into a cell of dates is a day of 1905
            number = (day - day_of_serial(0)).days
            return Message("invalid date “{value}”; write it like 14.03.2025", value=str(number))
        return day
    text = _answer(cell)
    if text is None:
        return None
    if _SERIAL.fullmatch(text):
        cell = float(text)
    if isinstance(cell, float) and _SERIALS[0] <= cell < _SERIALS[1]:
        return day_of_serial(cell)
    try:
        return read_day(text)
    except ParseError:
        return past_month_end(text) or Message("invalid date “{value}”; write it like 14.03.2025", value=quoted(text))


_PARSERS = {"done": _done, "on": day_of, "note": _answer, "reason": _answer, "evidence": _answer}
