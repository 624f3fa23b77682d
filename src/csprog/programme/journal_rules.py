"""Checks journal entries: their days, their order, their offices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from csprog.findings import Violation
from csprog.i18n import Message
from csprog.programme.entries import Completed, Entry, NotCompleted, Postponed, Remark, Reopened, Spent
from csprog.programme.journal import JournalState, initial_state
from csprog.programme.model import Measure


def journal_violations(measure: Measure, state: JournalState, entry: Entry) -> Iterator[Violation]:
    """Yield the violations of `entry` after `state` in a measure's journal."""
    if state.last_on is not None and entry.on < state.last_on:
        message = Message(
            "{on} is before the entry above it ({last}); entries stand in order of date",
            on=entry.on,
            last=state.last_on,
        )
        yield Violation("journal-order", ("on",), message)
    yield from _office_violations(measure, state, entry)
    if isinstance(entry, Spent):
        yield from _spending_violations(measure, entry)
    if isinstance(entry, (Remark, Spent)):
        return  # both may follow a closure
    if isinstance(entry, Reopened):
        if state.closure is None and not entry.offices:
            yield Violation("journal-reopened-open", ("event",), Message("it is open already; nothing to reopen"))
        elif state.cancelled is not None and entry.offices:
            message = Message("it was cancelled as a whole; reopen it without naming offices")
            yield Violation("journal-closed", ("offices",), message)
        return
    if state.closure is not None:
        yield Violation("journal-closed", ("event",), _closed(state))
    elif isinstance(entry, Completed):
        yield from _completion_violations(measure, state, entry)
    elif isinstance(entry, Postponed) and entry.to <= state.awaited:
        message = Message(
            "{to} is no later than the day it is awaited by now, {awaited}", to=entry.to, awaited=state.awaited
        )
        yield Violation("journal-postponed-back", ("to",), message)


def date_violations(entry: Entry, year: int, today: date) -> Iterator[Violation]:
    """Yield the violations of the entry's day in the plan of `year`.

    A completion before the year began needs a note or a reason that says why.
    """
    if violation := day_violation(entry.on, year, today):
        yield violation
    elif entry.on.year < year and isinstance(entry, Completed) and not (entry.note or entry.reason):
        message = Message(
            "{on} is before {year}, the year of the plan; if that is so, say why in a note", on=entry.on, year=year
        )
        yield Violation("journal-before-year", ("on",), message)


def day_violation(on: date, year: int, today: date) -> Violation | None:
    """Return the violation of a day that is in the future or long before `year`."""
    if on > today:
        return Violation(
            "journal-future", ("on",), Message("{on} is in the future; today is {today}", on=on, today=today)
        )
    if on.year < year - 1:
        message = Message("{on} is long before {year}, the year of the plan", on=on, year=year)
        return Violation("journal-before-year", ("on",), message)
    return None


def _closed(state: JournalState) -> Message:
    if state.cancelled is not None:
        return Message("it was cancelled on {on}; reopen it first", on=state.cancelled.on)
    if state.closure == "completed":
        return Message("it was already completed on {on}; to change that, reopen it first", on=state.completed_on)
    on = max(failure.on for failure in state.failed.values())
    return Message("it was declared not completed on {on}; reopen it first", on=on)


def _office_violations(measure: Measure, state: JournalState, entry: Entry) -> Iterator[Violation]:
    # Each office gets one violation, the one that helps most; settled offices of a closed measure are covered by
    # the rule for closed measures.
    named = entry.offices if isinstance(entry, (Completed, NotCompleted, Reopened)) else ()
    settled: dict[str, Completed | NotCompleted] = {**state.completed, **state.failed}
    for number, office in enumerate(named):
        if office not in measure.offices:
            yield Violation("journal-office-unknown", ("offices",), _unknown_office(measure, office))
        elif office in named[:number]:
            yield Violation(
                "journal-office-twice", ("offices",), Message("the office “{office}” is named twice", office=office)
            )
        elif isinstance(entry, Reopened):
            if office not in settled:
                message = Message("the office “{office}” is open already", office=office)
                yield Violation("journal-reopened-open", ("offices",), message)
        elif state.closure is None and office in settled:
            message = Message(
                "“{office}” was already recorded on {on}; reopen it first", office=office, on=settled[office].on
            )
            yield Violation("journal-office-settled", ("offices",), message)


def _unknown_office(measure: Measure, office: str) -> Message:
    if not measure.offices:
        return Message("the plan names no offices for it, so “{office}” can't be one", office=office)
    names = ", ".join(f"«{name}»" for name in measure.offices)
    return Message("there is no office “{office}”; the offices are: {known}", office=office, known=names)


def _completion_violations(measure: Measure, state: JournalState, entry: Completed) -> Iterator[Violation]:
    explained = all(office in state.reasons for office in entry.offices or state.open_offices)
    # Before `reason` was a key, the note of a late completion was its reason too.
    if entry.on > measure.due.day and not (explained or entry.reason or entry.note):
        message = Message(
            "it was due on {due}, so a completion on {on} is late and needs a reason",
            due=measure.due.day,
            on=entry.on,
        )
        yield Violation("journal-late-without-note", (), message)


def _spending_violations(measure: Measure, entry: Spent) -> Iterator[Violation]:
    if entry.amount < 0 and entry.note is None:
        message = Message("money that comes back ({amount}) needs a note that says why", amount=entry.amount)
        yield Violation("journal-spent-back-without-note", (), message)
    if measure.funding is not None and measure.funding.spent is not None:
        message = Message(
            "funding gives the whole sum that was spent already; say it there or in the journal, not in both"
        )
        yield Violation("journal-spent-twice", ("amount",), message)


def violates_rules(measure: Measure, following: Iterable[Entry] = ()) -> bool:
    """Return True if the journal, continued by `following`, breaks a rule."""
    state = initial_state(measure)
    for entry in (*measure.journal, *following):
        if any(journal_violations(measure, state, entry)):
            return True
        state = state.after(entry)
    return False
