"""Derives status and outcome of a measure or an office from its journal.

The same rules hold for a measure as a whole and for each office alone (`JournalState.in_office`), so that:

- An entry about an office holds whatever becomes of the others: that office is done, late or not done.
- An office without an entry of its own follows the measure: cancelled with it, else planned, due soon or overdue by the
  day on which the measure is awaited. A reopened office counts as one without an entry.
- What nobody closed in its year and a later plan goes on with is carried over once the year is over, and awaited no more.
- A measure is completed when all its offices are, on the day of the last; partly completed while some are and it is not
  overdue; not completed when the last open office is closed and one has failed. Overdue outranks partly completed,
  cancelled outranks all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from csprog.evaluation.continuation import Continuation
from csprog.programme.entries import Evidence
from csprog.programme.enums import Outcome, Status, is_awaited_within, told
from csprog.programme.journal import JournalState


@dataclass(frozen=True, kw_only=True)
class Evaluated:
    """A measure as a whole, or in one of its offices, on a day.

    `state` is its journal up to and with `day`; the year of the plan ends on `year_end`. `carried_to` are the measures of
    later plans that go on from it, oldest year first. `reported_elsewhere` says that the year's report, which csprog did
    not make, tells what became of it.
    """

    state: JournalState
    day: date
    year_end: date
    carried_to: tuple[Continuation, ...] = ()
    reported_elsewhere: bool = False

    # Cached are the values that readers ask for many times.

    @property
    def due(self) -> date:
        """The approved deadline."""
        return self.state.due

    @property
    def awaited(self) -> date:
        """The day it is awaited by: the approved deadline, or the day it was postponed to."""
        return self.state.awaited

    @cached_property
    def completed_on(self) -> date | None:
        """The day of the last completion, once all is completed."""
        return self.state.completed_on

    @property
    def closed_on(self) -> date | None:
        """The day of the closure: completed, not completed or cancelled."""
        return self.state.closed_on

    @cached_property
    def status(self) -> Status:
        """The status on the day.

        A deadline's own day is in time: overdue begins the day after. A completion after the approved deadline is late,
        even if the measure was postponed (F9).
        """
        match self.state.closure:
            case "cancelled":
                return Status.CANCELLED
            case "not-completed":
                return Status.NOT_COMPLETED
            case "completed":
                return Status.COMPLETED_LATE if self.days_late else Status.COMPLETED
        if self.is_carried_over:
            return Status.CARRIED_OVER
        if self.reported_elsewhere:
            return Status.REPORTED_ELSEWHERE
        if self.day > self.awaited:
            return Status.OVERDUE
        if self.state.completed:
            return Status.PARTLY_COMPLETED
        return Status.DUE_SOON if is_awaited_within(self.awaited, self.day) else Status.PLANNED

    @cached_property
    def outcome(self) -> Outcome:
        """The outcome in the report of the year, made on the day."""
        match self.state.closure:
            case "cancelled":
                return Outcome.CANCELLED
            case "not-completed":
                return Outcome.PARTLY_DONE if self.state.completed else Outcome.NOT_DONE
        if self.completed_on is not None:
            if self.completed_on > self.year_end:
                return Outcome.DONE_AFTER_YEAR
            return Outcome.DONE_LATE if self.days_late else Outcome.DONE
        if self.awaited > self.year_end and self.state.postponed:
            return Outcome.POSTPONED
        if self.reported_elsewhere:
            return Outcome.REPORTED_ELSEWHERE
        if not self.year_over:
            return Outcome.PENDING
        if self.state.completed:
            return Outcome.PARTLY_DONE
        return Outcome.POSTPONED if self.is_carried_over else Outcome.NOT_DONE

    @property
    def told(self) -> Status | Outcome:
        """The outcome once it is known, else the status: what all that tells of it says."""
        return told(self.status, self.outcome)

    @property
    def is_carried_over(self) -> bool:
        """True if the year ended with it open, and a later year's plan goes on with it."""
        return self.year_over and self.state.closure is None and bool(self.carried_to)

    @property
    def year_over(self) -> bool:
        """True once the year of the plan has ended."""
        return self.day > self.year_end

    @property
    def days_overdue(self) -> int:
        """Number of days since the awaited day while it is overdue, else 0."""
        return (self.day - self.awaited).days if self.status is Status.OVERDUE else 0

    @property
    def days_late(self) -> int:
        """Number of days from the approved deadline to a late completion, else 0."""
        return max(0, (self.completed_on - self.due).days) if self.completed_on else 0

    @cached_property
    def note(self) -> str | None:
        """The results noted at completion, a paragraph for each different note."""
        return _paragraphs(entry.note for entry in self.state.completed.values())

    @property
    def reason(self) -> str | None:
        """Why it was cancelled, failed or late; while open, why postponed.

        A late completion without a reason of its own has the last one recorded before it.
        """
        state = self.state
        if state.cancelled is not None:
            return state.cancelled.reason
        reasons: list[str | None] = [entry.reason for entry in state.failed.values()]
        if state.closure is not None:
            reasons += [
                state.reasons.get(office) if entry.on > self.due else entry.reason
                for office, entry in state.completed.items()
            ]
        elif state.postponed is not None:
            reasons.append(state.postponed.reason)
        return _paragraphs(reasons)

    @property
    def document(self) -> str | None:
        """The document by which it was cancelled, or declared not completed."""
        state = self.state
        if state.cancelled is not None:
            return state.cancelled.document
        return _paragraphs(entry.document for entry in state.failed.values())

    @property
    def reopened(self) -> str | None:
        """The reasons why it is open again."""
        state = self.state
        return _paragraphs(entry.reason for entry in state.again.values()) if state.closure is None else None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence of the completions in force, each once."""
        return tuple(dict.fromkeys(entry.evidence for entry in self.state.completed.values() if entry.evidence))


@dataclass(frozen=True, kw_only=True)
class EvaluatedOffice(Evaluated):
    """A measure in one of its offices."""

    name: str


def _paragraphs(texts: Iterable[str | None]) -> str | None:
    return "\n".join(dict.fromkeys(text for text in texts if text)) or None
