"""What holds of every journal that the rules let someone write."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from csprog.programme.enums import SOON, Status
from csprog.programme.journal import fold
from tests.programme.entries import (
    DAYS,
    DUE,
    OFFICES,
    RAW,
    cancelled,
    completed,
    entry_from,
    evaluated,
    failed,
    following,
    measure_of,
    measures,
    next_day,
    open_state,
    postponed,
    remark,
    reopened,
    with_entry,
)

if TYPE_CHECKING:
    from csprog.evaluation.evaluator import EvaluatedMeasure
    from csprog.programme.model import Measure

LAST = date(2027, 12, 31)


SEEN = (
    "status",
    "outcome",
    "due",
    "awaited",
    "days_overdue",
    "days_late",
    "completed_on",
    "closed_on",
    "note",
    "reason",
)


def later(measure: Measure) -> list[EvaluatedMeasure]:
    """Evaluate a measure after its journal's last entry: on the deadline, around it, and years later."""
    return [evaluated(measure, day) for day in days_after(measure)]


def seen(*measures: EvaluatedMeasure, also: tuple[str, ...] = ("reopened", "evidence")) -> list[dict[str, object]]:
    """Return what readers see of evaluated measures and of their offices."""
    parts = [part for measure in measures for part in (measure, *measure.offices)]
    return [{name: getattr(part, name) for name in (*SEEN, *also)} for part in parts]


def days_after(measure: Measure) -> list[date]:
    """Give days after the last entry."""
    first, awaited = next_day(measure), fold(measure).awaited
    days = [first, awaited - SOON, awaited, awaited + timedelta(days=1), LAST]
    return [day for day in days if day >= first]


@pytest.mark.slow
@given(measures(), DAYS)
def test_every_accepted_journal_has_a_standing_every_day(measure: Measure, day: date) -> None:
    how = evaluated(measure, day)
    assert how.status in Status
    assert (how.completed_on is not None) is how.status.is_done
    assert (how.days_overdue > 0) is (how.status is Status.OVERDUE)
    assert (how.days_late > 0) is (how.status is Status.COMPLETED_LATE)
    assert [office.name for office in how.offices] == list(measure.offices)
    assert bool(how.open_offices) is bool(how.status.is_open and measure.offices)


@pytest.mark.slow
@given(measures(), DAYS)
def test_what_comes_after_the_day_does_not_matter(measure: Measure, day: date) -> None:
    known = tuple(entry for entry in measure.journal if entry.on <= day)
    before = measure.model_copy(update={"journal": known})
    assert seen(evaluated(measure, day)) == seen(evaluated(before, day))


@pytest.mark.slow
@given(measures(), RAW)
def test_an_entry_is_folded_as_it_was_judged(measure: Measure, raw: tuple[str, int, int, date, str | None]) -> None:
    entry = entry_from(raw, measure.offices, next_day(measure))
    state = fold(measure)
    assume(not any(following(measure, entry)))
    assert fold(with_entry(measure, entry)) == state.after(entry)


@pytest.mark.slow
@given(measures(), DAYS, st.sampled_from(["раз", "два"]))
def test_a_remark_changes_nothing(measure: Measure, day: date, note: str) -> None:
    more = with_entry(measure, remark(next_day(measure)).model_copy(update={"note": note}))
    assert not any(following(measure, more.journal[-1]))
    assert seen(evaluated(more, day)) == seen(evaluated(measure, day))


@pytest.mark.slow
@given(measures())
def test_a_cancellation_taken_back_leaves_what_was_before(measure: Measure) -> None:
    assume(open_state(measure))
    on = next_day(measure)
    gone = with_entry(measure, cancelled(on))
    assert {how.status for how in later(gone)} == {Status.CANCELLED}
    assert not any(following(gone, reopened(on)))
    back = with_entry(gone, reopened(on))
    before = [evaluated(measure, day) for day in days_after(back)]
    assert seen(*later(back), also=()) == seen(*before, also=())  # but for the reason why it is open again


@pytest.mark.slow
@given(measures())
def test_a_completion_taken_back_leaves_it_open_in_every_office(measure: Measure) -> None:
    state = open_state(measure)
    assume(state and not state.failed)
    on = next_day(measure)
    done = with_entry(measure, completed(on))
    again = with_entry(done, reopened(on))
    assert fold(done).closure == "completed"
    assert fold(again).open_offices == (measure.offices or ("",))


@pytest.mark.slow
@given(measures(fewest_offices=2))
def test_the_order_of_offices_does_not_matter(measure: Measure) -> None:
    state = open_state(measure)
    assume(state and len(state.open_offices) > 1)
    on = next_day(measure)
    assert state is not None
    ways = [[completed(on, office) for office in order] for order in permutations(state.open_offices)]
    first, *others = [seen(*later(with_entry(measure, *way))) for way in ways]
    assert all(other == first for other in others)


@pytest.mark.slow
@given(measures(fewest_offices=1))
def test_all_offices_one_by_one_is_all_at_once(measure: Measure) -> None:
    state = open_state(measure)
    assume(state)
    assert state is not None
    on = next_day(measure)
    at_once = with_entry(measure, completed(on))
    one_by_one = with_entry(measure, *(completed(on, office) for office in state.open_offices))
    named = with_entry(measure, completed(on, *state.open_offices))
    assert seen(*later(at_once)) == seen(*later(one_by_one)) == seen(*later(named))


@pytest.mark.slow
@given(measures())
def test_a_postponement_moves_what_is_awaited_and_never_what_is_due(measure: Measure) -> None:
    state = open_state(measure)
    assume(state)
    assert state is not None
    to = state.awaited + timedelta(days=10)
    moved = with_entry(measure, postponed(next_day(measure), to))
    assert {how.awaited for how in later(moved)} == {to}
    assert fold(moved).due == state.due == measure.due.day
    late = evaluated(with_entry(moved, completed(max(to, next_day(moved)))), LAST)
    assert late.status is (Status.NOT_COMPLETED if state.failed else Status.COMPLETED_LATE)


@pytest.mark.slow
@given(measures())
def test_what_is_closed_takes_nothing_but_remarks_and_reopening(measure: Measure) -> None:
    state = fold(measure)
    assume(state.closure)
    on = next_day(measure)
    for entry in (completed(on), failed(on), postponed(on, LAST), cancelled(on)):
        assert "journal-closed" in {objection.code for objection in following(measure, entry)}
    assert not any(following(measure, remark(on)))
    assert not any(following(measure, reopened(on)))
    assert fold(with_entry(measure, reopened(on))).closure is None


@pytest.mark.slow
@given(measures())
def test_what_is_open_can_be_closed(measure: Measure) -> None:
    state = open_state(measure)
    assume(state)
    on = next_day(measure)
    for entry in (completed(on), failed(on), cancelled(on)):
        assert fold(with_entry(measure, entry)).closure is not None
    reopening = {objection.code for objection in following(measure, reopened(on))}
    assert reopening == {"journal-reopened-open"}


def test_an_office_of_a_cancelled_measure() -> None:
    measure = measure_of(completed(DUE, "А"), cancelled(DUE), offices=OFFICES)
    entry = reopened(DUE, "А")
    accepted = not any(following(measure, entry))
    assert not accepted or evaluated(with_entry(measure, entry), DUE).status is not Status.CANCELLED
