"""Amendments on the page, in the PDF and in the annex to the order: added, dropped, filled in, renumbered."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml.ns import qn

from csprog.evaluation.evaluator import Evaluation, evaluate
from csprog.exporting.registry import write_document
from csprog.exporting.subject import Subject
from csprog.exporting.word.amendment import annex_heading
from csprog.views.year.amendments import amendments_of
from tests.exporting.libreoffice import converted, needed
from tests.exporting.test_pdf import text_of
from tests.extras import optional
from tests.plans import day
from tests.publication.markup import Element, read
from tests.publication.programmes import Case, published, recorded

if TYPE_CHECKING:
    from pathlib import Path

ORDER = {"on": "2025-06-02", "document": "Приказ № 118", "reason": "Новый поставщик"}
AMENDMENTS = (
    {
        **ORDER,
        "ids": ["1.1.3.1", "1.2.2.3", "1.2.2.1"],
        "changes": [
            {"id": "1.1.3.1", "key": "text", "became": "Обучение работников"},
            {"id": "1.2.2.1", "key": "text", "was": "Прежнее мероприятие"},
            {"id": "1.2.2.1", "key": "number", "was": "1.2.2.2", "became": "1.2.2.1"},
            {"id": "1.2.2.2", "key": "number", "was": "1.2.2.3", "became": "1.2.2.2"},
            {"id": "1.2.5.1", "key": "responsible", "became": "Отдел сбыта"},
            {"id": "1.2.5.1", "key": "funding.planned", "was": "1250000.50", "became": "900000"},
            {"id": "1.2.5.1", "key": "printed.due", "was": "в течение года"},
        ],
    },
    {
        **ORDER,
        "ids": ["1.1.1"],
        "changes": [{"id": "1.1.1.1", "key": "result", "was": "Стоят в двух офисах", "became": "Стоят в трёх"}],
    },
    {
        "on": "2025-04-01",
        "document": "Распоряжение № 5 от 01.04.2025",
        "reason": "Уточнение",
        "ids": ["1.1", "goals"],
        "changes": [
            {"id": "1.1", "key": "channel", "was": "phone", "became": "office"},
            {"id": "goals", "key": "items.1", "was": "Прежняя цель", "became": "Новая цель"},
        ],
    },
)


@cache
def evaluation() -> Evaluation:
    return evaluate(recorded({}, amendments=AMENDMENTS), day(7, 1))


@cache
def page() -> Element:
    return read(published(Case(evaluation().programme, day(7, 1), "", draft=True)).files["2025/index.html"])


def row(number: str) -> str:
    """Give what the plan says of a measure."""
    return page().one("tr", id=f"m-{number.replace('.', '-')}").text


def test_each_row_says_what_was_done() -> None:
    part = page().one("section", aria_labelledby="amendments")
    first, second = part.all("table")
    assert [line.text for line in first.all("tr")[1:]] == [
        "1.1.3.1 Добавлено: мероприятие — Обучение работников",
        "1.2.2.1 Исключено: мероприятие Прежнее мероприятие —",
        "1.2.2.1 Номер 1.2.2.2 1.2.2.1",
        "1.2.2.2 Номер 1.2.2.3 1.2.2.2",
        "1.2.5.1 Ответственный — Отдел сбыта",
        "1.2.5.1 Плановый объём финансирования 1 250 000,50 ₽ 900 000 ₽",
        "1.2.5.1 Напечатано в документе, Срок в течение года —",
        "1.1.1.1 Плановый результат Стоят в двух офисах Стоят в трёх",
    ]
    assert [line.text for line in second.all("tr")[1:]] == [
        "1.1 Канал обслуживания телефон офис",
        "цели Пункт 2.1.2 Прежняя цель Новая цель",
    ]
    assert "не приведена" not in part.text


def test_one_document_is_told_once() -> None:
    part = page().one("section", aria_labelledby="amendments")
    assert [heading.text for heading in part.all("h3")] == [
        "Приказ от 2 июня 2025 г. № 118",
        "Распоряжение № 5 от 01.04.2025",
    ]


def test_beside_the_measure() -> None:
    assert "Добавлено (Приказ от 2 июня 2025 г. № 118)." in row("1.1.3.1")
    assert "Ответственный: прежде не указано, теперь «Отдел сбыта»." in row("1.2.5.1")
    assert "Срок: было «в течение года», теперь не указано." in row("1.2.5.1")
    assert "Прежнее мероприятие" not in row("1.2.2.1")  # another measure has that number now


def test_a_change_follows_its_measure_to_another_number() -> None:
    early = {
        **ORDER,
        "ids": ["1.2.2.2"],
        "changes": [{"id": "1.2.2.2", "key": "due", "was": "2025-Q2", "became": "2025-Q4"}],
    }
    gone = {
        **ORDER,
        "ids": ["1.2.2.1"],
        "changes": [{"id": "1.2.2.1", "key": "due", "was": "2025-Q1", "became": "2025-Q4"}],
    }
    views = amendments_of(recorded({}, amendments=(early, gone, AMENDMENTS[0])))
    (view,) = views
    assert [(change.touched.name, change.touched.anchor) for change in view.changes[:2]] == [
        ("1.2.2.2", "m-1-2-2-1"),
        ("1.2.2.1", None),
    ]


@pytest.mark.slow
def test_the_pdf_says_the_same() -> None:
    text = text_of(write_document("pdf", Subject(evaluation(), "9.8.7")))
    assert "1.2.2.1 Исключено:" in text
    assert "Прежнее мероприятие —" in text
    assert "Добавлено (Приказ от 2 июня 2025 г. № 118)." in text
    assert "прежде не указано, теперь «Отдел" in text


# ── the annex to the order ───────────────────────────────────────────────────────────────────────────────────


def annex(number: int) -> bytes:
    return write_document("docx", Subject(evaluation(), "9.8.7", amendment=number))


def marked(cell: Any) -> list[tuple[str, str]]:
    """Give the runs of a cell with what marks them: struck through or underlined."""
    runs = [run for paragraph in cell.paragraphs for run in paragraph.runs]
    return [(run.text, "struck" if run.font.strike else "underlined" if run.underline else "") for run in runs]


def test_the_annex_has_the_former_and_the_new_wording() -> None:
    document = docx.Document(io.BytesIO(annex(2)))
    assert document.paragraphs[0].text.replace("\xa0", " ") == "Приложение к приказу от 2 июня 2025 г. № 118"
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["№", "Что изменено", "Было", "Стало"]
    _, _, was, became = table.rows[-1].cells
    assert marked(was) == [("Стоят в", ""), (" ", ""), ("двух офисах", "struck")]
    assert marked(became) == [("Стоят в", ""), (" ", ""), ("трёх", "underlined")]
    (added,) = (line for line in table.rows if line.cells[1].text == "Добавлено: мероприятие")
    assert added.cells[2].text == "—"
    assert "Срок: 31.12.2025" in added.cells[3].text
    assert not list(document.element.iter(qn("w:ins"), qn("w:del")))  # nothing that accepting would take out


def test_the_same_annex_for_each_step_of_an_order() -> None:
    assert annex(1) == annex(2) != annex(3)


@pytest.mark.parametrize(
    ("document", "heading"),
    [
        ("Приказ № 118", "Приложение к приказу от 2 июня 2025 г. № 118"),
        ("приказ генерального директора № 118", "Приложение к приказу генерального директора от 2 июня 2025 г. № 118"),
        ("Распоряжение № 5 от 02.06.2025", "Приложение к распоряжению № 5 от 02.06.2025"),
        ("Директива 7", "Приложение к документу «Директива 7 от 2 июня 2025 г.»"),
    ],
)
def test_its_heading_names_the_document(document: str, heading: str) -> None:
    assert annex_heading(document, day(6, 2)).replace("\xa0", " ") == heading


@pytest.mark.slow
@needed
def test_libreoffice_opens_the_annex(tmp_path: Path) -> None:
    file = tmp_path / "annex.docx"
    file.write_bytes(annex(1))
    (only,) = optional("pypdf").PdfReader(converted(file, "pdf", tmp_path)).pages
    text = " ".join(only.extract_text().replace("\xa0", " ").split())
    assert text.startswith(
        "Приложение к приказу от 2 июня 2025 г. № 118 ПАО «Саратовэнерго» Изменения, которые вносятся"
    )
    assert "Страница 1 из 1" in text
