"""The Word file: the document as it was approved, word for word, and the report; opened by python-docx and LibreOffice."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml.ns import qn

from csprog.evaluation.evaluator import evaluate
from csprog.exporting.registry import write_document
from csprog.exporting.subject import Subject
from csprog.programme.model import Programme
from tests.exporting.libreoffice import converted, needed
from tests.extras import optional
from tests.publication.programmes import CASES, EVIL, LONG_WORD
from tests.test_source import document as source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docx.document import Document


@cache
def written(name: str) -> bytes:
    case = CASES[name]
    return write_document("docx", Subject(evaluate(case.programme, case.day), "9.8.7"))


def opened(name: str) -> Document:
    return docx.Document(io.BytesIO(written(name)))


def opened_plan(value: dict[str, Any], name: str) -> Document:
    """Give the document of a changed plan on the day of the case `name`."""
    subject = Subject(evaluate(Programme.model_validate(value), CASES[name].day), "9.8.7")
    return docx.Document(io.BytesIO(write_document("docx", subject)))


def tables(document: Document) -> list[Any]:
    """Give the tables as their elements: python-docx's own rows show a merged cell in each of them."""
    return list(document.element.body.tbl_lst)


def rows(table: Any) -> Iterator[list[Any]]:
    """Give the cells that the file holds of each row, merged ones among them."""
    for row in table.tr_lst:
        yield list(row.tc_lst)


def paragraphs(cell: Any) -> list[str]:
    return ["".join(text.text or "" for text in paragraph.iter(qn("w:t"))) for paragraph in cell.p_lst]


def texts(table: Any) -> list[list[str]]:
    return [["\n".join(paragraphs(cell)) for cell in row] for row in rows(table)]


def before_the_table(document: Document) -> list[str]:
    """Give the paragraphs of sections 1 and 2 and the heading of section 3."""
    body = [paragraph for paragraph in document.paragraphs if paragraph.text]
    end = next(place for place, paragraph in enumerate(body) if paragraph.text.startswith("Отчёт о выполнении"))
    return [paragraph.text for paragraph in body[:end] if paragraph.style and paragraph.style.name not in TITLES]


TITLES = {"Title", "Subtitle"}


@pytest.mark.slow
def test_the_document_is_what_was_approved_word_for_word() -> None:
    printed, cells = source()
    document = opened("real")
    assert before_the_table(document) == printed
    ours = [paragraphs(cell) for row in rows(tables(document)[0]) for cell in row]
    assert [[re.sub(r"^(\d+\. .+)[;.]$", r"\1", line) for line in cell if line] for cell in ours] == cells


def test_goals_and_tasks_are_lists() -> None:
    document, programme = opened("real"), CASES["real"].programme
    assert programme.goals
    assert programme.tasks
    found = [one.text for one in document.paragraphs if one.style and one.style.name == "List Bullet"]
    assert found == [*programme.goals.items, *programme.tasks.items]


def test_offices_are_a_list_with_the_documents_own_signs_and_names() -> None:
    cells = [cell for row in texts(tables(opened("real"))[0]) for cell in row]
    assert "Сервис опросов удовлетворенности внедрен в МРО:\n1. Заволжское МРО;\n2. Правобережное МРО." in cells
    assert any("внедрен в МРО:\n1. Марксовского района;\n2. ЦО ФЛ" in cell for cell in cells)


def test_number_and_proposal_are_merged_over_the_measures() -> None:
    merges = [[cell.vMerge for cell in row] for row in rows(tables(opened("real"))[0]) if len(row) == 5]
    begun, gone_on = ["restart", "restart", None, None, None], ["continue", "continue", None, None, None]
    assert merges[2:7] == [begun, gone_on, gone_on, [None] * 5, [None] * 5]
    assert (merges.count(begun), merges.count(gone_on)) == (3, 5)
    assert {cell.grid_span for row in rows(tables(opened("real"))[0]) for cell in row} == {1, 4}


def test_who_is_responsible_has_a_column_where_anybody_is() -> None:
    value = CASES["real"].programme.model_dump(mode="json", exclude_defaults=True)
    value["sections"][1]["subsections"][0]["proposals"][0]["measures"][0]["responsible"] = "Отдел сайта"
    found = texts(tables(opened_plan(value, "real"))[0])
    assert found[:2] == [[*CASES["real"].programme.plan.columns, "Ответственный"], list("123456")]  # type: ignore[union-attr]
    assert [row[0] for row in found if row[-1] == "Отдел сайта"] == ["2.1.1"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["some", "nothing", "all", "none", "running", "parts"])
def test_the_report_answers_clause_1_3_first(name: str) -> None:
    body = [paragraph.text.replace("\xa0", " ") for paragraph in opened(name).paragraphs]
    start = body.index("Отчёт о выполнении Программы за 2025 год")
    draft = "Проект. " if CASES[name].draft else ""
    day = {"running": "1 июля 2025 г."}.get(name, "1 февраля 2026 г.")
    assert body[start + 1] == f"{draft}По состоянию на {day}"
    assert f"{body[start + 2]} {body[start + 3]}" == CASES[name].statement


WAITED = "Перенесено 10.12.2025 на 30.06.2026: Макеты стендов не утверждены"


def test_the_report_has_every_measure_with_what_came_of_it() -> None:
    done, reasons, *execution = tables(opened("some"))[1:]
    assert [row[0] for row in texts(reasons)[1:]] == [
        "1.1.1.1",
        "1.1.3.1",
        "1.2.1.1",
        "1.2.1.2",
        "1.2.1.3",
        "2.4.2.1",
    ]
    (late,) = (row for row in texts(done) if row[0] == "1.2.5.1")
    assert late[2:] == ["14.07.2025\nна 14\xa0дней позже срока", "День клиента проведён", "В зале шёл ремонт"]
    assert len(texts(done)) == 1 + 19
    found = {row[0]: row[2:] for table in execution for row in texts(table) if len(row) == 6}
    ids = [placed.id for placed in CASES["some"].programme.measures]
    assert list(found) == ["№", *ids]
    assert found["1.2.5.1"] == [
        "Выполнено с опозданием",
        "14.07.2025\nна 14\xa0дней позже срока",
        "День клиента проведён",
        "В зале шёл ремонт",
    ]
    assert found["1.1.3.1"] == ["Перенесено", "Новый срок: 30.06.2026", "—", WAITED]
    assert found["2.1.1.1"][2] == "Нет данных о фактическом результате"
    assert found["2.4.2.1"] == ["Не выполнено", "—", "—", "Причина не указана"]
    achieved = found["1.1.1.2"][2].split("\n")
    assert achieved[:2] == ["Выполнено 20.05.2025: Заволжское МРО, Правобережное МРО", "Запись открыта 20 мая"]
    assert "Подтверждение: https://example.org/akt-17.pdf?a=1&b=2" in found["1.1.1.1"][2]


def test_the_report_says_where_a_measure_came_from() -> None:
    value = CASES["some"].programme.model_dump(mode="json", exclude_defaults=True)
    one = value["sections"][0]["subsections"][0]["proposals"][1]["measures"][0]
    one["carried_from"] = {"year": "2024", "id": "1.1.7.1", "reason": "Не хватило средств"}
    found = texts(tables(opened_plan(value, "some"))[3])
    (row,) = (row for row in found if row[0] == "1.1.2.1")
    assert row[1].endswith("\nПеренесено из плана 2024 года, № 1.1.7.1: Не хватило средств")


def test_every_table_repeats_its_head_and_splits_no_row() -> None:
    for place, table in enumerate(tables(opened("some"))):
        heads = [row for row in table.tr_lst if row.trPr.find(qn("w:tblHeader")) is not None]
        assert heads == table.tr_lst[: 2 if place == 0 else 1]
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in table.tr_lst)
        widths = [column.w for column in table.tblGrid.gridCol_lst]
        for row in rows(table):
            assert sum(cell.width for cell in row) == sum(widths)
            assert len(row) < len(widths) or [cell.width for cell in row] == widths


def test_the_sheet_is_a4_landscape_in_russian_and_says_what_it_is() -> None:
    document = opened("some")
    page = document.sections[0]
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (29.7, 21.0)  # type: ignore[union-attr]
    assert {language.get(qn("w:val")) for language in document.styles.element.iter(qn("w:lang"))} == {"ru-RU"}
    foot = page.footer.paragraphs[0]
    assert foot.text.replace("\xa0", " ").startswith(
        "Программа на 2025 год. По состоянию на 1 февраля 2026 г.\tСтраница "
    )
    assert [field.get(qn("w:instr")) for field in page.footer.part.element.iter(qn("w:fldSimple"))] == [
        "PAGE",
        "NUMPAGES",
    ]
    about = document.core_properties
    assert (
        about.title == "Программа мероприятий по повышению качества обслуживания потребителей (покупателей), 2025 год"
    )
    assert (about.author, about.language, f"{about.modified:%Y-%m-%d}") == (
        "ПАО «Саратовэнерго»",
        "ru-RU",
        "2026-02-01",
    )
    assert [paragraph.text for paragraph in document.paragraphs[:3]] == [
        "ПАО «Саратовэнерго»",
        CASES["some"].programme.passport.title,
        "на 2025 год",
    ]


def test_the_file_bears_no_time_of_its_making() -> None:
    case = CASES["some"]
    assert write_document("docx", Subject(evaluate(case.programme, case.day), "9.8.7")) == written("some")
    with zipfile.ZipFile(io.BytesIO(written("some"))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"T00:00:00Z" in parts.read("docProps/core.xml")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["some", "none", "hostile", "wordy"])
def test_word_opens_it_without_a_repair(name: str, tmp_path: Path) -> None:
    """By the rules of Microsoft's own SDK; Word itself is not to be had on every machine."""
    (tmp_path / "plan.docx").write_bytes(written(name))
    assert optional("openxml_audit").OpenXmlValidator().validate(tmp_path / "plan.docx").errors == []


def test_hostile_texts_are_texts() -> None:
    document = opened("hostile")
    found = "\n".join(cell for table in tables(document) for row in texts(table) for cell in row)
    assert EVIL.strip() in found
    assert LONG_WORD in found
    with zipfile.ZipFile(io.BytesIO(written("hostile"))) as parts:
        assert not [name for name in parts.namelist() if b'TargetMode="External"' in parts.read(name)]
        assert b"<script" not in parts.read("word/document.xml")


@pytest.mark.slow
@needed
def test_libreoffice_prints_it_with_heads_and_numbers_on_every_page(tmp_path: Path) -> None:
    file = tmp_path / "programme-2025.docx"
    file.write_bytes(written("amended"))
    printed = optional("pypdf").PdfReader(converted(file, "pdf", tmp_path))
    pages = [page.extract_text().replace("\xa0", " ") for page in printed.pages]
    assert all(page.mediabox.width > page.mediabox.height for page in printed.pages)
    for number, page in enumerate(pages, start=1):
        assert re.search(rf"2026 г\.\s+Страница {number} из {len(pages)}\b", page)
    plan = [page for page in pages if re.search("№\\s+Предложения\\s+Мероприятия", page)]
    assert len(plan) >= 3
    assert "С изменениями: приказ от 2 июня 2025 г. № 118" in pages[0]
    (report,) = (page for page in pages if "Отчёт о выполнении Программы за 2025 год" in page)
    assert "в 2025 году выполнено 19" in report
