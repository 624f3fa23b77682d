"""How a measure stands on a day: computed from its deadline and its journal, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csprog.programme.journal import fold
from csprog.programme.terms import SOON, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from csprog.programme.journal import State
    from csprog.programme.model import Measure


@dataclass(frozen=True, slots=True)
class OfficeStand:
    """How one office of a measure stands: done on a day, declared not done on a day, or neither."""

    name: str
    completed_on: date | None = None
    failed_on: date | None = None
    note: str | None = None
    reason: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """How a measure stands on a day.

    `awaited` is the approved deadline or the day it was postponed to; `days_left` is counted to it,
    `days_overdue` and `days_late` are 0 while it is in time; `note` is what was achieved, as the completions in force say; `reason` is why it is not done, or,
    while it is open, why it was postponed; `reopened` is why it is open again. Several notes or reasons (of offices) are
    paragraphs. `spent` is in roubles, None where nothing is told.
    """

    standing: Standing
    awaited: date
    days_left: int
    days_overdue: int
    days_late: int
    completed_on: date | None
    offices: tuple[OfficeStand, ...]
    note: str | None
    reason: str | None
    reopened: str | None
    evidence: tuple[str, ...]
    postponed: bool
    spent: Decimal | None = None

    @property
    def open_offices(self) -> tuple[str, ...]:
        """The offices in which something is still to be done; empty if the measure is closed or names none."""
        if not self.standing.is_open:
            return ()
        return tuple(office.name for office in self.offices if not office.completed_on and not office.failed_on)

    @property
    def offices_done(self) -> int:
        """In how many offices it was carried out."""
        return sum(office.completed_on is not None for office in self.offices)


def stand(measure: Measure, day: date) -> Stand:
    """Return how `measure` stands on `day`, by its journal up to and with that day.

    A deadline's own day is still in time: overdue begins the day after. A measure completed after the approved
    deadline is completed late, whatever it was postponed to (F9).
    """
    state = fold(measure, day)
    standing = _standing(state, day)
    completed_on = state.completed_on
    completions = tuple(state.completed.values())
    return Stand(
        standing=standing,
        awaited=state.awaited,
        days_left=max(0, (state.awaited - day).days),
        days_overdue=(day - state.awaited).days if standing is Standing.OVERDUE else 0,
        days_late=max(0, (completed_on - state.due).days) if completed_on else 0,
        completed_on=completed_on,
        offices=tuple(_office(state, name) for name in measure.offices),
        note=_paragraphs(entry.note for entry in completions),
        reason=_paragraphs(_reasons(state)),
        reopened=_paragraphs(entry.reason for entry in state.again.values()) if state.closure is None else None,
        evidence=tuple(dict.fromkeys(entry.evidence for entry in completions if entry.evidence)),
        postponed=state.postponed is not None,
        spent=_spent(measure, state),
    )


def _standing(state: State, day: date) -> Standing:
    match state.closure:
        case "cancelled":
            return Standing.CANCELLED
        case "not-completed":
            return Standing.NOT_COMPLETED
        case "completed":
            late = state.completed_on is not None and state.completed_on > state.due
            return Standing.COMPLETED_LATE if late else Standing.COMPLETED
    if day > state.awaited:
        return Standing.OVERDUE
    if state.completed:
        return Standing.PARTLY_COMPLETED
    return Standing.DUE_SOON if state.awaited - day <= SOON else Standing.PLANNED


def _office(state: State, name: str) -> OfficeStand:
    if done := state.completed.get(name):
        return OfficeStand(name, completed_on=done.on, note=done.note, evidence=done.evidence)
    if failed := state.failed.get(name):
        return OfficeStand(name, failed_on=failed.on, reason=failed.reason)
    return OfficeStand(name)


def _spent(measure: Measure, state: State) -> Decimal | None:
    """Return the sum that the journal tells, else the one that funding gives for the whole year."""
    return measure.funding.spent if state.spent is None and measure.funding is not None else state.spent


def _reasons(state: State) -> list[str]:
    if state.cancelled is not None:
        return [state.cancelled.reason]
    reasons = [entry.reason for entry in state.failed.values()]
    if state.closure is None and state.postponed is not None:
        reasons.append(state.postponed.reason)
    return reasons


def _paragraphs(texts: Iterable[str | None]) -> str | None:
    """Join the different texts among `texts`; None where there is none."""
    return "\n".join(dict.fromkeys(text for text in texts if text)) or None
