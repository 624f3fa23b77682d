"""Next year's plan: what goes over, what is moved and numbered anew, and what stays in the old year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from csprog.editing.next_year import left_of, next_year, write_next
from csprog.parsing.deadlines import parse_due, years_later
from csprog.programme.plan_text import parse_plan
from csprog.validation.rules.wording import lines_naming
from tests.any_plan import any_plans
from tests.plans import APPROVED, check, sound

if TYPE_CHECKING:
    from csprog.programme.model import Measure, Programme

END = date(2025, 12, 31)
STORY = """\
passport:
  year: 2025
  title: Программа на 2025 год
  organisation: ПАО «Энергосбыт»
  site: https://example.org
  approval: {by: Генеральный директор, on: 2024-12-20}
  standard: {name: Стандарт, version: "2", clauses: [{number: "4", title: Время ожидания}]}
  open_data: {identifier: 6450000000-programme2025, created: 2025-01-20}
  remark: Год взят из сроков плана
goals:
  number: "2.1"
  title: "Цели:"
  items: [рост лояльности]
indicators:
  - id: csi
    name: Удовлетворённость
    unit: "%"
    baseline: 70
    target: 80
    actuals:
      - {on: 2025-10-10, period: 2025-Q3, value: 90}
      - {on: 2026-01-10, period: 2025, value: 75}
      - {on: 2026-01-11, period: 2025-Q4, value: 91}
      - {on: 2026-01-12, period: 2025, value: 76}
assessments:
  - {id: q3, kind: operative, period: 2025-Q3, scores: [{name: Оценка, score: 4, scale: 5}]}
sections:
  - number: "1"
    title: Раздел
    subsections:
      - number: "1.1"
        title: Подраздел
        channel: office
        audience: B2C
        proposals:
          - number: "1.1.2"
            printed: {number: "1.1.2."}
            remark: После номера напечатана точка
            text: Первое
            goals: ["2.1.1"]
            assessments: [q3]
            measures:
              - text: Сделано
                due: 2025-06-30
                result: Есть
                journal: [{on: 2025-06-01, event: completed, note: Готово}]
              - text: Сделано не везде
                due: 2025-Q4
                result: Есть
                offices: [Север, Юг]
                responsible: Отдел
                funding: {planned: 100, spent: 40, source: своё}
                journal:
                  - {on: 2025-05-01, event: completed, offices: [Север], note: Готово}
                  - {on: 2025-12-20, event: not-completed, offices: [Юг], reason: Нет поставщика}
          - number: "1.1.5"
            text: Второе
            measures:
              - text: Сделано тоже
                due: 2025-06-30
                result: Есть
                journal: [{on: 2025-06-01, event: completed, note: Готово}]
          - number: "1.1.7"
            text: Третье
            measures:
              - text: Перенесено
                due: 2025-11-30
                result: Есть
                remark: Важно
                journal: [{on: 2025-11-01, event: postponed, to: 2026-03-31, reason: Ждём прибор}]
              - text: Каждый год
                due: 2025-12-01
                result: Есть
                recurring: true
                offices: [Север]
                journal: [{on: 2025-11-01, event: completed, note: Проведено}]
              - text: Исключено
                due: 2025-12-01
                result: Есть
                journal: [{on: 2025-11-01, event: cancelled, reason: Не нужно}]
      - number: "1.2"
        title: Пустой
        channel: phone
amendments:
  - {on: 2025-03-01, document: Приказ, reason: Причина, ids: ["1.1.2"]}
switched_off:
  gap-funding: Денег не нужно
  gap-origin: В 2025 году этого не спрашивали
"""


def made(carried: str = "1.1.2.2 1.1.7.1", repeated: str = "1.1.7.2", day: date = END) -> Programme:
    """Give the plan of 2026 after the story."""
    old = sound(STORY)[1]
    return next_year(old, 2026, day, carried=carried.split(), repeated=repeated.split(), passport={})


def by_text(plan: Programme) -> dict[str, tuple[str, Measure]]:
    """Give the measures with their ids by their texts."""
    return {placed.measure.text: (placed.id, placed.measure) for placed in plan.measures}


def test_what_a_year_leaves() -> None:
    left = left_of(sound(STORY)[1], END)
    assert [row.placed.id for row in left.undone] == ["1.1.2.2", "1.1.7.1", "1.1.7.3"]
    assert [row.placed.id for row in left.recurring] == ["1.1.7.2"]
    before_all = left_of(sound(STORY)[1], date(2025, 1, 1))
    assert len(before_all.undone) == 6


def test_proposals_are_numbered_by_their_order_and_those_without_measures_stay_behind() -> None:
    assert {text: place for text, (place, _) in by_text(made()).items()} == {
        "Сделано не везде": "1.1.1.1",
        "Перенесено": "1.1.2.1",
        "Каждый год": "1.1.2.2",
    }
    assert [part.title for part in made().sections[0].subsections] == ["Подраздел", "Пустой"]


def test_a_measure_that_is_carried_over() -> None:
    _, measure = by_text(made())["Сделано не везде"]
    assert str(measure.due) == "2026-Q4"
    assert measure.offices == ("Юг",)
    assert (measure.carried_from.year, measure.carried_from.id) == (2025, "1.1.2.2")  # type: ignore[union-attr]
    assert measure.carried_from.reason == "Нет поставщика"  # type: ignore[union-attr]
    assert measure.funding.model_dump() == {"planned": 100, "spent": None, "source": "своё"}  # type: ignore[union-attr]
    assert (measure.responsible, measure.journal) == ("Отдел", ())


def test_one_that_was_postponed_into_the_new_year_is_due_when_it_was_promised() -> None:
    _, measure = by_text(made())["Перенесено"]
    assert str(measure.due) == "2026-03-31"
    assert measure.carried_from.reason == "Ждём прибор"  # type: ignore[union-attr]
    assert measure.remark == "Важно"


def test_a_recurring_measure_comes_again_whole_and_as_if_new() -> None:
    _, measure = by_text(made())["Каждый год"]
    assert (str(measure.due), measure.carried_from, measure.journal) == ("2026-12-01", None, ())
    assert (measure.recurring, measure.offices) == (True, ("Север",))


def test_a_recurring_measure_that_is_half_done_comes_again_in_all_its_offices() -> None:
    """The one office goes over, the other has its turn again as every year; if it is not repeated, only the one does."""
    old = sound(
        STORY.replace("event: completed, note: Проведено", "event: remark, note: Ждём")
        .replace("offices: [Север]", "offices: [Север, Юг]")
        .replace("note: Ждём}]", "note: Ждём}, {on: 2025-11-02, event: completed, offices: [Юг], note: Проведено}]")
    )[1]
    for repeated, offices in ((["1.1.7.2"], ("Север", "Юг")), ([], ("Север",))):
        plan = next_year(old, 2026, END, carried=["1.1.7.2"], repeated=repeated, passport={})
        _, measure = by_text(plan)["Каждый год"]
        assert measure.offices == offices
        assert measure.carried_from is not None


def test_what_belongs_to_the_old_year_stays_there() -> None:
    plan = made()
    assert plan.passport.model_dump(exclude_none=True, exclude_defaults=True) == {
        "year": 2026,
        "title": "Программа на 2026 год",
        "organisation": "ПАО «Энергосбыт»",
        "site": "https://example.org",
        "standard": {"name": "Стандарт", "version": "2", "clauses": ({"number": "4", "title": "Время ожидания"},)},
    }
    assert (plan.amendments, plan.assessments) == ((), ())
    assert plan.switched_off == {"gap-funding": "Денег не нужно"}
    proposal = plan.measures[0].proposal
    assert (proposal.printed, proposal.remark, proposal.assessments) == (None, None, ())
    assert proposal.goals == ("2.1.1",)
    assert plan.goals == sound(STORY)[1].goals


@pytest.mark.parametrize(
    ("day", "baseline"), [(END, 90), (date(2026, 1, 10), 75), (date(2026, 1, 15), 76), (date(2025, 1, 1), 70)]
)
def test_an_indicator_begins_where_the_old_year_ended(day: date, baseline: int) -> None:
    """The period that ends last counts, of those that end together the longest, and of one period the correction."""
    (indicator,) = made(day=day).indicators
    assert indicator.baseline == baseline
    assert (indicator.target, indicator.better, indicator.actuals) == (None, "higher", ())


@pytest.mark.parametrize(
    ("due", "years", "expected"),
    [
        ("2025-12-31", 1, "2026-12-31"),
        ("2025-Q4", 2, "2027-Q4"),
        ("2024-02-29", 1, "2025-02-28"),
        ("2024-02-29", 4, "2028-02-29"),
        ("9999-12-31", 1, "9999-12-31"),
    ],
)
def test_deadlines_move(due: str, years: int, expected: str) -> None:
    found = parse_due(due)
    assert found is not None
    assert str(years_later(found, years)) == expected


def test_the_plan_of_2025_goes_on_without_errors() -> None:
    """All that was printed is gone, all that a person may have to change is named."""
    old = sound(APPROVED)[1]
    left = [row.placed.id for row in left_of(old, END).undone]
    plan = next_year(old, 2026, END, carried=left, repeated=(), passport={})
    text = write_next(plan, 2025, END)
    assert parse_plan(text).programme == plan
    assert {problem.code for problem in check(text, END) if problem.severity == "error"} == set()
    assert "printed" not in text
    assert [placed.measure.carried_from.id for placed in plan.measures if placed.measure.carried_from] == left
    assert {str(placed.measure.due) for placed in plan.measures} == {"2026-06-30", "2026-12-31", "2026-Q4"}
    lines = text.split("\n")
    assert ["2025 г." in " ".join(lines[number - 1 : number + 3]) for number in lines_naming(text, plan, 2025)] == [
        True
    ]


@pytest.mark.slow
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(any_plans(), st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.integers(1, 3))
def test_any_plan_goes_on(old: Programme, day: date, years: int) -> None:
    assume(old.year + years < 2200)
    ids = [placed.id for placed in old.measures]
    plan = next_year(old, old.year + years, day, carried=ids[::2], repeated=ids[1::2], passport={})
    assert len(plan.measures) == len(old.measures)
    assert parse_plan(write_next(plan, old.year, day)).programme == plan
    assert not any(placed.measure.journal for placed in plan.measures)
