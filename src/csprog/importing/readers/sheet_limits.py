"""Refuses workbooks whose sheets would fill the memory."""

from __future__ import annotations

import re
from xml.parsers import expat

from xlsxwriter.utility import xl_cell_to_rowcol

from csprog.errors import RefusedError
from csprog.i18n import Message
from csprog.importing.readers.ooxml_package import OfficePackage

MOST_CELLS = 1_000_000
"""Cells of the rectangle around a sheet's contents: calamine keeps its empty cells too."""

_REFERENCE = re.compile(r"[A-Za-z]{1,3}[0-9]{1,7}")
_ROWS, _COLUMNS = 1_048_576, 16_384  # of the largest sheet
_WORKBOOK, _OTHER_KINDS = "xl/workbook.xml", frozenset({"xl/workbook.bin", "content.xml"})
_CONTENTS = frozenset({"v", "is", "f"})
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe \t\r\n"


def check_sheets(package: OfficePackage) -> None:
    """Refuse a workbook with cells so far apart that they would fill the memory.

    calamine reads .xlsb and .ods as well, whose sheets this doesn't parse: they are refused.

    Raises:
        RefusedError: a cell lies too far away, or a sheet is unsound.
    """
    names = {name.lower() for name in package.parts}
    if _WORKBOOK not in names or names & _OTHER_KINDS:
        raise package.unsound()
    for content in package.parts.values():
        # Any part may be a sheet: a relation names it, and calamine follows that wherever it leads.
        if content.lstrip(_BEFORE_XML).startswith(b"<"):
            _check_extent(content, package)


def _check_extent(content: bytes, package: OfficePackage) -> None:
    extent = _Extent()
    try:
        extent.parser.Parse(content, True)  # noqa: FBT003 - expat's own signature
    except (expat.ExpatError, ValueError):  # ValueError: a reference outside of any sheet
        raise package.unsound() from None
    if extent.last_row * extent.last_column > MOST_CELLS:
        what = Message(
            "{file} has a cell far outside of its table (row {row}); delete what stands there",
            file=package.file,
            row=extent.last_row,
        )
        raise RefusedError(what)


class _Extent:
    """Finds the last row and the last column with contents, counted from 1."""

    def __init__(self) -> None:
        self.row = self.column = self.last_row = self.last_column = 0
        self.parser = expat.ParserCreate("utf-8")  # as calamine decodes it, whatever it declares
        self.parser.StartElementHandler = self._start

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        name, reference = element.rpartition(":")[2], attributes.get("r")
        if name == "row":
            self.row, self.column = _within(self.row + 1 if reference is None else int(reference), _ROWS), 0
        elif name == "c" and reference is None:
            self.column = _within(self.column + 1, _COLUMNS)
        elif name == "c":
            if _REFERENCE.fullmatch(reference or "") is None:
                raise ValueError(reference)
            row, column = xl_cell_to_rowcol((reference or "").upper())
            self.row, self.column = _within(row + 1, _ROWS), _within(column + 1, _COLUMNS)
        elif name in _CONTENTS:
            self.last_row, self.last_column = max(self.last_row, self.row), max(self.last_column, self.column)


def _within(number: int, most: int) -> int:
    if not 0 < number <= most:
        raise ValueError(number)
    return number
