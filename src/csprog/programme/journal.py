"""Folds the entries of a measure's journal, as corrected, into its state.

No function reads the clock: the caller chooses the entries by their day.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Literal, TypeVar

from csprog.programme.corrections import corrected_entries
from csprog.programme.entries import (
    Cancelled,
    Completed,
    Corrected,
    Entry,
    NotCompleted,
    Postponed,
    Remark,
    Reopened,
    Spent,
)
from csprog.programme.model import Measure

Closure = Literal["completed", "not-completed", "cancelled"]
UNORDERED = (Spent, Remark, Corrected)
"""Entries that change no status: they may be of an earlier day than the one above, and follow a closure."""
OfficeValue = TypeVar("OfficeValue", Completed, NotCompleted, Reopened, str)


@dataclass(frozen=True, slots=True)
class JournalState:
    """State of a measure after some entries of its journal.

    `completed` and `failed` map an office to the entry that settled it, `again` maps a reopened office that is still
    open to the entry that reopened it; a measure without offices has the one office "". `reasons` maps an office to the
    last reason why it is late or failed, which outlives a reopening. `postponed` and `cancelled` are the entries in
    force. `spent` is the sum in roubles, None without an entry. `last_on` is the day of the last entry that changed it.
    """

    offices: tuple[str, ...]
    due: date
    completed: dict[str, Completed] = field(default_factory=dict)
    failed: dict[str, NotCompleted] = field(default_factory=dict)
    again: dict[str, Reopened] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    postponed: Postponed | None = None
    cancelled: Cancelled | None = None
    spent: Decimal | None = None
    last_on: date | None = None

    @property
    def awaited(self) -> date:
        """The approved deadline, or the day the measure was postponed to."""
        return self.postponed.to if self.postponed else self.due

    @property
    def open_offices(self) -> tuple[str, ...]:
        """The offices with neither a completion nor a failure in force."""
        return tuple(office for office in self.offices if office not in self.completed and office not in self.failed)

    @property
    def closure(self) -> Closure | None:
        """The kind of closure; None while the measure is open."""
        if self.cancelled is not None:
            return "cancelled"
        if self.open_offices:
            return None
        return "not-completed" if self.failed else "completed"

    @property
    def completed_on(self) -> date | None:
        """The day on which the last office was completed; None unless all are."""
        return max(entry.on for entry in self.completed.values()) if self.closure == "completed" else None

    @property
    def closed_on(self) -> date | None:
        """The day of the cancellation, or the last completion or failure, if closed."""
        if self.cancelled is not None:
            return self.cancelled.on
        if self.closure is None:
            return None
        entries: list[Completed | NotCompleted] = [*self.completed.values(), *self.failed.values()]
        return max(entry.on for entry in entries)

    def in_office(self, office: str) -> JournalState:
        """Return the state of `office` alone.

        Its completion or failure outlives a cancellation of the measure, which ends only open offices.
        """
        completed, failed = _only(self.completed, office), _only(self.failed, office)
        return replace(
            self,
            offices=(office,),
            completed=completed,
            failed=failed,
            again=_only(self.again, office),
            reasons=_only(self.reasons, office),
            cancelled=None if completed or failed else self.cancelled,
        )

    def after(self, entry: Entry) -> JournalState:
        """Return the state after `entry`, which is no correction."""
        state = self if isinstance(entry, UNORDERED) else replace(self, last_on=entry.on)
        match entry:
            case Completed():
                done = dict.fromkeys(entry.offices or self.open_offices, entry)
                completed, failed = {**self.completed, **done}, _without(self.failed, done)
                state = state if entry.reason is None else state.explained(done, entry.reason)
                return replace(state, completed=completed, failed=failed, again=_without(self.again, done))
            case NotCompleted():
                not_done = dict.fromkeys(entry.offices or self.open_offices, entry)
                completed, failed = _without(self.completed, not_done), {**self.failed, **not_done}
                state = state.explained(not_done, entry.reason)
                return replace(state, completed=completed, failed=failed, again=_without(self.again, not_done))
            case Postponed():
                return replace(state.explained(self.open_offices, entry.reason), postponed=entry)
            case Cancelled():
                return replace(state, cancelled=entry)
            case Reopened():
                return state.reopened(entry)
            case Spent():
                return replace(state, spent=(state.spent or 0) + entry.amount)
            case Remark() | Corrected():
                return state

    def explained(self, offices: Iterable[str], reason: str) -> JournalState:
        """Give `offices` a new reason."""
        return replace(self, reasons={**self.reasons, **dict.fromkeys(offices, reason)})

    def reopened(self, entry: Reopened) -> JournalState:
        """Undo the last closure: cancellation, else failures, else completions."""
        if self.cancelled is not None and not entry.offices:
            return replace(self, cancelled=None, again={**self.again, **dict.fromkeys(self.open_offices, entry)})
        offices = entry.offices or tuple(self.failed) or tuple(self.completed)
        completed, failed = _without(self.completed, offices), _without(self.failed, offices)
        again = {**self.again, **dict.fromkeys(offices, entry)}
        # A postponement did not explain an office that was done by then; from now on it holds for that office as well.
        holding = dict.fromkeys(offices, self.postponed.reason) if self.postponed else {}
        return replace(self, completed=completed, failed=failed, again=again, reasons={**holding, **self.reasons})


def _only(entries: dict[str, OfficeValue], office: str) -> dict[str, OfficeValue]:
    return {office: entries[office]} if office in entries else {}


def _without(entries: dict[str, OfficeValue], offices: Container[str]) -> dict[str, OfficeValue]:
    return {office: entry for office, entry in entries.items() if office not in offices}


def initial_state(measure: Measure) -> JournalState:
    """Return the state of a measure before its first entry."""
    return JournalState(offices=measure.offices or ("",), due=measure.due.day)


def fold(measure: Measure, until: date | None = None) -> JournalState:
    """Return the state after all entries, or after those dated up to `until`.

    A correction holds on every day: it says what was true when the entry was recorded.
    """
    return state_after(measure, measure.journal, until)


def state_after(measure: Measure, journal: Sequence[Entry], until: date | None = None) -> JournalState:
    """Return the state of `measure` after the entries of `journal`, as corrected."""
    state = initial_state(measure)
    for entry in corrected_entries(journal):
        if until is None or entry.on <= until:
            state = state.after(entry)
    return state
