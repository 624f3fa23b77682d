"""Texts and workbooks of LibreOffice and its relatives are read as Word's and Excel's are, within the same limits."""

from __future__ import annotations

from datetime import date

import pytest

from csprog.errors import RefusedError
from csprog.importing.mapping.mapper import map_document
from csprog.importing.readers.dispatch import read_document
from csprog.importing.readers.excel import read_cells
from tests.exporting.office_files import HEAD, packed

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(f'xmlns:{name}="{_OASIS}{name}:1.0"' for name in ("office", "table", "text", "style"))
_LISTS = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/></text:list-style>'
)


def odf(kind: str, body: str) -> bytes:
    content = (
        f"<office:document-content {_SPACES}><office:automatic-styles>{_LISTS}</office:automatic-styles><office:body>"
    )
    inner = f"{content}<office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return packed({"mimetype": mimetype.encode(), "content.xml": inner.encode()})


def cell(words: str = "", attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>{f'<text:p>{words}</text:p>' if words else ''}</table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    inner = "".join(each if each.startswith("<") else cell(each) for each in cells)
    return f"<table:table-row {attributes}>{inner}</table:table-row>"


def wide(number: str, title: str) -> str:
    covered = "<table:covered-table-cell/>" * (len(HEAD) - 2)
    return row(number, cell(title, f'table:number-columns-spanned="{len(HEAD) - 1}"') + covered)


def table(*rows: str) -> str:
    return f'<table:table table:name="План">{"".join(rows)}</table:table>'


PLAN = table(
    f"<table:table-header-rows>{row(*HEAD)}</table:table-header-rows>",
    wide("1", "Очное"),
    wide("1.1", "Офис В2С"),
    row(
        "1.1.1",
        "П",
        "Установить<text:s/>терминал<office:annotation><text:p>Зачем?</text:p></office:annotation>",
        "декабрь 2025",
        "Р",
    ),
)


@pytest.mark.parametrize("kind", ["text", "spreadsheet"])
def test_a_plan(kind: str) -> None:
    above = "<text:p>АО «Пример»</text:p><text:h>План мероприятий на 2025 год</text:h>" if kind == "text" else ""
    result = map_document(read_document(odf(kind, above + PLAN), "plan"), 2025)
    (subsection,) = result.value["sections"][0]["subsections"]
    (measure,) = subsection["proposals"][0]["measures"]
    assert (subsection["title"], measure["text"], str(measure["due"])) == (
        "Офис В2С",
        "Установить терминал",
        "2025-12-31",
    )
    assert "Зачем?" in "".join(str(notice.message) for notice in result.notices if notice.kind == "left-out")


def test_numbers_of_lists() -> None:
    item = "<text:list-item><text:p>{}</text:p>{}</text:list-item>"
    inner = f"<text:list>{item.format('б', '')}{item.format('в', '')}</text:list>"
    text = f'<text:list text:style-name="L1">{item.format("а", inner)}{item.format("г", "")}</text:list>'
    lines = [block.text for block in read_document(odf("text", text), "a.odt").blocks]  # type: ignore[union-attr]
    assert lines == ["1. а", "1.1 б", "1.2 в", "2. г"]


def test_values_merged_cells_and_comments_of_a_workbook() -> None:
    day = cell("14.11.25", 'office:value-type="date" office:date-value="2025-11-14"')
    number = cell("1,5", 'office:value-type="float" office:value="1.5"')
    merged = cell("да", 'table:number-rows-spanned="2"')
    far = row(cell("", 'table:number-columns-repeated="16384"'), attributes='table:number-rows-repeated="1048000"')
    sheet = read_cells(odf("spreadsheet", table(row(day, number, merged), row("а", "б", ""), far)), "a.ods")["План"]
    assert sheet == [[date(2025, 11, 14), 1.5, "да"], ["а", "б", ""]]
    assert list(sheet.merged) == [((0, 2), (1, 2))]


@pytest.mark.parametrize(
    "rows",
    [
        row("слово", attributes='table:number-rows-repeated="1048576"'),
        row(cell("слово", 'table:number-columns-repeated="16384"'), "а"),
        row(*["слово"] * 600),
    ],
    ids=["rows", "columns", "cells"],
)
def test_what_would_fill_the_memory_is_refused(rows: str) -> None:
    with pytest.raises(RefusedError):
        read_document(odf("spreadsheet", table(rows)), "a.ods")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a"}), "is not a valid"),
        (odf("presentation", ""), "save it as .docx or .xlsx"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "save it again without"),
        (b"{\\rtf1 \xcf\xeb\xe0\xed}", "save it as .docx"),
        (b"%PDF-1.7", "import the Word document that it was made from"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as"),
    ],
)
def test_other_files_are_refused_with_the_way_out(data: bytes, why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        read_document(data, "plan")
