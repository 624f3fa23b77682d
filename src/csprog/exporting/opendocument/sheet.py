"""Writes a sheet of an OpenDocument workbook: cells, conditions, limits of input."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from odfdo import Element, Paragraph
from xlsxwriter.utility import xl_rowcol_to_cell

from csprog.exporting.excel.section_sheet import serial
from csprog.exporting.opendocument.cell_styles import CellFormat, CellStyles, Condition
from csprog.exporting.opendocument.formulas import address, open_formula
from csprog.exporting.opendocument.package import add, element
from csprog.parsing.dates import day_of_serial

Value = str | int | float | date | None
Range = tuple[int, int, int, int]
"""First row and column, last row and column, from 0."""

_CM_OF_PIXEL = 2.54 / 96


@dataclass(frozen=True, slots=True)
class _Cell:
    value: Value
    format: CellFormat
    formula: str | None = None


class OdfSheetWriter:
    """A sheet that takes the calls of XlsxWriter's worksheet that csprog makes."""

    def __init__(self, name: str, styles: CellStyles) -> None:
        """Make an empty sheet."""
        self.name = name
        self.validations: list[Element] = []
        self.filtered: tuple[str, str] | None = None
        self.frozen: tuple[int, int] | None = None
        self._styles = styles
        self._cells: dict[tuple[int, int], _Cell] = {}
        self._columns: dict[int, dict[str, str | None]] = {}
        self._heights: dict[int, float] = {}
        self._conditions: list[tuple[Range, Condition]] = []
        self._limits: list[tuple[Range, str]] = []
        self._repeated: int | None = None
        self._protected = False

    def write_string(self, row: int, column: int, text: str, cell_format: CellFormat) -> None:
        """Write a text; so do the next functions with values of other kinds."""
        self._cells[row, column] = _Cell(text, cell_format)

    def write_blank(self, row: int, column: int, _: None, cell_format: CellFormat) -> None:
        """Give an empty cell a format."""
        self._cells[row, column] = _Cell(None, cell_format)

    def write_datetime(self, row: int, column: int, day: date, cell_format: CellFormat) -> None:
        """Write a day."""
        self._cells[row, column] = _Cell(day, cell_format)

    def write_formula(self, row: int, column: int, formula: str, cell_format: CellFormat, value: Value) -> None:
        """Write a formula of Excel and its value now; a day's value is its serial number."""
        if isinstance(value, int) and "yyyy" in str(cell_format.get("num_format", "")):
            value = day_of_serial(value)
        self._cells[row, column] = _Cell(value, cell_format, open_formula(formula))

    def set_column(self, first: int, last: int, width: float, _: None = None, options: Any = None) -> None:
        """Set the width of columns in characters, and whether they are hidden."""
        properties = {"style:column-width": f"{(7 * width + 5) * _CM_OF_PIXEL:.3f}cm"}
        style = self._styles.other("table-column", properties)
        hidden = "collapse" if options and options.get("hidden") else None
        attributes = {"table:style-name": style, "table:visibility": hidden}
        self._columns |= dict.fromkeys(range(first, last + 1), attributes)

    def set_row(self, row: int, height: float) -> None:
        """Set the height of a row in points."""
        self._heights[row] = height

    def freeze_panes(self, row: int, column: int) -> None:
        """Keep the rows above and the columns before a cell in sight."""
        self.frozen = (row, column)

    def autofilter(self, top: int, left: int, bottom: int, right: int) -> None:
        """Give a filter to each column of a table."""
        self.filtered = (xl_rowcol_to_cell(top, left), xl_rowcol_to_cell(bottom, right))

    def repeat_rows(self, row: int) -> None:
        """Repeat a row on each printed page."""
        self._repeated = row

    def protect(self, _: str, __: Mapping[str, bool]) -> None:
        """Let only unlocked cells be edited; OpenDocument knows no list of what else is allowed."""
        self._protected = True

    def set_landscape(self) -> None:
        """Leave the page as it is: all pages of the file are A4 landscape, as wide as the sheet."""

    def set_paper(self, _: int) -> None:
        """Leave the page as it is."""

    def fit_to_pages(self, _: int, __: int) -> None:
        """Leave the page as it is."""

    def set_margins(self, **_: float) -> None:
        """Leave the page as it is."""

    def set_footer(self, _: str) -> None:
        """Leave the page as it is: the footer is the file's."""

    def conditional_format(self, top: int, left: int, bottom: int, right: int, rule: Mapping[str, Any]) -> None:
        """Add a format that cells take while a formula or comparison holds."""
        base = address(self.name, xl_rowcol_to_cell(top, left))
        is_formula = rule["type"] == "formula"
        words = f"is-true-formula({open_formula(rule['criteria'])})" if is_formula else ""
        words = words or f"cell-content(){rule['criteria']}{rule['value']}"
        condition = Condition(words, base, self._styles.conditional(rule["format"]))
        self._conditions.append(((top, left, bottom, right), condition))

    def data_validation(self, top: int, left: int, bottom: int, right: int, rule: Mapping[str, Any]) -> None:
        """Limit what may be typed into cells, with a message."""
        name = f"{self.name} {len(self.validations) + 1}"
        attributes = {
            "table:name": name,
            "table:condition": f"of:{_limit(rule)}",
            "table:allow-empty-cell": "true",
            "table:display-list": "unsorted" if rule["validate"] == "list" else None,
            "table:base-cell-address": address(self.name, xl_rowcol_to_cell(top, left)),
        }
        shown = {"table:title": rule["error_title"], "table:display": "true", "table:message-type": "stop"}
        message = element("table:error-message", shown, Paragraph(rule["error_message"]))
        self.validations.append(element("table:content-validation", attributes, message))
        self._limits.append(((top, left, bottom, right), name))

    def table(self) -> Element:
        """Return the sheet with all that was written."""
        style = self._styles.other("table", {"table:display": "true"})
        protected = "true" if self._protected else None
        made = element(
            "table:table", {"table:name": self.name, "table:style-name": style, "table:protected": protected}
        )
        width = 1 + max(column for _, column in self._cells)
        columns = (element("table:table-column", self._columns.get(number)) for number in range(width))
        add(made, columns)
        for number in range(1 + max(row for row, _ in self._cells)):
            row = self._row(number, width)
            add(made, [element("table:table-header-rows", None, row) if number == self._repeated else row])
        return made

    def _row(self, number: int, width: int) -> Element:
        properties = {"style:use-optimal-row-height": "true"}
        if height := self._heights.get(number):
            properties = {"style:row-height": f"{height}pt", "style:use-optimal-row-height": "false"}
        made = element("table:table-row", {"table:style-name": self._styles.other("table-row", properties)})
        add(made, (self._cell(number, column) for column in range(width)))
        return made

    def _cell(self, row: int, column: int) -> Element:
        cell = self._cells.get((row, column))
        if cell is None:
            return element("table:table-cell")
        conditions = (one for where, one in self._conditions if _holds(where, row, column))
        limit = next((name for where, name in self._limits if _holds(where, row, column)), None)
        attributes = {
            "table:style-name": self._styles.cell(cell.format, conditions),
            "table:content-validation-name": limit,
            "table:formula": f"of:={cell.formula}" if cell.formula else None,
        }
        return element("table:table-cell", attributes | _typed(cell), *_shown(cell))


def _holds(where: Range, row: int, column: int) -> bool:
    top, left, bottom, right = where
    return top <= row <= bottom and left <= column <= right


def _typed(cell: _Cell) -> dict[str, str | None]:
    """Return the attributes that hold a cell's value."""
    match cell.value:
        case None:
            return {}
        case str():
            return {"office:value-type": "string"}
        case date():
            return {"office:value-type": "date", "office:date-value": cell.value.isoformat()}
    kind = "percentage" if "%" in str(cell.format.get("num_format")) else "float"
    return {"office:value-type": kind, "office:value": str(cell.value)}


def _shown(cell: _Cell) -> Iterator[Element]:
    """Yield the paragraphs in which a cell shows its value."""
    match cell.value:
        case None | "":
            return
        case str():
            text = cell.value
        case date():
            code = str(cell.format.get("num_format"))
            text = code.strip('"') if code.startswith('"') else f"{cell.value:%d.%m.%Y}"
        case _ if "%" in str(cell.format.get("num_format")):
            text = f"{cell.value:.1%}".replace(".", ",").replace("%", " %")
        case _:
            text = str(cell.value)
    yield from (Paragraph(line) for line in text.split("\n"))


def _limit(rule: Mapping[str, Any]) -> str:
    """Return the condition of what may be typed."""
    match rule["validate"]:
        case "list":
            return "cell-content-is-in-list({})".format(";".join(f'"{word}"' for word in rule["source"]))
        case "custom":
            return f"is-true-formula({open_formula(rule['value'])})"
        case "decimal":
            return f"cell-content-is-decimal-number() and cell-content(){rule['criteria']}{rule['value']}"
    if rule["criteria"] == "between":
        return (
            f"cell-content-is-date() and cell-content-is-between({serial(rule['minimum'])},{serial(rule['maximum'])})"
        )
    return f"cell-content-is-date() and cell-content(){rule['criteria']}{serial(rule['value'])}"
