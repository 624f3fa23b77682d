"""What a year amounts to: outcomes by the words of clause 1.3, counts, and what is still to be said."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from csprog.evaluation.evaluator import count, evaluate, evaluate_measure
from csprog.evaluation.record_builder import measure_record
from csprog.programme.enums import Outcome, Status
from tests.plans import APPROVED, day, measure, small, sound
from tests.programme.entries import cancelled, completed, failed, postponed, reopened

if TYPE_CHECKING:
    from csprog.evaluation.evaluator import EvaluatedMeasure
    from csprog.programme.entries import Entry

AB = ("А", "Б")
YEAR_END = day(12, 31)
AFTER = date(2026, 3, 1)


def row(*journal: Entry, on: date = AFTER, due: str = "2025-12-31") -> EvaluatedMeasure:
    """Evaluate a measure of two offices in a plan of 2025."""
    _, programme = sound(small(measure(due=due, offices="А, Б")))
    (placed,) = programme.measures
    with_journal = placed.measure.model_copy(update={"journal": journal})
    return evaluate_measure(placed._replace(measure=with_journal), 2025, on)


@pytest.mark.parametrize(
    ("journal", "outcome", "reason"),
    [
        ([], Outcome.NOT_DONE, None),
        ([completed(YEAR_END)], Outcome.DONE, None),
        ([completed(date(2026, 1, 1), note="поставщик")], Outcome.DONE_AFTER_YEAR, "поставщик"),
        ([failed(day(12, 1), reason="нет денег")], Outcome.NOT_DONE, "нет денег"),
        ([completed(day(5, 1), "А"), failed(day(12, 1), "Б")], Outcome.PARTLY_DONE, "два"),
        ([cancelled(day(5, 1), "решение")], Outcome.CANCELLED, "решение"),
        ([postponed(day(12, 1), day(6, 1, 2026), "срок")], Outcome.POSTPONED, "срок"),
        ([postponed(day(12, 1), day(2, 1, 2026), "срок")], Outcome.POSTPONED, "срок"),
        ([completed(day(5, 1)), reopened(day(6, 1))], Outcome.NOT_DONE, None),
        ([postponed(day(11, 1), day(6, 1, 2026)), completed(day(12, 1), "А")], Outcome.POSTPONED, "три"),
    ],
)
def test_outcome(journal: list[Entry], outcome: Outcome, reason: str | None) -> None:
    found = row(*journal)
    assert (found.outcome, found.outcome_reason) == (outcome, reason)


@pytest.mark.parametrize(
    ("journal", "whole", "offices"),
    [
        ([completed(day(5, 1), "А")], "partly-done", ["done", "not-done"]),
        ([completed(day(5, 1), "А"), failed(day(12, 1), "Б")], "partly-done", ["done", "not-done"]),
        ([completed(day(5, 1), "А"), cancelled(day(6, 1))], "cancelled", ["done", "cancelled"]),
        ([completed(day(5, 1), "А"), completed(date(2026, 1, 5))], "done-after-year", ["done", "done-after-year"]),
        ([completed(day(5, 1), "А"), postponed(day(6, 1), day(6, 1, 2026))], "postponed", ["done", "postponed"]),
        ([failed(day(5, 1)), reopened(day(6, 1), "А")], "not-done", ["not-done", "not-done"]),
    ],
)
def test_outcome_in_each_office(journal: list[Entry], whole: str, offices: list[str]) -> None:
    found = row(*journal)
    assert (found.outcome, [office.outcome for office in found.offices]) == (whole, offices)


@pytest.mark.parametrize(
    ("journal", "reason"),
    [
        ([completed(date(2026, 2, 10)).model_copy(update={"reason": "срыв"})], "срыв"),
        ([postponed(day(12, 10), date(2026, 3, 31)), completed(date(2026, 2, 10))], "три"),
        ([postponed(day(12, 10), day(12, 20)), completed(date(2026, 2, 10))], "три"),
        ([failed(day(12, 30)), reopened(date(2026, 1, 15)), completed(date(2026, 2, 20))], "два"),
        (
            [
                postponed(day(11, 1), day(12, 1)),
                failed(day(12, 30), "А"),
                reopened(date(2026, 1, 15), "А"),
                completed(date(2026, 2, 20)),
            ],
            "два\nтри",
        ),
        (
            [
                completed(day(5, 1), "А"),
                postponed(day(12, 1), date(2026, 3, 1)),
                reopened(day(12, 2), "А"),
                completed(date(2026, 2, 1)),
            ],
            "три",
        ),
        (
            [
                postponed(day(12, 1), date(2026, 3, 1)),
                completed(date(2026, 2, 1)).model_copy(update={"reason": "приёмка"}),
            ],
            "приёмка",
        ),
    ],
    ids=["own", "postponed", "postponed-within-the-year", "failed", "by-office", "reopened-office", "replaced"],
)
def test_a_note_never_replaces_a_recorded_reason(journal: list[Entry], reason: str) -> None:
    found = row(*journal)
    assert (found.outcome, found.outcome_reason, found.note) == (Outcome.DONE_AFTER_YEAR, reason, "раз")


def test_an_office_in_time_has_no_reason() -> None:
    found = row(completed(day(5, 1), "А"), postponed(day(12, 1), date(2026, 3, 1)), completed(date(2026, 2, 1)))
    assert [office.reason for office in found.offices] == [None, "три"]


def test_late_within_the_year_has_its_recorded_reason() -> None:
    found = row(postponed(day(6, 1), day(8, 1)), completed(day(7, 1)), due="2025-06-30")
    assert (found.outcome_reason, found.note, found.lacks_reason) == ("три", "раз", False)


def test_in_time_after_all_needs_no_reason() -> None:
    found = row(postponed(day(6, 1), day(8, 1)), completed(day(6, 15)), due="2025-06-30")
    assert (found.outcome, found.outcome_reason) == (Outcome.DONE, None)


def test_late_within_the_year_is_done() -> None:
    found = row(completed(day(7, 1), note="позже"), due="2025-06-30")
    assert (found.outcome, found.outcome.is_done_in_year, found.lacks_reason) == (Outcome.DONE_LATE, True, False)


def test_postponed_within_the_year_is_no_reason_yet() -> None:
    found = row(postponed(day(6, 1), YEAR_END), due="2025-06-30", on=day(7, 1))
    assert (found.outcome, found.outcome_reason, found.lacks_reason) == (Outcome.PENDING, None, False)
    later = row(postponed(day(6, 1), YEAR_END), due="2025-06-30")
    assert (later.outcome, later.outcome_reason, later.lacks_reason) == (Outcome.NOT_DONE, None, True)


@pytest.mark.parametrize(
    ("journal", "lacks_reason", "lacks_result"),
    [
        ([], True, False),
        ([completed(day(5, 1))], False, False),
        ([completed(day(5, 1), note=None)], False, True),
        ([completed(date(2026, 2, 1), note=None)], True, False),
        ([completed(date(2026, 2, 1))], False, False),
        ([failed(day(5, 1))], False, False),
    ],
)
def test_what_is_still_to_be_said(journal: list[Entry], *, lacks_reason: bool, lacks_result: bool) -> None:
    found = row(*journal)
    assert (found.lacks_reason, found.lacks_result) == (lacks_reason, lacks_result)


def test_counts_of_the_real_plan() -> None:
    _, programme = sound(APPROVED)
    evaluation = evaluate(programme, day(7, 1))
    total = evaluation.counts
    assert total.statuses == {Status.OVERDUE: 3, Status.PLANNED: 22}
    assert (total.total, total.done_in_year, total.not_done, total.in_work) == (25, 0, 0, 25)
    assert [row.placed.id for row in evaluation.measures] == [placed.id for placed in programme.measures]


def test_counts_of_some_rows() -> None:
    _, programme = sound(APPROVED)
    evaluation = evaluate(programme, day(7, 1))
    emails = [row for row in evaluation.measures if row.placed.subsection.channel == "email"]
    assert count(emails).total == 2
    assert count([]).total == 0


@pytest.mark.parametrize(
    ("overdue", "done", "late", "after"),
    [(1, completed(day(5, 1)), completed(day(7, 1)), completed(date(2026, 1, 5)))],
)
def test_counts_of_what_was_done_when(overdue: int, done: Entry, late: Entry, after: Entry) -> None:
    _, programme = sound(small(*[measure()] * 4))
    journals = [(), (done,), (late,), (after,)]
    (section,) = programme.sections
    proposal = section.subsections[0].proposals[0]
    measures = [
        one.model_copy(update={"journal": journal}) for one, journal in zip(proposal.measures, journals, strict=True)
    ]
    subsection = section.subsections[0].model_copy(
        update={"proposals": (proposal.model_copy(update={"measures": measures}),)}
    )
    changed = programme.model_copy(update={"sections": (section.model_copy(update={"subsections": (subsection,)}),)})
    changed.__dict__.pop("measures", None)
    total = evaluate(changed, AFTER).counts
    assert total.statuses[Status.OVERDUE] == overdue
    assert (total.done_in_year, total.late, total.not_done, total.in_work, total.total) == (2, 1, 2, 0, 4)


@pytest.mark.parametrize(("on", "over"), [(YEAR_END, False), (day(1, 1, 2026), True)])
def test_the_year_ends_after_its_last_day(on: date, *, over: bool) -> None:
    _, programme = sound(small(measure("on: 2025-05-01, event: completed, note: акт")))
    evaluation = evaluate(programme, on)
    assert (evaluation.year_over, evaluation.is_draft, evaluation.lacking()) == (over, not over, ())


def test_a_draft_while_something_is_missing() -> None:
    _, programme = sound(small(measure("on: 2025-05-01, event: completed"), measure()))
    evaluation = evaluate(programme, AFTER)
    assert evaluation.is_draft
    assert [lacking.placed.id for lacking in evaluation.lacking()] == ["1.1.1.1", "1.1.1.2"]


@pytest.mark.parametrize(
    ("journal", "on", "soon"),
    [
        ([], day(12, 1), True),
        ([], day(11, 30), False),
        ([completed(day(5, 1), "А")], day(12, 1), True),
        ([], day(1, 1, 2026), False),
        ([completed(day(5, 1))], day(12, 1), False),
        ([postponed(day(5, 1), day(3, 1, 2026))], day(12, 1), False),
    ],
)
def test_due_soon(journal: list[Entry], on: date, *, soon: bool) -> None:
    assert measure_record(row(*journal, on=on)).is_due_soon is soon
