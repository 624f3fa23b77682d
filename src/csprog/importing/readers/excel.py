"""Reads an .xlsx: a table for each sheet, or its cells as plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum
from xlsxwriter.utility import xl_rowcol_to_cell

from csprog.i18n import Message
from csprog.importing.readers.document import (
    Cell,
    Notice,
    Row,
    SourceDocument,
    Table,
    TextLimit,
    check_rows,
    dropped_characters,
    lines_of,
    named,
    too_large,
)
from csprog.importing.readers.odf_content import read_odf_cells
from csprog.importing.readers.ooxml_package import OfficePackage, open_package, pack
from csprog.importing.readers.sheet_formats import Position, SheetFormats, is_struck_out, sheet_comments, sheet_formats
from csprog.importing.readers.sheet_limits import check_sheets
from csprog.parsing.dates import MONTH_NAMES

_MOST_MERGED = 50_000  # cells

Range = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell of merged ones, each as row and column from 0."""


def read_excel(package: OfficePackage) -> SourceDocument:
    """Return a table for each sheet with contents.

    Raises:
        RefusedError: it is no sound .xlsx, or too large for a plan.
    """
    notices: list[Notice] = []
    tables, limit = [], TextLimit()
    sheets = _open_sheets(package)
    formats = sheet_formats(package)
    for sheet, is_hidden in sheets:
        table = _table(sheet, notices, limit, formats.get(sheet.name) or SheetFormats())
        if table.rows:
            tables.append(table)
            if is_hidden:
                what = Message("this sheet is hidden in Excel but was read")
                notices.append(Notice("decided", table.place, what))
    return SourceDocument(tuple(tables), tuple(notices))


class SheetRows(list[list[Any]]):
    """The rows of a sheet, with the ranges of its merged cells and the comments on cells."""

    def __init__(self, rows: list[list[Any]], merged: Sequence[Range], comments: Mapping[Position, str]) -> None:
        """Take rows of values."""
        super().__init__(rows)
        self.merged = merged
        self.comments = comments


def read_cells(data: bytes, file: str) -> dict[str, SheetRows]:
    """Return the rows of every sheet of the workbook `file`, by the sheet's name.

    A value is a text, a float, a date, a boolean or '' for an empty cell; rows and columns begin at the sheet's first.

    Raises:
        RefusedError: it is no sound workbook, or unsafe to open.
    """
    with named(file):
        package = open_package(data, file, ".xlsx")
        if package.is_open_document:
            found = read_odf_cells(package)
            return {name: SheetRows(sheet.rows, sheet.merged, sheet.comments) for name, sheet in found.items()}
        sheets = _open_sheets(package)
        comments = sheet_comments(package)
    return {
        sheet.name: SheetRows(
            sheet.to_python(skip_empty_area=False), sheet.merged_cell_ranges or (), comments.get(sheet.name, {})
        )
        for sheet, _ in sheets
    }


def _open_sheets(package: OfficePackage) -> list[tuple[CalamineSheet, bool]]:
    """Return the sheets of a workbook, each with whether it is hidden."""
    check_sheets(package)
    try:
        workbook = CalamineWorkbook.from_filelike(pack(package.parts))
        return [
            (workbook.get_sheet_by_name(sheet.name), sheet.visible != SheetVisibleEnum.Visible)
            for sheet in workbook.sheets_metadata
        ]
    except (CalamineError, ValueError, OSError):
        raise package.unsound() from None


def _table(sheet: CalamineSheet, notices: list[Notice], limit: TextLimit, formats: SheetFormats) -> Table:
    stored = sheet.to_python(skip_empty_area=False)
    check_rows(len(stored))
    values = [
        [_as_shown(value, (number, column), formats) for column, value in enumerate(row)]
        for number, row in enumerate(stored)
    ]
    merged = _ranges_by_cell(sheet.merged_cell_ranges or (), len(values), max(map(len, values), default=0))
    rows = []
    for number, row in enumerate(values):
        cells = tuple(_cells(sheet.name, values, number, merged, limit))
        for cell in cells:
            notices += dropped_characters(row[cell.column], cell.place)
        notices += _beside_values(sheet.name, number, row, formats)
        if any(cell.lines for cell in cells):
            rows.append(Row(_place(sheet.name, number, 0), cells))
    return Table(Message("sheet “{sheet}”", sheet=sheet.name), tuple(rows), sheet.name)


def _ranges_by_cell(ranges: Sequence[Range], height: int, width: int) -> dict[tuple[int, int], Range]:
    """Return the merged range of each cell in one, within the sheet's contents."""
    ranges_by_cell: dict[tuple[int, int], Range] = {}
    left = _MOST_MERGED
    for merged in ranges:
        (top, first), (bottom, last) = merged
        rows, columns = range(top, min(bottom + 1, height)), range(first, min(last + 1, width))
        left -= len(rows) * len(columns)
        if left < 0:
            raise too_large()
        ranges_by_cell.update(((row, column), merged) for row in rows for column in columns)
    return ranges_by_cell


def _cells(
    sheet: str,
    values: list[list[str]],
    number: int,
    ranges_by_cell: Mapping[tuple[int, int], Range],
    limit: TextLimit,
) -> Iterator[Cell]:
    column = 0
    while column < len(values[number]):
        here = (number, column)
        (top, left), (_, right) = ranges_by_cell.get(here, (here, here))
        shown = values[top][left]
        limit.count(len(shown))  # of a merged cell in each of its rows
        lines = lines_of(shown)
        yield Cell(_place(sheet, number, column), lines, column, right - column + 1, merged=number > top)
        column = right + 1


def _place(sheet: str, row: int, column: int) -> Message:
    return Message("sheet “{sheet}”, cell {cell}", sheet=sheet, cell=xl_rowcol_to_cell(row, column))


def _beside_values(sheet: str, number: int, row: list[str], formats: SheetFormats) -> Iterator[Notice]:
    """Give notices of what a row shows beside its values."""
    if any(row) and number in formats.hidden_rows:
        what = Message("this row is hidden in Excel but was read: does it belong to the plan?")
        yield Notice("question", _place(sheet, number, 0), what)
    if is_struck_out(row, number, formats):
        what = Message("this row is struck out but was read: does it belong to the plan?")
        yield Notice("question", _place(sheet, number, 0), what)
    for column in range(len(row)):
        if words := formats.comments.get((number, column)):
            what = Message("a comment on the cell was left out: “{words}”", words=words)
            yield Notice("left-out", _place(sheet, number, column), what)
        if (number, column) in formats.without_value:
            what = Message("the file has no value for this cell's formula; open it in Excel and save it again")
            yield Notice("question", _place(sheet, number, column), what)


def _as_shown(value: Any, cell: Position, formats: SheetFormats) -> str:
    """Return a cell's value as Russian Excel shows it."""
    if isinstance(value, date):
        return _date_as_shown(value, formats.shows_months(cell))
    if isinstance(value, float):
        decimals = formats.decimals(cell)
        if decimals is not None:
            return f"{value:.{decimals}f}"
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def _date_as_shown(day: date, parts: str) -> str:
    match parts:
        case "my":
            return f"{MONTH_NAMES[day.month - 1]} {day.year}"
        case "m":
            return MONTH_NAMES[day.month - 1]
        case "y":
            return str(day.year)
    return f"{day:%d.%m.%Y}"
