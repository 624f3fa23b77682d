"""How a measure stands on a day, on both sides of every boundary."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from csprog.parsing.deadlines import parse_due
from csprog.programme.entries import Reopened
from csprog.programme.enums import Status
from tests.plans import day
from tests.programme.entries import (
    DUE,
    cancelled,
    completed,
    evaluated,
    failed,
    measure_of,
    postponed,
    remark,
    reopened,
    with_entry,
)

if TYPE_CHECKING:
    from csprog.programme.entries import Entry

AB = ("А", "Б")


def standing_of(*journal: Entry, on: date, offices: tuple[str, ...] = ()) -> Status:
    """Give how a measure due on 30 June stands on a day."""
    return evaluated(measure_of(*journal, offices=offices), on).status


@pytest.mark.parametrize(
    ("on", "standing"),
    [
        (DUE - timedelta(days=31), Status.PLANNED),
        (DUE - timedelta(days=30), Status.DUE_SOON),
        (DUE, Status.DUE_SOON),
        (DUE + timedelta(days=1), Status.OVERDUE),
    ],
)
def test_an_open_measure(on: date, standing: Status) -> None:
    assert standing_of(on=on) is standing


@pytest.mark.parametrize(("typed", "last"), [("2025-12-31", day(12, 31)), ("2025-Q4", day(12, 31)), ("2025-Q2", DUE)])
def test_a_deadlines_own_day_is_in_time(typed: str, last: date) -> None:
    due = parse_due(typed)
    measure = measure_of().model_copy(update={"due": due})
    before, after = evaluated(measure, last), evaluated(measure, last + timedelta(days=1))
    assert (before.status, before.days_overdue) == (Status.DUE_SOON, 0)
    assert (after.status, after.days_overdue) == (Status.OVERDUE, 1)


@pytest.mark.parametrize(
    ("on", "standing", "days_late"),
    [(DUE, Status.COMPLETED, 0), (DUE + timedelta(days=1), Status.COMPLETED_LATE, 1)],
)
def test_a_completion_on_the_deadline_is_in_time(on: date, standing: Status, days_late: int) -> None:
    how = evaluated(measure_of(completed(on)), day(12, 31))
    assert (how.status, how.days_late, how.completed_on, how.days_overdue) == (standing, days_late, on, 0)


def test_what_is_recorded_counts_from_its_own_day() -> None:
    journal = [completed(day(6, 10))]
    assert standing_of(*journal, on=day(6, 9)) is Status.DUE_SOON
    assert standing_of(*journal, on=day(6, 10)) is Status.COMPLETED


@pytest.mark.parametrize(
    ("journal", "standing"),
    [
        ([completed(day(3, 1), "А")], Status.PARTLY_COMPLETED),
        ([completed(day(3, 1), "А"), completed(day(4, 1), "Б")], Status.COMPLETED),
        ([completed(day(3, 1), "А"), failed(day(4, 1), "Б")], Status.NOT_COMPLETED),
        ([failed(day(3, 1), "А")], Status.PLANNED),
        ([failed(day(3, 1))], Status.NOT_COMPLETED),
        ([completed(day(3, 1), "А"), reopened(day(4, 1), "А")], Status.PLANNED),
        ([cancelled(day(3, 1))], Status.CANCELLED),
        ([cancelled(day(3, 1)), reopened(day(4, 1))], Status.PLANNED),
        ([completed(day(3, 1), "А"), cancelled(day(4, 1)), reopened(day(4, 2))], Status.PARTLY_COMPLETED),
        ([remark(day(3, 1))], Status.PLANNED),
    ],
)
def test_a_measure_of_two_offices(journal: list[Entry], standing: Status) -> None:
    assert standing_of(*journal, on=day(5, 1), offices=AB) is standing


def test_partly_completed_and_overdue_is_overdue() -> None:
    journal = [completed(day(3, 1), "А")]
    assert standing_of(*journal, on=DUE, offices=AB) is Status.PARTLY_COMPLETED
    assert standing_of(*journal, on=DUE + timedelta(days=1), offices=AB) is Status.OVERDUE


def test_the_last_office_makes_it_late() -> None:
    measure = measure_of(completed(day(3, 1), "А"), completed(day(7, 2), "Б", note="позже"), offices=AB)
    how = evaluated(measure, day(8, 1))
    assert (how.status, how.completed_on, how.days_late) == (Status.COMPLETED_LATE, day(7, 2), 2)
    assert (how.note, how.open_offices, how.offices_done) == ("раз\nпозже", (), 2)


def test_a_postponement_moves_the_awaited_day_alone() -> None:
    moved = measure_of(postponed(day(6, 1), day(9, 30)))
    assert evaluated(moved, day(7, 15)).status is Status.PLANNED
    assert evaluated(moved, day(9, 30)).status is Status.DUE_SOON
    assert evaluated(moved, day(10, 1)).status is Status.OVERDUE
    assert evaluated(moved, day(10, 1)).awaited == day(9, 30)
    assert evaluated(moved, day(7, 15)).reason == "три"
    done = with_entry(moved, completed(day(8, 1)))
    late = evaluated(done, day(8, 1))
    assert (late.status, late.reason, late.note) == (Status.COMPLETED_LATE, "три", "раз")
    assert late.days_late == (day(8, 1) - DUE).days  # after the approved deadline, though in time for the new one


def test_days_late_count_from_the_approved_deadline() -> None:
    measure = measure_of(postponed(day(6, 1), day(7, 20)), completed(day(8, 1)))
    assert evaluated(measure, day(8, 1)).days_late == 32


@pytest.mark.parametrize("settled", [completed(day(5, 1), "А"), failed(day(5, 1), "А")], ids=["done", "not-done"])
def test_the_reason_for_reopening_an_office_holds_until_it_is_settled_again(settled: Entry) -> None:
    opened = [reopened(day(4, 1), office).model_copy(update={"reason": f"дефект {office}"}) for office in AB]
    measure = measure_of(completed(day(3, 1)), *opened, offices=AB)
    assert evaluated(measure, day(4, 1)).reopened == "дефект А\nдефект Б"
    assert evaluated(with_entry(measure, settled), day(5, 1)).reopened == "дефект Б"


def test_the_last_postponement_counts() -> None:
    how = evaluated(measure_of(postponed(day(6, 1), day(9, 30)), postponed(day(9, 1), day(11, 30), "снова")), day(9, 2))
    assert (how.awaited, how.reason, how.postponed) == (day(11, 30), "снова", True)


def test_offices_one_by_one() -> None:
    evidence = "https://example.org/акт"
    done = completed(day(3, 1), "А", note="акт").model_copy(update={"evidence": evidence})
    how = evaluated(measure_of(done, failed(day(4, 1), "Б"), offices=(*AB, "В")), day(5, 1))
    assert [(one.name, one.status, one.completed_on, one.closed_on) for one in how.offices] == [
        ("А", Status.COMPLETED, day(3, 1), day(3, 1)),
        ("Б", Status.NOT_COMPLETED, None, day(4, 1)),
        ("В", Status.PLANNED, None, None),
    ]
    assert [(one.note, one.reason, one.evidence) for one in how.offices] == [
        ("акт", None, (evidence,)),
        (None, "два", ()),
        (None, None, ()),
    ]
    assert (how.open_offices, how.offices_done, how.evidence) == (("В",), 1, (evidence,))
    assert (how.note, how.reason) == ("акт", "два")


def test_equal_notes_are_said_once() -> None:
    journal = [completed(day(3, 1), "А", note="акт"), completed(day(3, 2), "Б", note="акт")]
    assert evaluated(measure_of(*journal, offices=AB), day(5, 1)).note == "акт"
    assert evaluated(measure_of(completed(day(3, 1), note=None)), day(5, 1)).note is None


def test_a_cancellations_reason_stands_alone() -> None:
    journal: list[Entry] = [postponed(day(3, 1), day(9, 1)), cancelled(day(4, 1), "решение")]
    assert evaluated(measure_of(*journal), day(5, 1)).reason == "решение"


def test_completing_after_a_failure_needs_no_reason_any_more() -> None:
    how = evaluated(measure_of(failed(day(3, 1)), reopened(day(4, 1)), completed(day(5, 1))), day(5, 1))
    assert (how.status, how.reason, how.note) == (Status.COMPLETED, None, "раз")


def test_reopening_what_failed_keeps_what_was_done() -> None:
    how = evaluated(
        measure_of(completed(day(3, 1), "А"), failed(day(4, 1)), reopened(day(5, 1)), offices=AB), day(5, 1)
    )
    assert (how.status, how.open_offices) == (Status.PARTLY_COMPLETED, ("Б",))


def test_open_and_done_standings() -> None:
    names = [standing.value for standing in Status]
    assert names[:4] == ["planned", "due-soon", "partly-completed", "overdue"]
    assert names[4:] == [
        "completed",
        "completed-late",
        "not-completed",
        "cancelled",
        "carried-over",
        "reported-elsewhere",
    ]
    assert [standing.is_open for standing in Status] == [True] * 4 + [False] * 6
    assert [standing for standing in Status if standing.is_done] == [Status.COMPLETED, Status.COMPLETED_LATE]


def test_it_says_why_it_is_open_again_until_what_was_opened_is_settled() -> None:
    again = Reopened(on=day(4, 1), event="reopened", reason="брак", offices=("А",))
    journal = (
        completed(day(3, 1)),
        again,
        completed(day(5, 1), "А"),
        Reopened(on=day(6, 1), event="reopened", reason="всё"),
    )
    measure = measure_of(*journal, offices=AB)
    told = [evaluated(measure, day(month, 1)).reopened for month in (3, 4, 5, 6)]
    assert told == [None, "брак", None, "всё"]
    partly = measure_of(completed(day(3, 1)), again, failed(day(5, 1), "А"), offices=AB)
    assert evaluated(partly, day(5, 1)).reopened is None
    back = measure_of(
        completed(day(2, 1), "А"), cancelled(day(3, 1)), reopened(day(4, 1)), completed(day(5, 1)), offices=AB
    )
    assert evaluated(back, day(4, 1)).reopened is not None
    assert evaluated(back, day(5, 1)).reopened is None


A_DONE = completed(day(3, 1), "А", note="акт")


@pytest.mark.parametrize(
    ("journal", "on", "whole", "offices"),
    [
        # What is recorded of an office outlives what becomes of the rest.
        ([A_DONE, cancelled(day(5, 1))], day(6, 1), "cancelled", ["completed", "cancelled"]),
        ([failed(day(5, 1), "А"), cancelled(day(5, 2))], day(6, 1), "cancelled", ["not-completed", "cancelled"]),
        ([A_DONE, failed(day(5, 1))], day(6, 1), "not-completed", ["completed", "not-completed"]),
        ([completed(day(7, 1), "А"), cancelled(day(7, 2))], day(8, 1), "cancelled", ["completed-late", "cancelled"]),
        ([cancelled(day(5, 1))], day(6, 1), "cancelled", ["cancelled", "cancelled"]),
        # What nothing is recorded of shares the fate of the measure, and is never partly completed.
        ([A_DONE], day(5, 1), "partly-completed", ["completed", "planned"]),
        ([A_DONE], day(6, 1), "partly-completed", ["completed", "due-soon"]),
        ([A_DONE], day(7, 1), "overdue", ["completed", "overdue"]),
        ([failed(day(3, 1), "А")], day(7, 1), "overdue", ["not-completed", "overdue"]),
        # A postponement moves the day for the open office alone; late is what the approved deadline says.
        ([A_DONE, postponed(day(6, 1), day(9, 30))], day(7, 1), "partly-completed", ["completed", "planned"]),
        (
            [postponed(day(6, 1), day(9, 30)), completed(day(7, 5), "А")],
            day(10, 1),
            "overdue",
            ["completed-late", "overdue"],
        ),
        # Opened again is open, in the offices that were opened.
        ([completed(day(3, 1)), reopened(day(4, 1), "Б")], day(5, 1), "partly-completed", ["completed", "planned"]),
        ([A_DONE, failed(day(4, 1)), reopened(day(5, 1))], day(7, 1), "overdue", ["completed", "overdue"]),
        ([A_DONE, cancelled(day(4, 1)), reopened(day(5, 1))], day(5, 1), "partly-completed", ["completed", "planned"]),
    ],
)
def test_a_measure_and_its_offices(journal: list[Entry], on: date, whole: str, offices: list[str]) -> None:
    found = evaluated(measure_of(*journal, offices=AB), on)
    assert (found.status, [office.status for office in found.offices]) == (whole, offices)


def test_an_office_has_its_own_words_and_days() -> None:
    journal: list[Entry] = [A_DONE, cancelled(day(5, 1), "решение")]
    found = evaluated(measure_of(*journal, offices=AB), day(6, 1))
    assert [(one.note, one.reason, one.closed_on) for one in found.offices] == [
        ("акт", None, day(3, 1)),
        (None, "решение", day(5, 1)),
    ]
    assert (found.note, found.reason, found.completed_on, found.open_offices) == ("акт", "решение", None, ())
    late = evaluated(measure_of(A_DONE, offices=AB), DUE + timedelta(days=3))
    assert [one.days_overdue for one in late.offices] == [0, 3]


def test_an_office_is_late_by_the_approved_deadline() -> None:
    measure = measure_of(postponed(day(6, 1), day(9, 30)), completed(day(7, 5), "А"), offices=AB)
    assert [one.days_late for one in evaluated(measure, day(8, 1)).offices] == [5, 0]
