"""Reads an .xlsx: each sheet is a table, its merged cells those of the sheet."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from csprog.extras import missing_extra
from csprog.i18n import Message
from csprog.importing.readers.document import (
    Cell,
    ReaderNote,
    Row,
    SourceDocument,
    Table,
    Unreadable,
    left_out,
    lines_of,
)
from csprog.importing.readers.ooxml_package import damaged, parts_of
from csprog.importing.readers.sheet_limits import check_sheets

_MOST_ROWS = 2_000
_MOST_MERGED = 50_000  # cells
_LETTERS = 26

Merged = tuple[tuple[int, int], tuple[int, int]]


def read_sheets(data: bytes, file: str) -> SourceDocument:
    """Return what an .xlsx says, a table for each sheet that holds anything.

    Raises:
        Refused: it is no sound .xlsx, or nothing that should be opened, or what reads it is not installed.
    """
    notes: list[ReaderNote] = []
    tables = []
    for sheet, hidden in _sheets(data, file):
        table = _table(sheet, notes)
        if table.rows:
            tables.append(table)
            if hidden:
                notes.append(
                    ReaderNote(table.place, Message("this sheet is hidden in Excel; it was read all the same"))
                )
    return SourceDocument(tuple(tables), tuple(notes))


def _sheets(data: bytes, file: str) -> list[tuple[Any, bool]]:
    """Return calamine's sheets of a workbook whose parts were found harmless, and whether each is hidden."""
    parts_of(data, file)
    check_sheets(data, file)
    try:
        from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415 - an extra, which few commands need
    except ModuleNotFoundError as error:
        raise missing_extra(error, ".xlsx", "office") from None
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [(sheet.name, sheet.visible != SheetVisibleEnum.Visible) for sheet in workbook.sheets_metadata]
        return [(workbook.get_sheet_by_name(name), hidden) for name, hidden in sheets]
    except (CalamineError, ValueError, OSError):
        raise damaged() from None


def _table(sheet: Any, notes: list[ReaderNote]) -> Table:
    values = sheet.to_python(skip_empty_area=False)
    if len(values) > _MOST_ROWS:
        raise Unreadable(Message("this holds {count} rows; no year's plan has so many", count=len(values)))
    covered = _covered(sheet.merged_cell_ranges or (), len(values), max(map(len, values), default=0))
    rows = []
    for number, row in enumerate(values):
        cells = tuple(_cells(sheet.name, values, number, row, covered))
        _note_signs(cells, row, notes)
        if any(cell.lines for cell in cells):
            rows.append(Row(_place(sheet.name, number, 0), cells))
    return Table(Message("sheet “{sheet}”", sheet=sheet.name), tuple(rows))


def _covered(merged: Sequence[Merged], height: int, width: int) -> dict[tuple[int, int], Merged]:
    """Return for each cell that lies in a merged range the corners of that range.

    Raises:
        Unreadable: the ranges are more than a sheet of a plan can hold.
    """
    covered: dict[tuple[int, int], Merged] = {}
    left = _MOST_MERGED
    for corners in merged:
        (top, first), (bottom, last) = corners
        rows, columns = range(top, min(bottom + 1, height)), range(first, min(last + 1, width))
        left -= len(rows) * len(columns)
        if left < 0:
            raise Unreadable(Message("this is too large or too deeply nested to be a plan; it was not opened"))
        covered.update(((row, column), corners) for row in rows for column in columns)
    return covered


def _cells(
    name: str, values: list[list[Any]], number: int, row: list[Any], covered: Mapping[tuple[int, int], Merged]
) -> Iterator[Cell]:
    column = 0
    while column < len(row):
        place = _place(name, number, column)
        corners = covered.get((number, column))
        if corners is None:
            yield Cell(place, lines_of(_shown(row[column])), column)
            column += 1
            continue
        (top, left), (_, right) = corners
        yield Cell(place, lines_of(_shown(values[top][left])), column, right - column + 1, merged=number > top)
        column = right + 1


def _note_signs(cells: tuple[Cell, ...], row: list[Any], notes: list[ReaderNote]) -> None:
    for cell in cells:
        value = row[cell.column]
        if isinstance(value, str) and (lost := left_out(value.replace("\t", " "))):
            what = Message("signs that no plan may hold were left out: {signs}", signs=", ".join(lost))
            notes.append(ReaderNote(cell.place, what, lost=True))


def _place(name: str, row: int, column: int) -> Message:
    letters, column = "", column + 1
    while column:
        column, place = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + place) + letters
    return Message("sheet “{sheet}”, cell {cell}", sheet=name, cell=f"{letters}{row + 1}")


def _shown(value: Any) -> str:
    """Return a cell's value as Russian Excel shows it."""
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)
