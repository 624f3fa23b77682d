"""A department with its workbook: finds its rows, fills cells in, and does to the sheet what people do."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.utils import get_column_letter

from csprog.evaluation.evaluator import evaluate
from csprog.exporting.excel.columns import AT, HEAD
from csprog.exporting.excel.responses import parse_mark
from csprog.exporting.excel.workbook import make
from csprog.exporting.subject import Subject
from tests.plans import sound

if TYPE_CHECKING:
    from datetime import date

VERSION = "1.2.3"


def exported(text: str, day: date, recipient: str | None = None) -> bytes:
    """Give the workbook of a plan on a day."""
    return make(Subject(evaluate(sound(text)[1], day), VERSION, recipient))


class Department:
    """A workbook in somebody's hands."""

    def __init__(self, data: bytes, *, computed: bool = False) -> None:
        """Open it; `computed` gives the values of formulas."""
        self.book = openpyxl.load_workbook(io.BytesIO(data), data_only=computed)

    @property
    def data(self) -> bytes:
        """The workbook, saved."""
        buffer = io.BytesIO()
        self.book.save(buffer)
        return buffer.getvalue()

    @property
    def sheets(self) -> list[Any]:
        """The sheets of sections."""
        return list(self.book.worksheets[1:])

    def find(self, identifier: str, where: str | None = None) -> tuple[Any, int]:
        """Give the sheet and the row (from 1) of a measure, in an office if it is said in which."""
        for sheet in self.sheets:
            for number in range(HEAD + 2, sheet.max_row + 1):
                mark = parse_mark(sheet.cell(number, AT["mark"] + 1).value or "")
                if mark and mark.id == identifier and where in {None, mark.office}:
                    return sheet, number
        raise KeyError(identifier)

    def fill(self, identifier: str, where: str | None = None, **cells: Any) -> str:
        """Type into the cells of a row: done, on, note, reason, evidence, or any other column; give the row's number."""
        sheet, number = self.find(identifier, where)
        for name, value in cells.items():
            _put(sheet.cell(number, AT[name] + 1), value, "s" if isinstance(value, str) else None)
        return str(number)

    def rows(self, sheet: Any) -> list[list[tuple[Any, str]]]:
        """Give what stands in a sheet's table: values and their kinds."""
        return [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows(min_row=HEAD + 2)]

    def put(self, sheet: Any, rows: list[list[tuple[Any, str]]]) -> None:
        """Write a sheet's table, in the order given."""
        for number, row in enumerate(rows, start=HEAD + 2):
            for place, (value, kind) in enumerate(row, start=1):
                _put(sheet.cell(number, place), value, kind)


def _put(cell: Any, value: Any, kind: str | None) -> None:
    cell.value = value
    if kind is not None:
        cell.data_type = kind  # a text that begins with = would become a formula


def letter(name: str) -> str:
    """Give the letter of a column."""
    return str(get_column_letter(AT[name] + 1))
