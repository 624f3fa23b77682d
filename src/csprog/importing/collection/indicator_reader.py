"""Reads the sheet of indicators of a filled-in workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from csprog.errors import ParseError
from csprog.exporting.excel.columns import INDICATOR_COLUMNS
from csprog.exporting.excel.indicator_sheet import parse_indicator_mark
from csprog.i18n import Message
from csprog.importing.collection.cell_values import answer_of, not_recorded, number_of, text_of
from csprog.importing.collection.collected_rows import CellPosition, IndicatorRow, Read, Unread, columns_of
from csprog.parsing.numbers import read_number
from csprog.parsing.periods import Period, read_period

_NAMES_BY_TITLE = {column.title.casefold(): name for name, column in INDICATOR_COLUMNS.items()}
_NEEDED = ("period", "value", "note")


def read_indicators(file: str, sheet: str, rows: list[list[Any]]) -> Iterator[Read]:
    """Yield the rows of a sheet of indicators; none of any other sheet."""
    for head, titles in enumerate(rows):
        columns = columns_of(titles, _NAMES_BY_TITLE)
        if all(name in columns for name in _NEEDED):
            for number, row in enumerate(rows[head + 1 :], start=head + 1):
                yield from _read_row(CellPosition(file, sheet, number, columns), row)
            return


def _read_row(position: CellPosition, row: Sequence[Any]) -> Iterator[Read]:
    cells: Mapping[str, Any] = {name: row[index] for name, index in position.columns.items()}
    mark = parse_indicator_mark(text_of(cells.get("mark")) or "")
    filled = [name for name in _NEEDED if answer_of(cells[name])]
    if mark is None:
        if filled:
            what = Message("this row has lost its hidden mark; copy its answer into the file that csprog export made")
            yield position.finding(filled[0], what)
        return
    for name in mark.changed(cells):
        yield Unread(position.finding(name, not_recorded(INDICATOR_COLUMNS[name].title, cells[name])))
    period, value = _period_of(cells["period"]), number_of(cells["value"], read_number)
    if isinstance(period, Message):
        yield position.finding("period", period)
    elif isinstance(value, Message):
        yield position.finding("value", value)
    else:
        yield IndicatorRow(position, mark, period, value, answer_of(cells["note"]))


def _period_of(cell: Any) -> Period | Message | None:
    """Return the period in a cell, a message if it is none, None if the cell is empty."""
    if isinstance(cell, date):  # 03.2025 in a cell that was not text any more
        return read_period(f"{cell:%Y-%m}")
    text = answer_of(cell)
    if text is None:
        return None
    try:
        return read_period(text)
    except ParseError as error:
        return error.message
