"""Evaluates a year on a day: each measure and each of its offices once, for all who show or count them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from csprog.evaluation.status import days_late, evidence_of, note_of, outcome_of, reason_of, reopening_of, status_of
from csprog.programme.enums import Outcome, Status, count_done
from csprog.programme.journal import JournalState, fold
from csprog.programme.model import PlacedMeasure, Programme

Quarter = tuple[int, int]
"""A year and a number from 1 to 4."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluated:
    """A measure as a whole, or in one of its offices, on a day.

    `awaited` is the approved deadline `due` or the day it was postponed to; `days_overdue` is counted from it, and
    `days_late` from the approved deadline; both are 0 while it is in time. `completed_on` is the day on which all was
    carried out; `closed_on` that day, or the one on which it was declared not done or cancelled. `note` is what was
    achieved; `reason` is why it is not done, or, while it is open, why it was postponed; `reopened` is why it is open
    again. Several notes or reasons (of offices) are paragraphs.
    """

    status: Status
    outcome: Outcome
    due: date
    awaited: date
    days_overdue: int
    days_late: int
    completed_on: date | None
    closed_on: date | None
    note: str | None
    reason: str | None
    reopened: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluatedOffice(Evaluated):
    """A measure in one of its offices, by the rules of `programme.standing`."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluatedMeasure(Evaluated):
    """A measure as a whole and in each of its offices.

    `year_over` tells whether the year of the plan has ended; `spent` is in roubles, None where nothing is told.
    """

    placed: PlacedMeasure
    offices: tuple[EvaluatedOffice, ...]
    postponed: bool
    spent: Decimal | None
    year_over: bool

    @property
    def open_offices(self) -> tuple[str, ...]:
        """The offices in which something is still to be done; empty if the measure is closed or names none."""
        return tuple(office.name for office in self.offices if office.status.is_open)

    @property
    def offices_done(self) -> int:
        """In how many offices it was carried out."""
        return sum(office.status.is_done for office in self.offices)

    @property
    def is_due_soon(self) -> bool:
        """Whether it is open and awaited within the next 30 days, in some of its offices at least."""
        return Status.DUE_SOON in {self.status, *(office.status for office in self.offices)}

    @property
    def outcome_reason(self) -> str | None:
        """Why it was not carried out in the year; of one completed after it, the note that a late completion needs."""
        if self.outcome is Outcome.DONE_AFTER_YEAR:
            return self.note
        if self.outcome is Outcome.PENDING or self.outcome.is_done_in_year:
            return None
        left_open = self.outcome is Outcome.PARTLY_DONE and self.status.is_open
        return None if left_open else self.reason

    @property
    def lacks_reason(self) -> bool:
        """Whether it was not carried out in the year and nobody has said why (F12).

        While the year is running, nobody owes a reason for what is still open.
        """
        owed = not self.outcome.is_done_in_year and (self.year_over or self.outcome is not Outcome.PENDING)
        return owed and not self.outcome_reason

    @property
    def lacks_result(self) -> bool:
        """Whether it was carried out and nobody has said what was achieved (F11)."""
        return self.outcome.is_done_in_year and not self.note

    def in_office(self, name: str | None) -> Evaluated:
        """Return the measure in the office `name`; as a whole if it has no such office."""
        return next((office for office in self.offices if office.name == name), self)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many measures have which status, and how many which outcome."""

    statuses: Counter[Status]
    outcomes: Counter[Outcome]
    total: int

    @property
    def done(self) -> int:
        """How many were carried out by the day, in time or late, in the year or after it."""
        return count_done(self.statuses)

    @property
    def done_in_year(self) -> int:
        """How many were carried out in the year of the plan."""
        return sum(self.outcomes[outcome] for outcome in Outcome if outcome.is_done_in_year)

    @property
    def not_done_in_year(self) -> int:
        """How many were not carried out in the year of the plan, for whatever reason or none yet."""
        return self.total - self.done_in_year


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A programme on a day.

    `year_over` tells whether its year has ended, `errors` is the number of errors that stand in the plan's file.
    """

    programme: Programme
    day: date
    measures: tuple[EvaluatedMeasure, ...]
    year_over: bool
    errors: int = 0

    @property
    def counts(self) -> Counts:
        """The counts over the whole plan."""
        return count(self.measures)

    def by_quarter(self) -> list[tuple[Quarter, tuple[EvaluatedMeasure, ...]]]:
        """Return each quarter with the measures whose approved deadline lies in it, in order of time.

        The four quarters of the plan's year are always there; another one where a deadline lies in it.
        """
        found: dict[Quarter, list[EvaluatedMeasure]] = {(self.programme.year, number): [] for number in (1, 2, 3, 4)}
        for measure in self.measures:
            found.setdefault((measure.due.year, (measure.due.month + 2) // 3), []).append(measure)
        return [(quarter, tuple(found[quarter])) for quarter in sorted(found)] if self.measures else []

    def lacking(self) -> tuple[EvaluatedMeasure, ...]:
        """Return the measures of which something must still be said before the final publication."""
        return tuple(measure for measure in self.measures if measure.lacks_reason or measure.lacks_result)

    @property
    def is_draft(self) -> bool:
        """Whether it can't be final: the year is not over, something is missing, or the plan has errors."""
        return not self.year_over or self.errors > 0 or bool(self.lacking())


def evaluate(programme: Programme, day: date, errors: int = 0) -> Evaluation:
    """Evaluate every measure of `programme` on `day`, in plan order; `errors` stand in its file."""
    measures = tuple(evaluate_measure(placed, programme.year, day) for placed in programme.measures)
    return Evaluation(programme, day, measures, day > date(programme.year, 12, 31), errors)


def evaluate_measure(placed: PlacedMeasure, year: int, day: date) -> EvaluatedMeasure:
    """Evaluate one measure of the plan of `year` on `day`, by its journal up to and with that day."""
    measure, year_end = placed.measure, date(year, 12, 31)
    state = fold(measure, day)
    spent = measure.funding.spent if state.spent is None and measure.funding is not None else state.spent
    return EvaluatedMeasure(
        **_evaluated(state, day, year_end),
        placed=placed,
        offices=tuple(
            EvaluatedOffice(**_evaluated(state.in_office(name), day, year_end), name=name) for name in measure.offices
        ),
        postponed=state.postponed is not None,
        spent=spent,
        year_over=day > year_end,
    )


def count(evaluated: Iterable[Evaluated]) -> Counts:
    """Count measures, or offices, by status and by outcome."""
    kept = list(evaluated)
    return Counts(Counter(one.status for one in kept), Counter(one.outcome for one in kept), len(kept))


def _evaluated(state: JournalState, day: date, year_end: date) -> dict[str, Any]:
    """Return the fields of `Evaluated`."""
    status = status_of(state, day)
    return {
        "status": status,
        "outcome": outcome_of(state, day, year_end),
        "due": state.due,
        "awaited": state.awaited,
        "days_overdue": (day - state.awaited).days if status is Status.OVERDUE else 0,
        "days_late": days_late(state),
        "completed_on": state.completed_on,
        "closed_on": state.closed_on,
        "note": note_of(state),
        "reason": reason_of(state),
        "reopened": reopening_of(state),
        "evidence": evidence_of(state),
    }
