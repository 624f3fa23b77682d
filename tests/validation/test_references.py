"""What a plan refers to is there, ids are unique, amounts make sense: the code, the place, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csprog.validation.rules.change import changes
from tests.plans import check, day, measure, places, small, sound, unmarked

if TYPE_CHECKING:
    from csprog.findings import Finding

TODAY = day(7, 1)
LISTS = """\
goals: {number: "2.1", title: Цели, items: [Лояльность, Связь]}
tasks: {number: "2.2", title: Задачи, items: [Контроль]}
assessments:
  - {id: О-1, kind: operative, period: 2024, scores: [{name: Срок, score: 4, scale: 5}]}
indicators:
  - id: ожидание
    name: Время ожидания
    unit: минут
    actuals:
      - {on: 2025-04-10, period: 2025-Q1, value: 12}
"""
KEYS = "            text: Предложение\n"


def problems_of(marked: str) -> list[Finding]:
    text, marks = unmarked(marked)
    problems = [problem for problem in check(text, TODAY) if not problem.code.startswith("gap-")]
    assert sorted(places(problems)) == sorted(marks)
    return problems


def referring(line: str, *, lists: str = LISTS) -> str:
    return lists + small().replace(KEYS, f"{KEYS}            {line}\n")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('goals: ["2.1.1", ‹unknown-reference›"2.1.3"]', "there is no goal 2.1.3; there are: 2.1.1, 2.1.2"),
        ('tasks: [‹unknown-reference›"2.1.1"]', "there is no task 2.1.1; there are: 2.2.1"),
        ("assessments: [О-1, ‹unknown-reference›О-2]", "there is no assessment “О-2”; there are: О-1"),
    ],
)
def test_a_reference_that_leads_nowhere(line: str, sentence: str) -> None:
    assert [str(problem.message) for problem in problems_of(referring(line))] == [sentence]


def test_references_that_lead_somewhere() -> None:
    lines = 'goals: ["2.1.1", "2.1.2"]\n            tasks: ["2.2.1"]\n            assessments: [О-1]'
    assert problems_of(referring(lines)) == []


def test_what_the_plan_does_not_list_is_not_looked_up() -> None:
    """The Standard is another document, and so is a document whose goals the plan does not hold."""
    assert problems_of(referring('goals: ["2.1.9"]\n            standard_clauses: ["4.10"]', lists="")) == []


def test_a_clause_that_the_passport_does_not_list() -> None:
    standard = "  organisation: Общество\n  standard: {name: Стандарт, clauses: [{number: п. 3, title: Сроки}]}\n"
    plan = referring("standard_clauses: [п. 3, ‹unknown-reference›п. 4]")
    found = problems_of(plan.replace("  organisation: Общество\n", standard))
    assert [str(problem.message) for problem in found] == [
        "the passport lists no clause п. 4 of the Standard; it lists: п. 3"
    ]


def test_a_reference_in_other_letters_is_told_so() -> None:
    text = small(measure()).replace(
        "            measures:", "            assessments: [‹unknown-reference›O-1]\n            measures:"
    )
    (problem,) = problems_of(
        "assessments:\n  - {id: О-1, kind: operative, period: 2024, scores: [{name: Срок, score: 4, scale: 5}]}\n"
        + text
    )
    assert str(problem.message).startswith("“O-1” is spelled unlike “О-1”: letters that look alike are Cyrillic")


def test_an_indicator_has_its_id_in_the_whole_plan_to_itself() -> None:
    own = measure() + "  indicators:\n    - {id: ‹id-twice›ожидание, name: Ожидание, unit: минут}\n"
    assert [str(problem.message) for problem in problems_of(LISTS + small(own))] == [
        "the id “ожидание” is repeated: line 6 has it, too"
    ]


@pytest.mark.parametrize(("name", "alike"), [("csi", "CSI"), ("OCT", "ОСТ")])
def test_an_id_in_letters_that_look_alike_is_the_same(name: str, alike: str) -> None:
    """As it is to `gauge` and `assess`, which can't tell them apart."""
    own = measure() + f"  indicators:\n    - {{id: ‹id-twice›{alike}, name: Ожидание, unit: минут}}\n"
    problems_of(LISTS.replace("id: ожидание", f"id: {name}") + small(own))
    survey = "  - {{id: {}, kind: operative, period: 2024, scores: [{{name: Срок, score: 4, scale: 5}}]}}\n"
    problems_of("assessments:\n" + survey.format(name) + survey.format(f"‹id-twice›{alike}") + small())


def test_an_assessment_may_have_the_id_of_an_indicator() -> None:
    assert problems_of(LISTS.replace("О-1", "ожидание") + small()) == []


@pytest.mark.parametrize(
    "line",
    [
        "funding: {planned: ‹amount-below-zero›-1}",
        "funding: {spent: ‹amount-below-zero›-0.01}",
        "funding: {planned: 0, spent: 0}",
        "carried_from: {year: ‹carried-from-year›2025, id: 1.1.1.1}",
        "carried_from: {year: 2024, id: 1.1.1.1}",
    ],
)
def test_money_and_years_of_a_measure(line: str) -> None:
    problems_of(small(f"{measure()}  {line}\n"))


def test_a_score_lies_on_its_scale() -> None:
    for score in ("0", "5", "4.99"):
        assert problems_of(LISTS.replace("score: 4,", f"score: {score},") + small()) == []
    for score in ("-1", "5.01"):
        problems_of(LISTS.replace("score: 4,", f"score: ‹score-beyond-scale›{score},") + small())


def test_money_that_comes_back_and_money_told_twice() -> None:
    back = measure("‹journal-spent-back-without-note›on: 2025-06-20, event: spent, amount: -5")
    assert "(−5)" in str(problems_of(small(back))[0].message)
    funded = measure("on: 2025-06-20, event: spent, amount: ‹journal-spent-twice›5")
    problems_of(small(f"{funded}  funding: {{spent: 5}}\n"))
    problems_of(small(measure("on: 2025-06-20, event: spent, amount: 5", "on: 2025-06-21, event: spent, amount: 0")))


def test_a_bill_may_come_after_the_work() -> None:
    done = ("on: 2025-03-01, event: completed", "on: 2025-06-20, event: spent, amount: 5, note: Счёт № 5")
    assert problems_of(small(measure(*done))) == []
    problems_of(small(measure("on: ‹journal-future›2025-07-02, event: spent, amount: 5")))


# ── what was recorded stays ──────────────────────────────────────────────────────────────────────────────────


def changed(old: str, new: str) -> list[str]:
    """Give what the rules of change say of a plan in which `old` became `new`."""
    before, after = LISTS + small(), (LISTS + small()).replace(old, new)
    assert before != after
    found = changes(sound(before)[1], sound(after)[1], TODAY)
    return [f"{finding.code}: {finding.message}" for finding in found]


def test_a_recorded_value_is_not_rewritten() -> None:
    value = "on: 2025-04-10, period: 2025-Q1, value: 12"
    advice = "put it back, and correct it by csprog correct ожидание"
    gone = f"change-recorded: ожидание: what was recorded is gone or rewritten ({value}); {advice}"
    assert changed("value: 12", "value: 11") == [gone]
    assert changed("      - {on: 2025-04-10, period: 2025-Q1, value: 12}\n", "      []\n") == [gone]
    below = "value: 12}\n      - {on: 2025-04-12, period: 2025-Q1, value: 11, note: Описка}"
    assert changed("value: 12}", below) == []


def test_a_recorded_score_is_not_rewritten() -> None:
    score = "id: О-1, kind: operative, period: 2024, scores: name: Срок, score: 4, scale: 5"
    advice = "put it back, and correct it by csprog correct О-1"
    gone = f"change-recorded: О-1: what was recorded is gone or rewritten ({score}); {advice}"
    assert changed("score: 4,", "score: 5,") == [gone]
    assert changed("kind: operative", "kind: comprehensive") == [gone]
    assert changed("period: 2024,", "period: 2024, note: Письмом,") == [gone]


# ── what was recorded is from the past ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("told", "marked"),
    [
        ("on: 2025-04-10, period: 2025-Q1", "on: ‹journal-future›2025-07-02, period: 2025-Q1"),
        ("on: 2025-04-10, period: 2025-Q1", "on: ‹journal-before-year›2023-04-10, period: 2023-Q1"),
        ("on: 2025-04-10, period: 2025-Q1", "on: 2025-04-10, period: ‹period-not-begun›2025-Q3"),
        ("period: 2024,", "period: ‹period-not-begun›2025-Q4,"),
        ("period: 2024,", "period: 2025-H1, on: ‹journal-future›2025-07-02,"),
        ("on: 2025-04-10, period: 2025-Q1", "on: 2025-04-10, period: 2025-Q2"),
    ],
)
def test_what_was_found_is_from_the_past(told: str, marked: str) -> None:
    """A period may still run when its value is recorded; one that is still to come has none."""
    assert told in LISTS
    problems_of(LISTS.replace(told, marked) + small())
