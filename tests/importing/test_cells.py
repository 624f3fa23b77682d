"""A workbook's cells are read as plain values, and none makes the reader take more than a sheet's worth of memory."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from csprog.errors import RefusedError
from csprog.importing.readers.excel import read_cells

if TYPE_CHECKING:
    from collections.abc import Callable

NEAR = b'<row r="2" spans="1:4"><c r="B2"><v>1</v></c>'
FAR = b'<c r="XFD1048576"><v>1</v></c>'


def workbook(change: Callable[[bytes], bytes] = bytes, **parts: bytes) -> bytes:
    """Give a workbook with cells in the first corner of its sheet and in the last, its XML changed, parts added."""
    first, buffer = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(first, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Лист")
        sheet.write_row(0, 0, ["a", 1.5, True])
        sheet.write_datetime(0, 3, date(2025, 3, 14), book.add_format({"num_format": "dd.mm.yyyy"}))
        sheet.write_number(1, 1, 1)
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if "sheet1" in part.filename:
                assert NEAR in content
                content = change(content.replace(NEAR, b'<row r="1048576">' + FAR))
            new.writestr(part.filename, content)
        for name, content in parts.items():
            new.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


def instead(content: bytes) -> Callable[[bytes], bytes]:
    """Give the change that puts `content` in the place of the far cell."""
    return lambda sheet: sheet.replace(FAR, content)


def test_values_are_those_of_the_cells() -> None:
    assert read_cells(workbook(instead(b"")), "a.xlsx") == {"Лист": [["a", 1.5, True, date(2025, 3, 14)]]}


def test_a_far_cell_without_contents_does_no_harm() -> None:
    assert len(read_cells(workbook(instead(b'<c r="XFD1048576" s="1"/>')), "a.xlsx")["Лист"]) == 1


@pytest.mark.parametrize(
    "cell",
    [
        FAR,
        b'<c r="xfd1048576"><v>1</v></c>',
        b'<c r="XFD1048576" t="inlineStr"><is><t>1</t></is></c>',
        b'<c r="XFD1048576"><f>1</f></c>',
        b"<c r='&#88;FD1048576'><v>1</v></c>",
    ],
)
def test_a_cell_far_away_is_refused(cell: bytes) -> None:
    with pytest.raises(RefusedError, match=r"^a\.xlsx has a cell far outside the table \(row 1048576\)"):
        read_cells(workbook(instead(cell)), "a.xlsx")


@pytest.mark.parametrize(
    "data",
    [
        workbook(instead(b'<c r="XFD9999999"><v>1</v></c>')),
        workbook(instead(b'<c r="XFDAA1"><v>1</v></c>')),
        workbook(instead(b'<c r="A0"><v>1</v></c>')),
        workbook(instead(b'<c r="$XFD$1048576"><v>1</v></c>')),
        workbook(lambda sheet: sheet.replace(b'<row r="1048576"', b'<row r="99999999999"')),
        workbook(lambda sheet: sheet.replace(b'encoding="UTF-8"', b'encoding="UTF-9"').replace(FAR, b"<")),
        workbook(lambda sheet: sheet[:-20]),
        workbook(instead(b""), xl__workbook_bin=b"\x83\x01"),
        workbook(instead(b""), content_xml=b"<office/>"),
    ],
    ids=["row", "letters", "nought", "dollars", "row-element", "encoding", "cut", "xlsb", "ods"],
)
def test_what_no_program_writes_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedError, match=r"^a\.xlsx is not a valid \.xlsx file; save it again"):
        read_cells(data, "a.xlsx")
