"""OpenDocument files say what Word's and Excel's say; LibreOffice opens them with formulas, limits and protection."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pytest
from odfdo import Document

from csprog.evaluation.evaluator import evaluate
from csprog.exporting.excel.columns import AT, COLUMNS, HEAD
from csprog.exporting.opendocument.formulas import open_formula
from csprog.exporting.registry import write_document
from csprog.exporting.subject import Subject
from csprog.importing.collection.entries import collect_entries
from csprog.importing.collection.response_reader import read_responses
from csprog.importing.readers.excel import read_cells
from csprog.parsing.dates import day_of_serial
from csprog.programme.entries import Completed
from csprog.programme.enums import TOLD, told_name
from tests.exporting.libreoffice import converted, needed
from tests.plans import day, measure, small, sound
from tests.publication.programmes import CASES

if TYPE_CHECKING:
    from pathlib import Path

TODAY = day(7, 1)
PLAN = small(*[measure(offices="А, Б")] * 2)


@cache
def written(name: str, form: str) -> bytes:
    case = CASES[name]
    return write_document(form, Subject(evaluate(case.programme, case.day), "9.8.7"))


def workbook(form: str, on: date = TODAY) -> bytes:
    return write_document(form, Subject(evaluate(sound(PLAN)[1], on), "9.8.7", "А"))


def answered(data: bytes, **answers: date | str) -> bytes:
    """Give an .ods with the first row of its first section filled in, as odfdo saves it."""
    book = Document(io.BytesIO(data))
    sheet = book.body.get_table(1)
    assert sheet is not None
    for name, value in answers.items():
        sheet.set_value((AT[name], HEAD + 1), value)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("form", ["odt", "ods"])
def test_nothing_tells_when_it_was_written_or_where_its_template_is_from(form: str) -> None:
    with zipfile.ZipFile(io.BytesIO(written("some", form))) as package:
        first = package.infolist()[0]
        parts = {name: package.read(name).decode() for name in package.namelist()}
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    named = parts.pop("META-INF/manifest.xml")
    assert [name for name in parts if name != "mimetype" and f'"{name}"' not in named] == []
    assert "LibreOffice" not in "".join(parts.values())
    assert f"{CASES['some'].day}T00:00:00" in parts["meta.xml"]


@pytest.mark.slow
def test_the_text_says_what_the_word_file_says() -> None:
    word = docx.Document(io.BytesIO(written("some", "docx")))
    said = [paragraph.text for paragraph in word.paragraphs]
    said += [text for table in word.element.iter("{*}tbl") for each in table.iter("{*}p") if (text := _joined(each))]
    ours = Document(io.BytesIO(written("some", "odt")))
    shown = [paragraph.inner_text for paragraph in (*ours.body.paragraphs, *ours.body.headers)]
    assert sorted(filter(None, said)) == sorted(filter(None, shown))


def _joined(paragraph: Any) -> str:
    return "".join(piece.text or "" for piece in paragraph.iter("{*}t"))


@pytest.mark.slow
def test_the_workbook_has_the_cells_of_the_excel_file() -> None:
    excel = openpyxl.load_workbook(io.BytesIO(written("parts", "xlsx")), data_only=True)
    cells = read_cells(written("parts", "ods"), "a.ods")
    assert list(cells) == excel.sheetnames
    for sheet in excel.worksheets[1:]:
        for ours, theirs in zip(cells[sheet.title][HEAD:], sheet.iter_rows(min_row=HEAD + 1), strict=True):
            assert ours == [_plain(cell.value) for cell in theirs]


def _plain(value: Any) -> Any:
    match value:
        case None:
            return ""
        case int():  # a day that is shown in words
            return day_of_serial(value)
        case datetime():
            return value.date()
    return value


@pytest.mark.parametrize(
    ("excel", "ours"),
    [
        ('=IF($J5="да, нет",MAX(1,$K5),0)', 'IF([.$J5]="да, нет";MAX(1;[.$K5]);0)'),
        ("=COUNTIF('1. Очное''е'!$I$5:$I$9,B8)", "COUNTIF([$'1. Очное''е'.$I$5:.$I$9];[.B8])"),
        ("=НаДату>DATE(2025,12,31)", "НаДату>DATE(2025;12;31)"),
    ],
)
def test_formulas(excel: str, ours: str) -> None:
    assert open_formula(excel) == ours


def test_a_filled_in_workbook_is_collected() -> None:
    filled = answered(workbook("ods"), done="да", on=day(3, 14), note="Акт\nподписан", evidence="https://example.org/1")
    found = collect_entries(sound(PLAN)[1], read_responses("a.ods", read_cells(filled, "a.ods")), TODAY)
    assert found.faults == []
    ((identifier, entry),) = found.entries
    assert identifier == "1.1.1.1"
    assert isinstance(entry, Completed)
    assert (entry.on, entry.note, entry.offices) == (day(3, 14), "Акт\nподписан", ("А",))


def test_an_untouched_workbook_says_nothing() -> None:
    case = CASES["parts"]
    rows = read_responses("a.ods", read_cells(written("parts", "ods"), "a.ods"))
    found = collect_entries(case.programme, rows, case.day)
    assert (found.entries, found.faults) == ([], [])


@pytest.mark.slow
@needed
def test_libreoffice_counts_limits_and_protects(tmp_path: Path) -> None:
    file = tmp_path / "a.ods"
    file.write_bytes(answered(workbook("ods"), done="да", on=day(3, 14), note="Сделано"))
    book = openpyxl.load_workbook(converted(file, "xlsx", tmp_path / "saved"), data_only=True)
    summary, sheet = book.worksheets
    row = {name: sheet.cell(HEAD + 2, AT[name] + 1) for name in COLUMNS}
    words = {told_name(told).render("ru") for told in TOLD}
    assert row["standing"].value in words
    assert row["standing"].value != sheet.cell(HEAD + 3, AT["standing"] + 1).value
    assert summary.cell(10, 2 + len([cell for cell in summary[8] if cell.value in words])).value == 2
    assert {rule.type for rule in sheet.data_validations.dataValidation} == {"list", "date", "custom", "decimal"}
    assert sheet.protection.sheet
    assert not row["note"].protection.locked
    assert row["measure"].protection.locked
    assert sheet.column_dimensions["Q"].hidden
    assert len(list(sheet.conditional_formatting)) > 4
    assert sheet.auto_filter.ref == f"A{HEAD + 1}:R{HEAD + 3}"
