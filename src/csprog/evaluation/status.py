"""Reads off a journal's state how a measure, or one office of it, stands on a day and what the year's report says of it.

Of a measure with offices the rules are asked twice: for the state of the whole, and for the state of each office alone
(`State.in_office`). So these hold:

- What is recorded of an office stays true whatever becomes of the rest: it is done, or late, or not done.
- An office of which nothing is recorded shares the fate of the measure: cancelled with it, else planned, due soon or
  overdue by the day on which the measure is awaited. Opened again, it is such an office too.
- A measure is done when all its offices are, on the day of the last; partly completed while some are, and it is in
  time; not completed when the last open office is closed and one has failed. To be overdue says more than to be partly
  completed, cancelled more than all.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from csprog.programme.enums import Outcome, Status, is_awaited_within
from csprog.programme.journal import JournalState


def status_of(state: JournalState, day: date) -> Status:
    """Return how what `state` tells of stands on `day`.

    A deadline's own day is still in time: overdue begins the day after. What is completed after the approved deadline
    is completed late, whatever it was postponed to (F9).
    """
    match state.closure:
        case "cancelled":
            return Status.CANCELLED
        case "not-completed":
            return Status.NOT_COMPLETED
        case "completed":
            return Status.COMPLETED_LATE if days_late(state) else Status.COMPLETED
    if day > state.awaited:
        return Status.OVERDUE
    if state.completed:
        return Status.PARTLY_COMPLETED
    return Status.DUE_SOON if is_awaited_within(state.awaited, day) else Status.PLANNED


def outcome_of(state: JournalState, day: date, year_end: date) -> Outcome:
    """Return what the report of the year that ends on `year_end`, made on `day`, says of it."""
    match state.closure:
        case "cancelled":
            return Outcome.CANCELLED
        case "not-completed":
            return Outcome.PARTLY_DONE if state.completed else Outcome.NOT_DONE
    if state.completed_on is not None:
        if state.completed_on > year_end:
            return Outcome.DONE_AFTER_YEAR
        return Outcome.DONE_LATE if days_late(state) else Outcome.DONE
    if state.postponed and state.awaited > year_end:
        return Outcome.POSTPONED
    return Outcome.PARTLY_DONE if day > year_end and state.completed else Outcome.PENDING


def days_late(state: JournalState) -> int:
    """Return how many days after the approved deadline it was completed; 0 if in time, or not completed."""
    return max(0, (state.completed_on - state.due).days) if state.completed_on else 0


def note_of(state: JournalState) -> str | None:
    """Return what was achieved, as the completions in force say."""
    return _paragraphs(entry.note for entry in state.completed.values())


def reason_of(state: JournalState) -> str | None:
    """Return why it was cancelled or not done, or, while it is open, why it was postponed."""
    if state.cancelled is not None:
        return state.cancelled.reason
    reasons = [entry.reason for entry in state.failed.values()]
    if state.closure is None and state.postponed is not None:
        reasons.append(state.postponed.reason)
    return _paragraphs(reasons)


def reopening_of(state: JournalState) -> str | None:
    """Return why it is open again."""
    return _paragraphs(entry.reason for entry in state.again.values()) if state.closure is None else None


def evidence_of(state: JournalState) -> tuple[str, ...]:
    """Return the addresses of evidence, each once."""
    return tuple(dict.fromkeys(entry.evidence for entry in state.completed.values() if entry.evidence))


def _paragraphs(texts: Iterable[str | None]) -> str | None:
    """Join the different texts among `texts`; None where there is none."""
    return "\n".join(dict.fromkeys(text for text in texts if text)) or None
