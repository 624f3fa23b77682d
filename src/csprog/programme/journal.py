"""The fold over a measure's journal: how it stands after each entry, and what may not follow.

Nothing here looks at the clock: the state is that of the entries folded, and the caller decides which.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, TypeVar

from csprog.language import Message
from csprog.programme.entries import Cancelled, Completed, NotCompleted, Postponed, Remark, Reopened, Spent

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from datetime import date
    from decimal import Decimal

    from csprog.programme.entries import Entry
    from csprog.programme.model import Measure

Closure = Literal["completed", "not-completed", "cancelled"]
Told = TypeVar("Told", Completed, NotCompleted, Reopened)


@dataclass(frozen=True, slots=True)
class State:
    """What a measure's entries so far amount to.

    `completed` and `failed` map an office to the entry that settled it; a measure without offices has the one
    office "", and so does `again` the offices that were opened again and still are. `postponed` and `cancelled` are the
    entries in force. `spent` is the sum in roubles, None if none is told.
    """

    offices: tuple[str, ...]
    due: date
    completed: dict[str, Completed] = field(default_factory=dict)
    failed: dict[str, NotCompleted] = field(default_factory=dict)
    again: dict[str, Reopened] = field(default_factory=dict)
    postponed: Postponed | None = None
    cancelled: Cancelled | None = None
    spent: Decimal | None = None
    last_on: date | None = None

    @property
    def awaited(self) -> date:
        """The day by which the measure is awaited: the approved deadline, or where it was postponed to."""
        return self.postponed.to if self.postponed else self.due

    @property
    def open_offices(self) -> tuple[str, ...]:
        """The offices of which neither completion nor failure is recorded."""
        return tuple(office for office in self.offices if office not in self.completed and office not in self.failed)

    @property
    def closure(self) -> Closure | None:
        """How the measure was closed; None while it is open."""
        if self.cancelled is not None:
            return "cancelled"
        if self.open_offices:
            return None
        return "not-completed" if self.failed else "completed"

    @property
    def completed_on(self) -> date | None:
        """The day on which the last office was completed, if all were."""
        return max(entry.on for entry in self.completed.values()) if self.closure == "completed" else None

    @property
    def closed_on(self) -> date | None:
        """The day of the cancellation, or of the last completion or failure; None while the measure is open."""
        if self.cancelled is not None:
            return self.cancelled.on
        if self.closure is None:
            return None
        told: list[Completed | NotCompleted] = [*self.completed.values(), *self.failed.values()]
        return max(entry.on for entry in told)

    def in_office(self, office: str) -> State:
        """Return the state as if `office` were the only one.

        A completion or a failure there outlives a cancellation of the measure, which ends only what was open.
        """
        completed, failed = _only(self.completed, office), _only(self.failed, office)
        return replace(
            self,
            offices=(office,),
            completed=completed,
            failed=failed,
            again=_only(self.again, office),
            cancelled=None if completed or failed else self.cancelled,
        )

    def after(self, entry: Entry) -> State:
        """Return the state that `entry` leads to."""
        state = replace(self, last_on=entry.on)
        match entry:
            case Completed():
                done = dict.fromkeys(entry.offices or self.open_offices, entry)
                completed, failed = {**self.completed, **done}, _without(self.failed, done)
                return replace(state, completed=completed, failed=failed, again=_without(self.again, done))
            case NotCompleted():
                not_done = dict.fromkeys(entry.offices or self.open_offices, entry)
                completed, failed = _without(self.completed, not_done), {**self.failed, **not_done}
                return replace(state, completed=completed, failed=failed, again=_without(self.again, not_done))
            case Postponed():
                return replace(state, postponed=entry)
            case Cancelled():
                return replace(state, cancelled=entry)
            case Reopened():
                return state.reopened(entry)
            case Spent():
                return replace(state, spent=(state.spent or 0) + entry.amount)
            case Remark():
                return state

    def reopened(self, entry: Reopened) -> State:
        """Undo the closure: a cancellation alone, else the failed offices, else (all were done) the completions."""
        if self.cancelled is not None and not entry.offices:
            return replace(self, cancelled=None, again={**self.again, **dict.fromkeys(self.open_offices, entry)})
        offices = entry.offices or tuple(self.failed) or tuple(self.completed)
        completed, failed = _without(self.completed, offices), _without(self.failed, offices)
        return replace(self, completed=completed, failed=failed, again={**self.again, **dict.fromkeys(offices, entry)})


def _only(told: dict[str, Told], office: str) -> dict[str, Told]:
    return {office: told[office]} if office in told else {}


def _without(told: dict[str, Told], offices: Container[str]) -> dict[str, Told]:
    return {office: entry for office, entry in told.items() if office not in offices}


@dataclass(frozen=True, slots=True)
class Objection:
    """Why an entry can't follow: a stable code, the entry's key that is wrong (None: all of it), the sentence."""

    code: str
    key: str | None
    message: Message


def start(measure: Measure) -> State:
    """Return the state of a measure of which nothing is recorded."""
    return State(offices=measure.offices or ("",), due=measure.due.day)


def fold(measure: Measure, until: date | None = None) -> State:
    """Return the state after all entries, or after those of `until` and before."""
    state = start(measure)
    for entry in measure.journal:
        if until is None or entry.on <= until:
            state = state.after(entry)
    return state


def objections(measure: Measure, state: State, entry: Entry) -> Iterator[Objection]:
    """Yield every reason why `entry` can't follow `state` in the journal of `measure`."""
    if state.last_on is not None and entry.on < state.last_on:
        what = Message(
            "{on} is before the entry above it ({last}); entries stand in order of date",
            on=entry.on,
            last=state.last_on,
        )
        yield Objection("journal-order", "on", what)
    yield from _office_objections(measure, state, entry)
    if isinstance(entry, Spent):
        yield from _spending_objections(measure, entry)
    if isinstance(entry, (Remark, Spent)):
        return
    if isinstance(entry, Reopened):
        if state.closure is None and not entry.offices:
            yield Objection("journal-reopened-open", "event", Message("it is open already; nothing to reopen"))
        elif state.cancelled is not None and entry.offices:
            what = Message("it was cancelled as a whole; reopen it without naming offices")
            yield Objection("journal-closed", "offices", what)
        return
    if state.closure is not None:
        yield Objection("journal-closed", "event", _closed(state))
    elif isinstance(entry, Completed):
        yield from _completion_objections(measure, entry)
    elif isinstance(entry, Postponed) and entry.to <= state.awaited:
        what = Message(
            "{to} is no later than the day it is awaited by now, {awaited}", to=entry.to, awaited=state.awaited
        )
        yield Objection("journal-postponed-back", "to", what)


def date_objections(entry: Entry, year: int, today: date) -> Iterator[Objection]:
    """Yield what is wrong with the day of `entry` in the plan of `year`, seen from `today`.

    What was done before the year began belongs to it only if a note or a reason says why.
    """
    if untimely := day_objection(entry.on, year, today):
        yield untimely
    elif entry.on.year < year and isinstance(entry, Completed) and entry.note is None:
        what = Message(
            "{on} is before {year}, the year of the plan; if that is so, say why in a note", on=entry.on, year=year
        )
        yield Objection("journal-before-year", "on", what)


def day_objection(on: date, year: int, today: date) -> Objection | None:
    """Return why nothing of the plan of `year` can be recorded for the day `on`, seen from `today`."""
    if on > today:
        return Objection("journal-future", "on", Message("{on} is in the future; today is {today}", on=on, today=today))
    if on.year < year - 1:
        what = Message("{on} is long before {year}, the year of the plan", on=on, year=year)
        return Objection("journal-before-year", "on", what)
    return None


def _closed(state: State) -> Message:
    if state.cancelled is not None:
        return Message("it was cancelled on {on}; reopen it first", on=state.cancelled.on)
    if state.closure == "completed":
        return Message("it was already completed on {on}; to change that, reopen it first", on=state.completed_on)
    on = max(failure.on for failure in state.failed.values())
    return Message("it was declared not completed on {on}; reopen it first", on=on)


def _office_objections(measure: Measure, state: State, entry: Entry) -> Iterator[Objection]:
    named = entry.offices if isinstance(entry, (Completed, NotCompleted, Reopened)) else ()
    settled: dict[str, Completed | NotCompleted] = {**state.completed, **state.failed}
    for number, office in enumerate(named):
        if office not in measure.offices:
            yield Objection("journal-office-unknown", "offices", _unknown_office(measure, office))
        elif office in named[:number]:
            yield Objection(
                "journal-office-twice", "offices", Message("the office “{office}” is named twice", office=office)
            )
        elif isinstance(entry, Reopened):
            if office not in settled:
                what = Message("the office “{office}” is open already", office=office)
                yield Objection("journal-reopened-open", "offices", what)
        elif state.closure is None and office in settled:
            what = Message(
                "“{office}” was already recorded on {on}; reopen it first", office=office, on=settled[office].on
            )
            yield Objection("journal-office-settled", "offices", what)


def _unknown_office(measure: Measure, office: str) -> Message:
    if not measure.offices:
        return Message("the plan names no offices for it, so “{office}” can't be one", office=office)
    known = ", ".join(f"«{name}»" for name in measure.offices)
    return Message("there is no office “{office}”; the offices are: {known}", office=office, known=known)


def _completion_objections(measure: Measure, entry: Completed) -> Iterator[Objection]:
    if entry.on > measure.due.day and entry.note is None:
        what = Message(
            "it was due on {due}, so a completion on {on} is late and needs a note that says why",
            due=measure.due.day,
            on=entry.on,
        )
        yield Objection("journal-late-without-note", None, what)


def _spending_objections(measure: Measure, entry: Spent) -> Iterator[Objection]:
    if entry.amount < 0 and entry.note is None:
        what = Message("money that comes back ({amount}) needs a note that says why", amount=entry.amount)
        yield Objection("journal-spent-back-without-note", None, what)
    if measure.funding is not None and measure.funding.spent is not None:
        what = Message(
            "funding gives the whole sum that was spent already; say it there or in the journal, not in both"
        )
        yield Objection("journal-spent-twice", "amount", what)
