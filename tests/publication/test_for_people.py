"""What readers without a program find: a workbook, offices, words for abbreviations, whom to write to."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from csprog.evaluation.evaluator import evaluate
from csprog.exporting import registry
from csprog.exporting.registry import PUBLISHED, write_document
from csprog.exporting.subject import Subject
from csprog.parsing.deadlines import parse_due
from csprog.programme.passport import Approval, Standard
from csprog.publication.page_values import page_values
from csprog.publication.site import publish
from csprog.views.typography import NBSP
from csprog.views.year.builder import build_year
from csprog.views.year.documents import approval_words, dated_document, standard_words
from csprog.views.year.offices import by_office
from tests.publication.markup import Element, read
from tests.publication.programmes import CASES, published, site
from tests.publication.test_data import with_passport

if TYPE_CHECKING:
    from pathlib import Path


def workbook(name: str) -> bytes:
    case = CASES[name]
    return write_document("xlsx", Subject(evaluate(case.programme, case.day), "1"), PUBLISHED)


def page(case: Any, file: str = "2025/index.html") -> Element:
    return read(published(case).files[file])


# ── the documents beside the page ────────────────────────────────────────────────────────────────────────────


def test_the_workbook_says_what_the_page_says_and_keeps_numbers_as_text() -> None:
    book = load_workbook(io.BytesIO(workbook("some")))
    head, *rows = [[cell.value for cell in row] for row in book["Мероприятия"].iter_rows(min_row=5)]
    found = {row[head.index("№ мероприятия")]: dict(zip(head, row, strict=True)) for row in rows}
    assert list(found) == [placed.id for placed in CASES["some"].programme.measures]
    assert all(isinstance(row["№ предложения"], str) for row in found.values())
    assert found["1.1.1.1"]["Итог"] == "Выполнено частично"
    assert found["1.1.1.1"]["Подтверждение"] == "https://example.org/akt-17.pdf?a=1&b=2"
    assert found["1.2.5.1"]["Дата выполнения"].isoformat() == "2025-07-14T00:00:00"
    assert found["1.2.5.1"]["Причина"] == "В зале шёл ремонт"
    offices = [[cell.value for cell in row] for row in book["По офисам"].iter_rows(min_row=6)]
    assert ["Правобережное МРО", "1.1.1.1", "Не выполнено"] in [[row[0], row[1], row[4]] for row in offices]


def test_the_workbook_is_the_same_each_time() -> None:
    assert workbook("some") == workbook("some")


@pytest.mark.slow
def test_the_page_links_the_documents_that_are_there() -> None:
    case = CASES["some"]
    made = publish(case.programme, [], case.day, None, documents={"xlsx": None})
    links = {link.attributes.get("href") for link in read(made.files["2025/index.html"]).all("a")}
    assert "programme-2025.xlsx" in links
    assert made.files["2025/programme-2025.xlsx"].startswith(b"PK")
    assert "programme-2025.pdf" not in links | set(made.files)


def test_formats_without_their_library_are_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_typst(name: str) -> None:
        if name.endswith("pdf"):
            raise ModuleNotFoundError(name="typst")

    monkeypatch.setattr(registry, "import_module", without_typst)
    assert registry.installed_formats() == ("xlsx",)


# ── by office ────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_office_has_its_measures_with_their_state_there() -> None:
    offices = {office.name: office for office in by_office(evaluate(CASES["some"].programme, CASES["some"].day))}
    right = offices["Правобережное МРО"]
    assert [(one.id, one.status.word) for one in right.measures] == [
        ("1.1.1.1", "Не выполнено"),
        ("1.1.1.2", "Выполнено"),
        ("1.1.1.3", "Выполнено"),
    ]
    assert right.done == 2
    assert right.measures[0].reason == "Помещение офиса на ремонте до 2026 г."
    assert len({office.anchor for office in offices.values()}) == len(offices)


def test_a_plan_without_offices_has_no_such_part() -> None:
    assert "Выполнение по офисам" not in page(CASES["none"]).text


# ── words, letters, terms ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_abbreviations_and_terms_are_printed_only_where_they_are_given() -> None:
    given = page(with_passport("some", glossary={"МРО": "межрайонное отделение"}, terms="Со ссылкой на нас"))
    assert "МРО межрайонное отделение" in given.text
    assert "Условия использования Со ссылкой на нас" in given.text
    assert not any(word in page(CASES["some"]).text for word in ("Сокращения", "Условия использования"))


def test_a_letter_about_an_error_has_the_measure_and_the_year_in_its_subject() -> None:
    tree = page(with_passport("some", contact="otchet@example.org"))
    links = [link for link in tree.all("a") if link.text.startswith("Сообщить об ошибке")]
    assert len(links) == 25
    assert unquote(links[0].attributes["href"]) == (
        "mailto:otchet@example.org?subject=Ошибка в отчёте за 2025 год, мероприятие 1.1.1.1"
    )


@pytest.mark.slow
def test_the_next_report_is_announced_on_the_index_and_in_the_feed() -> None:
    address = {"published_at": "https://example.org/p/"}
    until = f"за 2026 год, до 31{NBSP}марта{NBSP}2027{NBSP}г."
    files = published(with_passport("some, final", **address)).files
    assert until in files["atom.xml"].decode()
    assert until in files["index.html"].decode()
    assert "за 2025 год, до 31" in published(with_passport("running", **address)).files["index.html"].decode()


def test_the_pages_describe_themselves_and_link_the_feed() -> None:
    files = published(with_passport("some, final", published_at="https://example.org/p/")).files
    for file in ("2025/index.html", "index.html"):
        tree = read(files[file])
        assert tree.one("meta", name="description").attributes["content"].startswith(f"Из{NBSP}25{NBSP}мероприятий")
        assert tree.one("meta", property="og:title").attributes["content"].split() == tree.one("title").text.split()
        assert [link for link in tree.all("a") if link.attributes.get("href") == "https://example.org/p/atom.xml"]


def test_the_statement_of_accessibility_goes_with_the_bundled_templates_alone(tmp_path: Path) -> None:
    case = CASES["some"]
    assert "accessibility.html" in site("some").files
    (tmp_path / "style.css").write_text(".csprog{}", encoding="utf-8")
    own = publish(case.programme, [], case.day, tmp_path).files
    assert "accessibility.html" not in own
    assert b"accessibility.html" not in own["index.html"] + own["2025/index.html"]


@pytest.mark.slow
def test_links_of_a_fragment_are_whole_where_the_address_is_known() -> None:
    case = with_passport("some", published_at="https://example.org/p/")
    made = publish(case.programme, [], case.day, None, with_fragment=True, documents={"xlsx": None})
    links = {link.attributes.get("href", "") for link in read(made.files["2025/fragment.html"]).all("a")}
    assert {f"https://example.org/p/2025/programme-2025.{kind}" for kind in ("xlsx", "csv", "json")} <= links
    evaluation = evaluate(case.programme, case.day)
    assert page_values(evaluation, build_year(evaluation), ())["folder"] == ""


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("приказ № 87", "приказ от 10 сентября 2025 г. № 87"),
        ("приказ", "приказ от 10 сентября 2025 г."),
        ("приказ «О плане № 3» № 87-п", "приказ «О плане № 3» от 10 сентября 2025 г. № 87-п"),
        ("протокол от 01.09.2025 № 4", "протокол от 01.09.2025 № 4"),
        ("№ 87", "от 10 сентября 2025 г. № 87"),
    ],
)
def test_a_document_is_named_as_legal_texts_do(document: str, words: str) -> None:
    due = parse_due("2025-09-10")
    assert due
    assert dated_document(document, due.day).replace(NBSP, " ") == words


def test_approval_and_standard_read_rightly() -> None:
    approval = Approval.model_validate(
        {"by": "Генеральный директор", "on": "2024-12-20", "document": "приказ", "number": "118"}
    )
    assert approval_words(approval).replace(NBSP, " ") == "генеральный директор, приказ от 20 декабря 2024 г. № 118"
    words = {version: standard_words(Standard(name="Стандарт", version=version)) for version in ("3", "ред. 3", None)}
    assert words == {"3": "Стандарт, редакция 3", "ред. 3": "Стандарт, ред. 3", None: "Стандарт"}
