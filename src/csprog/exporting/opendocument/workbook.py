"""Writes the workbook of a plan for LibreOffice, R7 and MyOffice (.ods).

Its sheets are those of the Excel file, written by the same functions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from odfdo import Element, Span

from csprog.exporting.excel.cell_formats import FONT
from csprog.exporting.excel.workbook import write_sheets
from csprog.exporting.opendocument.cell_styles import CellFormat, CellStyles
from csprog.exporting.opendocument.formulas import address
from csprog.exporting.opendocument.package import OpenDocumentFile, add, element
from csprog.exporting.opendocument.sheet import OdfSheetWriter
from csprog.exporting.subject import Subject

_FILTER = "__Anonymous_Sheet_DB__"  # the name by which LibreOffice knows a sheet's own filter


def make(subject: Subject) -> bytes:
    """Return the workbook; the same subject gives the same bytes."""
    book = OdfWorkbook()
    write_sheets(book, subject)
    return book.data()


class OdfWorkbook:
    """An OpenDocument workbook that takes the calls of XlsxWriter's that csprog makes."""

    def __init__(self) -> None:
        """Make a workbook without sheets."""
        self._file = OpenDocumentFile("spreadsheet")
        self._styles = CellStyles(self._file, FONT)
        self._sheets: list[OdfSheetWriter] = []
        self._names: list[Element] = []

    def add_format(self, properties: CellFormat) -> CellFormat:
        """Return a format of cells."""
        return properties

    def add_worksheet(self, name: str) -> OdfSheetWriter:
        """Add an empty sheet to the end."""
        self._sheets.append(OdfSheetWriter(name, self._styles))
        return self._sheets[-1]

    def define_name(self, name: str, cell: str) -> None:
        """Name a cell, given like ='Sheet'!$B$6."""
        sheet, _, place = cell.removeprefix("=").rpartition("!")
        where = {"table:base-cell-address": f"${sheet}.$A$1", "table:cell-range-address": f"${sheet}.{place}"}
        self._names.append(element("table:named-range", {"table:name": name} | where))

    def set_properties(self, properties: Mapping[str, Any]) -> None:
        """Set title, subject, company, comments and day of the file."""
        described = {"subject": properties["subject"], "creator": properties["company"]}
        comments = properties["comments"]
        self._file.describe(
            properties["created"].date(), properties["title"], description=comments, generator=comments, **described
        )

    def data(self) -> bytes:
        """Return the file; the same contents give the same bytes."""
        limits = (limit for sheet in self._sheets for limit in sheet.validations)
        parts = (
            element("table:calculation-settings", {"table:use-regular-expressions": "false"}),
            element("table:content-validations", None, *limits),
            *(sheet.table() for sheet in self._sheets),
            element("table:named-expressions", None, *self._names),
            element("table:database-ranges", None, *self._filters()),
        )
        add(self._file.body, parts)
        self._file.freeze({sheet.name: sheet.frozen for sheet in self._sheets if sheet.frozen})
        self._file.set_page(_footer(), as_wide_as_page=True)
        return self._file.data()

    def _filters(self) -> Iterator[Element]:
        for number, sheet in enumerate(self._sheets, start=1):
            if sheet.filtered:
                where = {"table:target-range-address": address(sheet.name, *sheet.filtered)}
                named = {"table:name": f"{_FILTER}{number}", "table:display-filter-buttons": "true"}
                yield element("table:database-range", named | where)


def _footer() -> list[Element]:
    sheet = element("text:p", None, element("text:sheet-name"))
    page = element("text:p", None, Span("Стр. "), element("text:page-number"), Span(" из "), element("text:page-count"))
    return [element("style:region-left", None, sheet), element("style:region-right", None, page)]
