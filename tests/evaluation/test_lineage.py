"""What goes on in a later plan is carried over, not overdue; what became of it is told from both ends."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csprog.evaluation.continuation import Continuation
from csprog.evaluation.evaluator import EvaluatedMeasure, Evaluation, evaluate
from csprog.evaluation.lineage import lineage
from csprog.programme.enums import Outcome, Status
from tests.plans import measure, small, sound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csprog.programme.model import Programme

POSTPONED = "on: 2025-12-01, event: postponed, to: 2026-03-31, reason: Поставка"
DECLINED = "on: 2025-12-30, event: not-completed, reason: Нет денег"
DONE_IN_2027 = "on: 2027-03-10, event: completed, note: Готово"


def plan(year: int, *measures: str) -> Programme:
    """Give a small plan of a year."""
    return sound(small(*measures).replace("year: 2025", f"year: {year}", 1))[1]


def carried(*journal: str, origin: int, number: str = "1.1.1.1", key: str = "carried_from") -> str:
    """Give a measure that goes on from one of an earlier plan."""
    lines = measure(*journal, due=f"{origin + 1}-06-30").splitlines(keepends=True)
    return "".join([*lines[:3], f'  {key}: {{year: {origin}, id: "{number}"}}\n', *lines[3:]])


def seen(plans: Mapping[int, Programme], year: int, day: date) -> Evaluation:
    """Evaluate the plan of a year in the light of the others."""
    found = lineage(plans[year], day, lambda other: (Path(f"{other}.yaml"), plans[other]) if other in plans else None)
    return evaluate(plans[year], day, lineage=found)


def only(plans: Mapping[int, Programme], year: int, day: date) -> EvaluatedMeasure:
    return seen(plans, year, day).measures[0]


THREE = {
    2025: plan(2025, measure(POSTPONED)),
    2026: plan(2026, carried(origin=2025)),
    2027: plan(2027, carried(DONE_IN_2027, origin=2026)),
}


@pytest.mark.parametrize(
    ("day", "status", "outcome"),
    [
        (date(2025, 12, 31), Status.PLANNED, Outcome.POSTPONED),
        (date(2026, 1, 1), Status.CARRIED_OVER, Outcome.POSTPONED),
        (date(2026, 6, 1), Status.CARRIED_OVER, Outcome.POSTPONED),
        (date(2031, 6, 1), Status.CARRIED_OVER, Outcome.POSTPONED),
    ],
)
def test_it_is_carried_over_once_its_year_is_over(day: date, status: Status, outcome: Outcome) -> None:
    row = only(THREE, 2025, day)
    assert (row.status, row.outcome, row.days_overdue) == (status, outcome, 0)


def test_what_became_of_it_is_told_as_far_as_it_went() -> None:
    in_2026 = Continuation(2026, "1.1.1.1", Status.PLANNED, Outcome.PENDING, None, "30.06.2026")
    assert only(THREE, 2025, date(2026, 2, 1)).carried_to == (in_2026,)
    on, at = date(2027, 3, 10), date(2027, 4, 1)
    last = Continuation(2027, "1.1.1.1", Status.COMPLETED, Outcome.DONE, on, "30.06.2027")
    between = Continuation(2026, "1.1.1.1", Status.CARRIED_OVER, Outcome.POSTPONED, None, "30.06.2026")
    assert only(THREE, 2025, at).carried_to == (between, last)
    assert only(THREE, 2026, at).carried_to == (last,)


def test_how_long_it_drags_on() -> None:
    rows = [only(THREE, year, date(2027, 4, 1)) for year in THREE]
    assert [(row.carried_since, row.years_running, row.drags_on) for row in rows] == [
        (None, 1, False),
        (2025, 2, False),
        (2025, 3, True),
    ]


def test_a_year_without_a_plan_breaks_nothing() -> None:
    gap = {2025: THREE[2025], 2027: plan(2027, carried(DONE_IN_2027, origin=2025))}
    row = only(gap, 2025, date(2027, 4, 1))
    assert (row.status, [one.year for one in row.carried_to]) == (Status.CARRIED_OVER, [2027])
    assert only(gap, 2027, date(2027, 4, 1)).years_running == 3
    assert only({2027: gap[2027]}, 2027, date(2027, 4, 1)).carried_since == 2025, "the plan of 2025 is not there"


def test_what_was_closed_in_its_year_stays_so() -> None:
    plans = {2025: plan(2025, measure(DECLINED)), 2026: plan(2026, carried(origin=2025))}
    row = only(plans, 2025, date(2026, 2, 1))
    assert (row.status, row.outcome) == (Status.NOT_COMPLETED, Outcome.NOT_DONE)
    assert [one.year for one in row.carried_to] == [2026]


def test_what_was_done_in_some_offices_was_partly_done() -> None:
    part = measure("on: 2025-03-01, event: completed, offices: [А], note: Готово", offices="А, Б")
    plans = {2025: plan(2025, part), 2026: plan(2026, carried(origin=2025))}
    row = only(plans, 2025, date(2026, 2, 1))
    assert (row.status, row.outcome) == (Status.CARRIED_OVER, Outcome.PARTLY_DONE)
    assert [office.status for office in row.offices] == [Status.COMPLETED, Status.CARRIED_OVER]


def test_a_proposal_goes_on_with_all_its_measures() -> None:
    plans = {2025: plan(2025, measure(), measure()), 2026: plan(2026, carried(origin=2025, number="1.1.1"))}
    assert [row.status for row in seen(plans, 2025, date(2026, 2, 1)).measures] == [Status.CARRIED_OVER] * 2


def test_what_comes_every_year_does_not_close_what_was_left_open() -> None:
    again = carried(origin=2025, key="repeated_from")
    plans = {2025: plan(2025, measure()), 2026: plan(2026, again)}
    row = only(plans, 2025, date(2026, 2, 1))
    assert (row.status, row.carried_to, [one.id for one in row.repeated_to]) == (Status.OVERDUE, (), ["1.1.1.1"])


JOURNALS = st.sampled_from(["", POSTPONED, DECLINED, "on: 2025-05-05, event: completed, note: Готово"])


@pytest.mark.slow
@given(st.lists(st.tuples(JOURNALS, st.booleans()), min_size=1, max_size=5), st.integers(0, 800))
def test_any_year_with_any_of_its_measures_carried_over(measures: list[tuple[str, bool]], days: int) -> None:
    """Only what the year left open changes its standing; the outcomes add up, nothing carried over is overdue."""
    day = date.fromordinal(date(2025, 7, 1).toordinal() + days)
    old = plan(2025, *(measure(*filter(None, [journal])) for journal, _ in measures))
    going = [carried(origin=2025, number=f"1.1.1.{place}") for place, (_, on) in enumerate(measures, 1) if on]
    plans = {2025: old, **({2026: plan(2026, *going)} if going else {})}
    with_others, alone = seen(plans, 2025, day), evaluate(old, day)
    assert with_others.counts.total == sum(with_others.counts.outcomes.values()) == len(measures)
    for row, before, (_, goes_on) in zip(with_others.measures, alone.measures, measures, strict=True):
        if goes_on and day.year > 2025 and before.status.is_open:
            assert (row.status, row.outcome) == (Status.CARRIED_OVER, Outcome.POSTPONED)
        else:
            assert (row.status, row.outcome) == (before.status, before.outcome)
