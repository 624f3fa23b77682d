"""Reads back what departments filled in: each row by its mark, wherever it stands now and whatever stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from csprog.errors import ParseError
from csprog.exporting.excel.columns import COLUMNS, NO, YES
from csprog.exporting.excel.responses import MARK, Response, RowMark, parse_mark
from csprog.findings import CellFinding
from csprog.i18n import Message
from csprog.parsing.dates import day_of_serial, read_day

_FILLED_IN = tuple(name for name, column in COLUMNS.items() if column.filled_in)
_TITLES = {column.title.casefold(): name for name, column in COLUMNS.items()}
_SERIAL = re.compile(r"[0-9]{5}")
_DAYS = (36_526, 73_050)  # what can be a day where a number lost its look of a date: 2000 to 2099
_CITED = 60  # characters


@dataclass(frozen=True, slots=True)
class CellPosition:
    """A row of a table in a file (from 0), and by name in which columns its cells stand."""

    file: str
    sheet: str
    row: int
    columns: dict[str, int]

    def fault(self, column: str, message: Message) -> CellFinding:
        """Return what is wrong in the cell of `column`, or in the row's first if that column is gone."""
        place = self.columns.get(column, min(self.columns.values()))
        return CellFinding(self.file, self.sheet, xl_rowcol_to_cell(self.row, place), message)


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """A row that came back: where it stands, by its mark what it is about, and what its cells say.

    `number` and `office` are the texts that a person sees there, None where that column is gone.
    """

    spot: CellPosition
    mark: RowMark
    answer: Response
    number: str | None
    office: str | None

    def fault(self, column: str, message: Message) -> CellFinding:
        """Return what is wrong in the row's cell of `column`."""
        return self.spot.fault(column, message)


@dataclass(slots=True)
class Returned:
    """All rows that came back, and what could not be read."""

    replies: list[ResponseRow] = field(default_factory=list)
    faults: list[CellFinding] = field(default_factory=list)


def read_replies(file: str, sheets: dict[str, list[list[Any]]]) -> Returned:
    """Return the rows of a workbook that csprog wrote for a department and that came back as `file`."""
    returned = Returned()
    for name, rows in sheets.items():
        _read_sheet(returned, file, name, rows)
    if not returned.replies and not returned.faults:
        what = Message("no row of csprog is left in it; fill in the file that csprog export made")
        returned.faults.append(CellFinding(file, "", "", what))
    return returned


def _read_sheet(returned: Returned, file: str, sheet: str, rows: list[list[Any]]) -> None:
    found = next(((number, columns) for number, row in enumerate(rows) if (columns := _columns(row))), None)
    if found is None:
        if any(isinstance(cell, str) and parse_mark(cell) for row in rows for cell in row):
            what = Message("the row of headings is gone; it must stand above the table as csprog export made it")
            returned.faults.append(CellFinding(file, sheet, "", what))
        return
    head, columns = found
    twice = [
        place for place, cell in enumerate(rows[head]) if _title(cell) in _FILLED_IN and place not in columns.values()
    ]
    for place in twice:
        what = Message(
            "there is another column “{title}”; give this one another name", title=cited(str(rows[head][place]))
        )
        returned.faults.append(CellFinding(file, sheet, xl_rowcol_to_cell(head, place), what))
    for number, row in enumerate(rows[head + 1 :], start=head + 1):
        _read_row(returned, CellPosition(file, sheet, number, columns), row)


def _columns(row: Sequence[Any]) -> dict[str, int]:
    """Return the places of the columns by name if this is the row of headings, else nothing."""
    columns: dict[str, int] = {}
    for place, cell in enumerate(row):
        name = _title(cell)
        if name is not None:
            columns.setdefault(name, place)
    return columns if columns.keys() >= set(_FILLED_IN) else {}


def _title(cell: Any) -> str | None:
    return _TITLES.get(" ".join(cell.split()).casefold()) if isinstance(cell, str) else None


def _read_row(returned: Returned, spot: CellPosition, row: Sequence[Any]) -> None:
    cells = {name: row[place] for name, place in spot.columns.items()}
    filled = [name for name in _FILLED_IN if text_of(cells[name])]
    marked = text_of(cells.get("mark")) or ""
    mark = parse_mark(marked)
    if mark is None:
        if filled or marked.startswith(MARK):
            what = Message("this row has lost its hidden mark; copy what it says into the file that csprog export made")
            returned.faults.append(spot.fault(filled[0] if filled else "mark", what))
        return
    values: dict[str, Any] = {name: _PARSERS[name](cells[name]) for name in _FILLED_IN}
    faults = [spot.fault(name, value) for name, value in values.items() if isinstance(value, Message)]
    returned.faults += faults
    if not faults:
        number, office = text_of(cells.get("number")), text_of(cells.get("office"))
        returned.replies.append(ResponseRow(spot, mark, Response(**values), number, office))


def text_of(cell: Any) -> str | None:
    """Return what a cell says as text, None if it is empty."""
    match cell:
        case None:
            return None
        case bool():
            return YES if cell else NO
        case datetime():
            return f"{cell:%d.%m.%Y}" if cell.time() == time() else f"{cell:%d.%m.%Y %H:%M}"
        case date():
            return f"{cell:%d.%m.%Y}"
        case float() if cell.is_integer():
            return str(int(cell))
    return str(cell).replace("\r\n", "\n").replace("\r", "\n").strip() or None


def cited(text: str) -> str:
    """Return what a cell says, as a sentence about it can cite it: on one line, cut if it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _CITED else f"{line[:_CITED]}…"


def _done(cell: Any) -> bool | Message | None:
    text = text_of(cell)
    if text is None:
        return None
    word = text.casefold().rstrip(".!")
    if word not in {YES, NO}:
        return Message("“{value}” is neither “{yes}” nor “{no}”", value=cited(text), yes=YES, no=NO)
    return word == YES


def day_of(cell: Any) -> date | Message | None:
    """Return the day that a cell names: a date, or one typed as text; a sentence if it names none."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = text_of(cell)
    if text is None:
        return None
    if _SERIAL.fullmatch(text):
        cell = float(text)
    if isinstance(cell, float) and _DAYS[0] <= cell < _DAYS[1]:
        return day_of_serial(cell)
    try:
        return read_day(text)
    except ParseError:
        return Message("“{value}” is no date; write it like 14.03.2025", value=cited(text))


_PARSERS = {"done": _done, "on": day_of, "note": text_of, "reason": text_of, "evidence": text_of}
