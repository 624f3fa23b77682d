"""The cases that a year can come to, each in its own words: amended, half done, done again, by quarter, by status."""

from __future__ import annotations

from datetime import date

import pytest

from csprog.evaluation.evaluator import evaluate
from csprog.programme.enums import Outcome
from csprog.views.year.builder import build_year
from tests.publication.programmes import CASES, recorded
from tests.publication.test_page import line_of, page, plan_row, rows, section

# ── a plan amended in the year ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_amendments_have_a_part_of_their_own_with_the_words_before_and_after() -> None:
    part = section("amended", "amendments")
    assert [heading.text for heading in part.all("h3")] == [
        "Приказ от 2 июня 2025 г. № 118",
        "Приказ от 15 сентября 2025 г. № 203",
    ]
    assert "Причина: Поставщик сменился Затронуто: 1.1.3.1, 1.2.4" in part.text
    (table,) = part.all("table")
    assert [row.text for row in table.all("tr")[1:]] == [
        "1.1.3.1 Срок 3 квартал 2025 31.12.2025",
        "1.2.4.1 Плановый результат Прежний результат Новый результат",
        "1.2.4 Предложение Прежнее предложение Новое предложение",
        "1.1 Название Прежний подраздел Новый подраздел",
    ]


def test_an_amendment_without_the_words_before_says_so() -> None:
    text = section("amended", "amendments").text
    assert "Затронуто: цели, 2.9.9 Прежняя редакция в данных Программы не приведена." in text


def test_the_first_screen_names_every_amendment() -> None:
    (named,) = (item for item in page("amended").all("li") if item.text.startswith("С изменениями"))
    assert named.text == "С изменениями: приказ от 2 июня 2025 г. № 118; приказ от 15 сентября 2025 г. № 203"
    assert [link.attributes["href"] for link in named.all("a")] == ["#a-1", "#a-2"]


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        ("m-1-1-3-1", "Срок: было «3 квартал 2025», стало «31.12.2025»."),
        ("m-1-2-4-1", "Плановый результат: было «Прежний результат», стало «Новый результат»."),
        ("p-1-2-4", "Предложение: было «Прежнее предложение», стало «Новое предложение»."),
    ],
)
def test_what_was_changed_says_so_where_it_stands(anchor: str, words: str) -> None:
    (element,) = (one for one in page("amended").walk() if one.attributes.get("id") == anchor)
    assert f"Изменено (приказ от 2 июня 2025 г. № 118). {words}" in element.text


def test_a_changed_heading_says_so_above_its_table() -> None:
    (caption,) = (one for one in page("amended").all("caption") if "Изменено" in one.text)
    assert "Название: было «Прежний подраздел», стало «Новый подраздел»." in caption.text


@pytest.mark.slow
def test_a_plan_that_was_not_amended_does_not_speak_of_it() -> None:
    text = page("some").one("main").text
    assert "С изменениями" not in text
    assert "Изменения Программы" not in text
    assert "Изменено (" not in text


# ── half done, done again ────────────────────────────────────────────────────────────────────────────────────


def test_half_done_is_not_called_undone_once_the_year_is_over() -> None:
    (row,) = (row for row in rows("parts") if row.placed.id == "1.1.1.1")
    line = line_of("parts", "not-done", "1.1.1.1").text
    assert row.outcome is Outcome.PARTLY_DONE
    assert row.lacks_reason
    assert "◐ Выполнено частично ✓ Выполнено 14.03.2025: Заволжское МРО" in line
    assert "Нет данных: Правобережное МРО" in line
    assert "Причина не указана" in line


def test_half_done_and_postponed_within_the_year_still_owes_its_reason() -> None:
    journal = (
        {"event": "completed", "on": "2025-03-14", "offices": ("Заволжское МРО",)},
        {"event": "postponed", "on": "2025-06-01", "to": "2025-11-30", "reason": "Ремонт"},
    )
    programme = recorded({"1.1.1.1": journal})
    (row, *_) = evaluate(programme, date(2026, 2, 1)).measures
    assert (row.outcome, row.outcome_reason, row.lacks_reason) == (Outcome.PARTLY_DONE, None, True)
    (running, *_) = evaluate(programme, date(2025, 7, 1)).measures
    assert running.outcome is Outcome.PENDING


def test_half_done_and_postponed_into_the_next_year_says_both() -> None:
    line = line_of("parts", "not-done", "1.1.1.2").text
    assert "→ Перенесено Новый срок: 30.04.2026" in line
    assert "✓ Выполнено 20.05.2025: Заволжское МРО, Правобережное МРО" in line
    assert line.endswith("Закупка не состоялась")
    assert line.count("Закупка не состоялась") == 1


def test_what_was_cancelled_has_no_new_deadline() -> None:
    line = line_of("parts", "not-done", "1.2.5.1").text
    assert "⊘ Исключено" in line
    assert "Зал закрыт" in line
    assert "Новый срок" not in line
    assert "Перенесено 20.06.2025 на 30.11.2025: Ремонт зала" in line


def test_what_was_postponed_within_the_year_and_not_done_says_until_when_and_owes_its_reason() -> None:
    line = line_of("parts", "not-done", "1.2.6.1").text
    assert "✕ Не выполнено" in line
    assert "Новый срок: 30.11.2025 Причина не указана Перенесено 10.06.2025 на 30.11.2025: Ждёт подрядчика" in line
    assert "Причина не указана" in line


def test_what_was_reopened_and_not_done_says_why_it_was_taken_up_again_and_owes_its_reason() -> None:
    line = line_of("parts", "not-done", "2.2.1.1").text
    assert "✕ Не выполнено Причина не указана Причина возобновления: Приёмка показала недоделки" in line
    assert "Причина не указана" in line
    assert "Отозванная запись" not in line + plan_row("parts", "2.2.1.1").text


@pytest.mark.parametrize(
    ("number", "day", "note", "undone"),
    [
        ("1.2.4.1", "20.06.2025", "Принято повторно", "Отозванная запись"),
        ("2.1.1.1", "31.12.2025", "Добавлено 46 сценариев", "Не успели"),
    ],
)
def test_what_was_reopened_and_done_tells_the_last_word_only(number: str, day: str, note: str, undone: str) -> None:
    line, row = line_of("parts", "done", number).text, plan_row("parts", number).text
    assert day in line
    assert f"✓ Выполнено {day}" in row
    assert note in line
    assert undone not in line + row
    assert "Новый срок" not in row


# ── by quarter, by status ────────────────────────────────────────────────────────────────────────────────────


def test_quarters_count_by_the_approved_deadline() -> None:
    table = section("amended", "quarters").one("table")
    lines = [row.text.split(" намечено")[0] for row in table.all("tr")[1:]]
    assert lines == [
        "1 квартал 2025 0 0 0 0",
        "2 квартал 2025 3 3 1 0",
        "3 квартал 2025 0 0 0 0",
        "4 квартал 2025 22 16 0 6",
    ]


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name].programme.measures])
def test_quarters_and_statuses_add_up(name: str) -> None:
    shown = build_year(evaluate(CASES[name].programme, CASES[name].day))
    assert sum(quarter.figures.total for quarter in shown.quarters) == shown.figures.total
    assert sum(quarter.figures.done for quarter in shown.quarters) == shown.figures.done
    assert sum(kind.count for kind in shown.statuses) == shown.figures.total
    assert len({kind.status.word for kind in shown.statuses}) == len(shown.statuses)


def test_a_deadline_in_another_year_has_its_quarter() -> None:
    labels = [row.one("th", scope="row").text for row in section("wordy", "quarters").all("tr")[1:]]
    assert labels == [f"{number} квартал 2025" for number in (1, 2, 3, 4)] + ["1 квартал 2026"]


def test_the_longest_bar_is_the_quarter_with_most() -> None:
    shown = build_year(evaluate(CASES["amended"].programme, CASES["amended"].day))
    assert [quarter.width for quarter in shown.quarters] == [0, 13.6, 0, 100]
    assert [(quarter.in_time_width, quarter.late_width) for quarter in shown.quarters][1] == (9.1, 4.5)


def test_the_plan_can_be_narrowed_to_each_status_with_its_count() -> None:
    choices = [label.text for label in page("amended").one("fieldset").all("label")]
    assert choices == [
        "все: 25",
        "✓ выполнено: 18",
        "✓ выполнено с опозданием: 1",
        "↷ выполнено после окончания года: 1",
        "◐ выполнено частично: 1",
        "✕ не выполнено: 2",
        "→ перенесено: 1",
        "⊘ исключено: 1",
    ]


def test_with_one_status_there_is_nothing_to_narrow() -> None:
    assert not page("all").all("fieldset")


# ── the company ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("file", ["2025/index.html", "index.html"])
def test_the_sign_and_the_mailbox_stand_on_both_pages(file: str) -> None:
    tree = page("amended", file)
    assert tree.one("header").one("img").attributes["src"].startswith("data:image/svg+xml;base64,")
    (link,) = (link for link in tree.one("footer").all("a") if link.text == "otchet@example.org")
    assert link.attributes["href"].startswith("mailto:otchet@example.org?subject=%D0%9E%D1%82%D1%87")  # «Отч…»


def test_without_them_nothing_stands_in_their_place() -> None:
    assert not page("some").all("img")
    assert "Замечания" not in page("some").text
