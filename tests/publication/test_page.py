"""The year's page as a text: the words of the law, nothing missing, nothing made up, nothing that runs."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from csprog.programme.enums import Outcome
from csprog.publication.site import publish
from tests.publication.markup import Element, read
from tests.publication.programmes import CASES, EVIL, EVIL_LINK, GAPS_FILLED, LONG_WORD, published, site

if TYPE_CHECKING:
    from pathlib import Path

    from csprog.evaluation.evaluator import EvaluatedMeasure

every_case = pytest.mark.parametrize("name", CASES)
both_pages = pytest.mark.parametrize("file", ["2025/index.html", "index.html"])


@cache
def page(name: str, file: str = "2025/index.html") -> Element:
    """Read a page of a case."""
    return read(site(name).files[file])


def rows(name: str) -> tuple[EvaluatedMeasure, ...]:
    """Give the measures of a case as the year's report sees them."""
    return site(name).evaluation.measures


def one_space(text: str) -> str:
    """Give the words of a text as `Element.text` gives them."""
    return " ".join(text.split())


def section(name: str, heading: str) -> Element:
    """Give the part of a case's page under a heading."""
    return page(name).one("section", aria_labelledby=heading)


def line_of(name: str, heading: str, number: str) -> Element:
    """Give the row of a measure in one of the two lists."""
    (found,) = (row for row in section(name, heading).all("tr") if row.all("a", href=f"#m-{number.replace('.', '-')}"))
    return found


def plan_row(name: str, number: str) -> Element:
    """Give the row of a measure in the plan."""
    return page(name).one("tr", id=f"m-{number.replace('.', '-')}")


# ── what clause 1.3 asks for ─────────────────────────────────────────────────────────────────────────────────


@every_case
def test_the_answer_is_the_statement_that_the_case_asks_for(name: str) -> None:
    assert CASES[name].statement in section(name, "answer").text


@pytest.mark.parametrize(
    ("name", "done", "not_done"),
    [("some", 19, 6), ("all", 25, 0), ("nothing", 0, 25), ("running", 1, 1), ("real", 0, 25)],
)
def test_both_lists_hold_as_many_measures_as_the_answer_says(name: str, done: int, not_done: int) -> None:
    figures = [figure.text for figure in section(name, "answer").all("dd", class_="csprog-figure")]
    assert figures[1:3] == [str(done), str(not_done)]
    assert len(section(name, "done").all("th", scope="row")) == done
    assert len(section(name, "not-done").all("th", scope="row")) == not_done


def test_an_empty_list_says_so_in_words() -> None:
    words = "Мероприятия, включённые в Программу и выполненные в 2025 году, отсутствуют."
    assert words in section("nothing", "done").text
    assert section("nothing", "done").all("a", href="#not-done")
    assert "Невыполненных мероприятий нет" in section("all", "not-done").text


@every_case
def test_every_reason_stands_in_the_list_and_in_the_plan(name: str) -> None:
    for row in rows(name):
        if row.outcome_reason:
            heading = "done" if row.outcome.is_done_in_year else "not-done"
            assert one_space(row.outcome_reason) in line_of(name, heading, row.placed.id).text
            assert one_space(row.outcome_reason) in plan_row(name, row.placed.id).text


@every_case
def test_a_missing_reason_is_said_to_be_missing_once_the_year_is_over(name: str) -> None:
    missing = {row.placed.id for row in rows(name) if row.lacks_reason}
    marked = {row.placed.id for row in rows(name) if "Причина не указана" in plan_row(name, row.placed.id).text}
    assert marked == missing
    for number in missing:
        assert "Причина не указана" in line_of(name, "not-done", number).text


@every_case
def test_every_actual_result_stands_in_the_list_or_is_said_to_be_missing(name: str) -> None:
    for row in rows(name):
        if row.outcome.is_done_in_year:
            cell = line_of(name, "done", row.placed.id).one("td", data_label="Фактический результат")
            for note in (row.note or "Нет данных").split("\n"):
                assert one_space(note) in cell.text


@every_case
def test_what_the_plan_promises_is_never_shown_as_achieved(name: str) -> None:
    promised = {row.placed.measure.result for row in rows(name)} - {row.note for row in rows(name)}
    for cell in page(name).all("td"):
        if cell.attributes.get("data-label") not in {"Плановый результат", "Мероприятие"}:
            assert not any(one_space(result) in cell.text for result in promised)


@pytest.mark.parametrize("name", ["real", "some", "running", "none"])
def test_the_year_is_a_number(name: str) -> None:
    own_words = re.sub("«[Вв] текущем году»|выполненных в текущем году", "", page(name).text)
    assert "текущ" not in own_words


# ── drafts ───────────────────────────────────────────────────────────────────────────────────────────────────


@every_case
def test_only_a_draft_says_that_it_is_one(name: str) -> None:
    tree = page(name)
    title = "".join(str(child) for child in tree.one("title").children)
    assert title.startswith("Проект. ") == CASES[name].draft
    assert bool(tree.all("aside", class_="csprog-draft")) == CASES[name].draft
    assert ("Проект" in tree.one("footer").text) == CASES[name].draft


def test_a_draft_leads_to_every_gap() -> None:
    draft = page("some").one("aside")
    assert "По 1 мероприятию не указана причина невыполнения" in draft.text
    assert "По 1 мероприятию не указан фактический результат" in draft.text
    assert [link.text for link in draft.all("a")] == ["2.4.2.1", "2.1.1.1"]


def test_a_year_that_is_not_over_makes_a_draft_and_owes_no_reasons() -> None:
    draft = page("running").one("aside")
    assert "2025 год не завершён" in draft.text
    assert not draft.all("details")


def test_a_running_year_names_the_measures_whose_time_is_over() -> None:
    late = section("running", "not-done").one("ul", class_="csprog-aims")
    assert [link.text for link in late.all("a")] == ["1.2.4.1", "1.2.5.1"]
    assert "Проведение Дня клиента" in late.text
    assert "срок истёк" in plan_row("running", "1.2.4.1").text


# ── how a measure ended ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("number", "outcome", "words"),
    [
        ("1.1.1.1", Outcome.PARTLY_DONE, "Выполнено частично"),
        ("1.1.1.1", Outcome.PARTLY_DONE, "Выполнено 14.03.2025: Заволжское МРО"),
        ("1.1.1.1", Outcome.PARTLY_DONE, "Не выполнено 30.12.2025: Правобережное МРО"),
        ("1.1.1.1", Outcome.PARTLY_DONE, "Фактический результат: Терминал принят по акту № 17"),
        ("1.1.3.1", Outcome.POSTPONED, "Перенесено Новый срок: 30.06.2026"),
        ("1.2.1.1", Outcome.CANCELLED, "Исключено"),
        ("1.2.1.2", Outcome.DONE_AFTER_YEAR, "Выполнено после окончания года 20.01.2026 на 20 дней позже срока"),
        ("1.2.1.3", Outcome.NOT_DONE, "Не выполнено"),
        ("2.4.2.1", Outcome.NOT_DONE, "Не выполнено"),
    ],
)
def test_what_was_not_carried_out_says_how_it_ended(number: str, outcome: Outcome, words: str) -> None:
    (row,) = (row for row in rows("some") if row.placed.id == number)
    assert row.outcome is outcome
    assert words in line_of("some", "not-done", number).text


def test_what_was_late_says_by_how_much() -> None:
    cell = line_of("some", "done", "1.2.5.1").one("td", data_label="Выполнено")
    assert cell.text == "14.07.2025 на 14 дней позже срока"
    assert "Выполнено с опозданием" in plan_row("some", "1.2.5.1").text


def test_what_was_late_says_why_beside_its_result() -> None:
    cell = line_of("some", "done", "1.2.5.1").one("td", data_label="Фактический результат")
    assert cell.text == "День клиента проведён Причина: В зале шёл ремонт"
    words = plan_row("some", "1.2.5.1").text
    assert "Фактический результат: День клиента проведён Причина: В зале шёл ремонт" in words


def test_different_results_of_offices_stand_with_their_offices() -> None:
    cell = line_of("some", "done", "1.1.1.2").one("td", data_label="Фактический результат")
    assert [item.text for item in cell.all("li")] == [
        "✓ Выполнено 20.05.2025: Заволжское МРО, Правобережное МРО Запись открыта 20 мая",
        "✓ Выполнено 28.11.2025: Приволжское МРО, Прихоперское МРО, Северное МРО Запись открыта 28 ноября",
        "✓ Выполнено 28.11.2025: Северо-Восточное МРО, Центральное МРО Обучены 8 работников",
    ]


def test_offices_follow_the_promise_that_ends_with_a_colon_each_with_its_mark() -> None:
    cell = plan_row("some", "1.1.1.1").one("td", data_label="Плановый результат")
    assert cell.text == (
        "Сервис электронной очереди внедрен в офисах: "
        "Заволжское МРО ✓ выполнено 14.03.2025 Правобережное МРО ✕ не выполнено"
    )
    bare = plan_row("real", "1.1.1.1").one("td", data_label="Плановый результат")
    assert bare.text == "Сервис электронной очереди внедрен в офисах: Заволжское МРО Правобережное МРО"


def test_an_open_measure_says_why_it_was_postponed() -> None:
    text = plan_row("running", "2.3.1.1").text
    assert "В работе Новый срок: 31.12.2025 Перенесено 10.06.2025 на 31.12.2025: Ждёт подрядчика" in text


def test_an_open_measure_says_why_it_was_taken_up_again() -> None:
    text = plan_row("running", "2.2.1.1").text
    assert "В работе Причина возобновления: Приёмка показала недоделки" in text
    assert "Отозванная запись" not in text
    text = plan_row("running", "2.2.2.1").text
    assert (
        "Перенесено 10.06.2025 на 30.11.2025: Ждёт подрядчика Причина возобновления: Решение отменено приказом № 101"
        in text
    )
    assert "Отозванное решение" not in text


# ── the plan as it was printed ───────────────────────────────────────────────────────────────────────────────


def test_the_plan_is_whole_and_to_the_letter() -> None:
    for row in rows("real"):
        measure, line = row.placed.measure, plan_row("real", row.placed.id)
        cells = {cell.attributes["data-label"]: cell.text for cell in line.all("td")}
        assert cells["Мероприятие"].startswith(one_space(measure.text))
        assert cells["Плановый результат"].startswith(one_space(measure.result))
        assert (
            one_space(row.placed.proposal.text)
            in page("real").one("th", id=f"p-{'-'.join(row.placed.id.split('.')[:-1])}").text
        )
    assert "4 квартал 2025" in plan_row("real", "1.2.2.1").text


@pytest.mark.parametrize("number", ["1.2.2.", "без номера"])
def test_odd_numbers_of_proposals_are_as_printed(number: str) -> None:
    headings = [heading.text for heading in page("real").all("th", scope="rowgroup")]
    assert len([heading for heading in headings if heading.startswith(f"{number} ")]) == 1


def test_headings_have_their_points_where_the_document_has_them() -> None:
    headings = [heading.text for heading in page("real").all("h4")]
    assert "2.5. Обслуживание письменных обращений по электронной почте В2В" in headings
    assert "2.6 Обслуживание письменных обращений по электронной почте В2В" in headings


def test_the_texts_of_the_document_are_there_with_their_numbers() -> None:
    programme, text = CASES["real"].programme, section("real", "document").text
    assert programme.provisions
    assert programme.goals
    for clause in programme.provisions.clauses:
        assert f"{clause.number}. {clause.text}" in text
    assert f"2. {programme.goals.chapter.title if programme.goals.chapter else ''} 2.1. Цели:" in text
    assert all(item in text for item in programme.goals.items)


# ── markup ───────────────────────────────────────────────────────────────────────────────────────────────────


@every_case
@both_pages
def test_every_id_is_there_once_and_every_reference_has_its_target(name: str, file: str) -> None:
    tree = page(name, file)
    ids = [element.attributes["id"] for element in tree.walk() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    wanted = {href.removeprefix("#") for link in tree.all("a") if (href := link.attributes["href"]).startswith("#")}
    for element in tree.walk():
        for attribute in ("headers", "aria-labelledby"):
            wanted.update(element.attributes.get(attribute, "").split())
    assert wanted <= set(ids)


@every_case
def test_every_measure_has_its_permalink(name: str) -> None:
    for row in rows(name):
        assert plan_row(name, row.placed.id).one("th", scope="row").one("a").text == row.placed.id


@every_case
def test_every_cell_has_content(name: str) -> None:
    assert all(cell.text for cell in page(name).walk() if cell.tag in {"th", "td", "caption", "dd", "dt", "li", "p"})


@every_case
@both_pages
def test_headings_go_down_a_level_at_a_time(name: str, file: str) -> None:
    levels = [int(element.tag[1]) for element in page(name, file).walk() if re.fullmatch("h[1-6]", element.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(lower <= upper + 1 for upper, lower in pairwise(levels))


@every_case
@both_pages
def test_nothing_runs_and_nothing_is_fetched(name: str, file: str) -> None:
    given = {link for row in rows(name) for link in row.evidence}
    given.add(CASES[name].programme.passport.site or "")
    relative = {"../index.html", *(link for path in site(name).files for link in (path, path.removeprefix("2025/")))}
    contact = CASES[name].programme.passport.contact
    relative.add("../accessibility.html")
    given.add(contact or "")
    earlier = {"2024/index.html", "2024/programme-2024.csv", "2024/programme-2024.json"}
    for element in page(name, file).walk():
        assert element.tag not in {"iframe", "object", "embed", "form", "base"}
        assert element.tag != "script" or element.attributes == {"type": "application/ld+json"}  # data: never run
        assert not any(key == "style" or key.startswith("on") for key in element.attributes)
        assert element.attributes.get("src", "data:image/").startswith("data:image/")
        href = element.attributes.get("href", "#")
        address = href.partition("?subject=")[0] if href.startswith("mailto:") else href
        assert href.startswith("#") or href == "data:," or address in given | relative | earlier | {f"mailto:{contact}"}
        if href in given:
            assert element.attributes["rel"] == "noopener noreferrer"


@both_pages
def test_the_policy_names_the_style_sheet_by_its_hash(file: str) -> None:
    tree = page("some", file)
    style = "".join(str(child) for child in tree.one("style").children)
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = tree.one("meta", http_equiv="Content-Security-Policy").attributes["content"]
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")


def test_harmful_texts_are_shown_as_texts() -> None:
    text = page("hostile").text
    assert one_space(f"{EVIL} {LONG_WORD}") in text
    assert text.count("<script>alert(1)</script> {{ 7*7 }} {% raw %} [draft] &amp; &lt;b&gt;") > 60
    assert page("hostile").all("a", href=EVIL_LINK)


# ── the site ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@every_case
def test_the_same_programme_and_day_give_the_same_bytes(name: str) -> None:
    assert published(CASES[name]).files == site(name).files


def test_the_page_is_light() -> None:
    assert len(site("some").files["2025/index.html"]) < 150_000


def test_the_index_has_the_newest_year_first_with_its_count() -> None:
    years = page("some", "index.html").one("ul", class_="csprog-years")
    assert [heading.text for heading in years.all("h2")] == ["2025 год Проект", "2024 год"]
    assert [link.attributes["href"] for heading in years.all("h2") for link in heading.all("a")] == [
        "2025/index.html",
        "2024/index.html",
    ]
    assert "В Программе 25 Выполнено 19 из них с опозданием 1 Не выполнено 6" in years.text


@pytest.mark.slow
def test_a_project_may_replace_one_block_of_one_template(tmp_path: Path) -> None:
    own = '{% extends "default:page.html" %}{% block foot %}<p>Телефон: {{ page.year }}</p>{% endblock %}'
    (tmp_path / "page.html").write_text(own, encoding="utf-8")
    case = CASES["some"]
    tree = read(publish(case.programme, [], case.day, tmp_path).files["2025/index.html"])
    assert tree.one("footer").text == "Телефон: 2025"
    assert tree.one("main").text == page("some").one("main").text


def test_gaps_once_filled_make_the_page_final() -> None:
    assert {row.placed.id for row in rows("some") if row.lacks_reason or row.lacks_result} == set(GAPS_FILLED)
