"""The cells of an Excel workbook as plain values: a list of rows a sheet, from its first cell on."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from csprog.errors import RefusedError
from csprog.importing.readers.sheet_limits import check_sheets, unsound
from csprog.importing.readers.zip_limits import check_archive


def read_cells(data: bytes, file: str) -> dict[str, list[list[Any]]]:
    """Return the rows of every sheet by its name: texts, numbers (float), dates, booleans, '' where a cell is empty.

    `file` is the workbook's name, for the sentences.

    Raises:
        Refused: it is no sound workbook, or not one to open.
    """
    check_archive(data, file, ".xlsx")
    check_sheets(data, file)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except (CalamineError, OSError, ValueError):
        raise RefusedError(unsound(file)) from None
