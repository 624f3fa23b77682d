"""Defines what is read of filled-in workbooks: rows, and what is told of cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from csprog.exporting.excel.indicator_sheet import IndicatorMark
from csprog.exporting.excel.responses import Response, RowMark
from csprog.findings import CellFinding
from csprog.i18n import Message
from csprog.parsing.periods import Period


def columns_of(heads: Iterable[Any], names_by_title: Mapping[str, str]) -> dict[str, int]:
    """Return the columns' indices by name, in a row of headings; of two with one name the first."""
    columns: dict[str, int] = {}
    for index, cell in enumerate(heads):
        name = names_by_title.get(" ".join(cell.split()).casefold()) if isinstance(cell, str) else None
        if name is not None:
            columns.setdefault(name, index)
    return columns


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


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that somebody has filled in or changed, and that is not recorded."""

    finding: CellFinding


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A row of the sheet of indicators, its cells read; None for an empty one."""

    position: CellPosition
    mark: IndicatorMark
    period: Period | None
    value: Decimal | None
    note: str | None

    def finding(self, column: str, message: Message) -> CellFinding:
        """Return a finding in the row's cell of `column`."""
        return self.position.finding(column, message)


Read = ResponseRow | IndicatorRow | CellFinding | Unread
"""A row; what is wrong with one; what is told and stops nothing."""
