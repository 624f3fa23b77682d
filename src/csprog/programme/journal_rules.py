"""Checks journal entries: days, order, offices, corrections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from csprog.findings import Violation
from csprog.i18n import Message
from csprog.parsing.names import listed
from csprog.programme.corrections import correct_command, given_values, index_of, valid_entries
from csprog.programme.entries import Completed, Corrected, Entry, NotCompleted, Postponed, Reopened, Spent
from csprog.programme.journal import UNORDERED, JournalState, initial_state, state_after
from csprog.programme.model import Measure

_KEYS = {"completed": "note", "not-completed": "reason", "cancelled": "reason"}
"""The option that a correction of a closure most often has."""


def journal_violations(name: str, measure: Measure, before: Sequence[Entry], entry: Entry) -> Iterator[Violation]:
    """Yield the violations of `entry` after the entries `before`.

    `name` is the measure as the commands take it which the messages name (`typed_name`).
    """
    if isinstance(entry, Corrected):
        yield from _correction_violations(name, measure, before, entry)
    else:
        yield from _Rules(name, measure, valid_entries(before)).violations(state_after(measure, before), entry)


def violations_by_entry(name: str, measure: Measure, journal: Sequence[Entry]) -> Iterator[tuple[int, Violation]]:
    """Yield what `journal_violations` finds in each entry after those above it, with its index.

    The journal is folded once, and anew after a correction.
    """
    state, valid = initial_state(measure), dict[int, Entry]()
    for index, entry in enumerate(journal):
        if isinstance(entry, Corrected):
            found = _correction_violations(name, measure, journal[:index], entry)
            yield from ((index, violation) for violation in found)
            state, valid = state_after(measure, journal[: index + 1]), valid_entries(journal[: index + 1])
        else:
            yield from ((index, violation) for violation in _Rules(name, measure, valid).violations(state, entry))
            state, valid[index] = state.after(entry), entry


def date_violations(entry: Entry, year: int, today: date) -> Iterator[Violation]:
    """Yield the violations of the entry's day in the plan of `year`.

    A completion before the year began needs a note or a reason that says why.
    """
    if violation := day_violation(entry.on, year, today):
        yield violation
    elif entry.on.year < year and isinstance(entry, Completed) and not (entry.note or entry.reason):
        message = Message(
            "{on} is before {year}, the year of the plan; if that is right, explain it in a note",
            on=entry.on,
            year=year,
        )
        yield Violation("journal-before-year", ("on",), message)
    true_day = entry.values.on if isinstance(entry, Corrected) and entry.values else None
    if true_day and (violation := day_violation(true_day, year, today)):
        yield violation._replace(path=("values", "on"))


def day_violation(on: date, year: int, today: date) -> Violation | None:
    """Return the violation of a day that is in the future or long before `year`."""
    if on > today:
        return Violation(
            "journal-future", ("on",), Message("{on} is in the future; today is {today}", on=on, today=today)
        )
    if on.year < year - 1:
        message = Message("{on} is too long before {year}, the year of the plan", on=on, year=year)
        return Violation("journal-before-year", ("on",), message)
    return None


def violates_rules(measure: Measure, following: Iterable[Entry] = ()) -> bool:
    """Return True if the journal, continued by `following`, breaks a rule."""
    journal = (*measure.journal, *following)
    return any(violations_by_entry("", measure, journal))


class _Rules:
    """Checks an entry that is no correction; `before` are the entries above it that hold, by their index."""

    def __init__(self, name: str, measure: Measure, before: dict[int, Entry]) -> None:
        self.name, self.measure, self.before = name, measure, before

    def violations(self, state: JournalState, entry: Entry) -> Iterator[Violation]:
        """Yield the violations of `entry` after `state`."""
        if state.last_on is not None and entry.on < state.last_on and not isinstance(entry, UNORDERED):
            message = Message(
                "{on} is before the entry above it ({last}); entries are in order of date. If that one is a "
                "mistake, revoke it: {command}",
                on=entry.on,
                last=state.last_on,
                command=correct_command(self.name, self.before, self._last_ordered(), "--withdraw"),
            )
            yield Violation("journal-order", ("on",), message)
        yield from self._office_violations(state, entry)
        if isinstance(entry, Spent):
            yield from _spending_violations(self.measure, entry)
        if isinstance(entry, UNORDERED):
            return
        if isinstance(entry, Reopened):
            yield from _reopening_violations(state, entry)
        elif state.closure is not None:
            yield Violation("journal-closed", ("event",), self._closed(state))
        elif isinstance(entry, Completed):
            yield from _completion_violations(self.measure, state, entry)
        elif isinstance(entry, Postponed) and entry.to <= state.awaited:
            message = Message(
                "{to} is not later than the present deadline, {awaited}", to=entry.to, awaited=state.awaited
            )
            yield Violation("journal-postponed-back", ("to",), message)

    def _last_ordered(self) -> Entry:
        return next(entry for entry in reversed(self.before.values()) if not isinstance(entry, UNORDERED))

    def _closed(self, state: JournalState) -> Message:
        commands = self._commands(_closing_entry(state))
        if state.cancelled is not None:
            return Message(
                "it was cancelled on {on}; to change the entry: {correct}; to reopen it: {reopen}",
                on=state.cancelled.on,
                **commands,
            )
        if state.closure == "completed":
            return Message(
                "it was already completed on {on}; to change the entry: {correct}; to reopen it: {reopen}",
                on=state.completed_on,
                **commands,
            )
        return Message(
            "it was recorded as not completed on {on}; to change the entry: {correct}; to reopen it: {reopen}",
            on=max(failure.on for failure in state.failed.values()),
            **commands,
        )

    def _office_violations(self, state: JournalState, entry: Entry) -> Iterator[Violation]:
        # Each office gets one violation, the one that helps most; settled offices of a closed measure are covered by
        # the rule for closed measures.
        named = entry.offices if isinstance(entry, (Completed, NotCompleted, Reopened)) else ()
        settled: dict[str, Completed | NotCompleted] = {**state.completed, **state.failed} if named else {}
        known, seen = frozenset(self.measure.offices if named else ()), set[str]()
        for office in named:
            if office not in known:
                yield Violation("journal-office-unknown", ("offices",), _unknown_office(self.measure, office))
            elif office in seen:
                yield Violation(
                    "journal-office-twice", ("offices",), Message("the office “{office}” is given twice", office=office)
                )
            elif isinstance(entry, Reopened):
                if office not in settled:
                    message = Message("the office “{office}” is already open", office=office)
                    yield Violation("journal-reopened-open", ("offices",), message)
            elif state.closure is None and office in settled:
                message = Message(
                    "“{office}” was already recorded on {on}; to change the entry: {correct}; to reopen it: {reopen}",
                    office=office,
                    on=settled[office].on,
                    **self._commands(settled[office], office),
                )
                yield Violation("journal-office-settled", ("offices",), message)
            seen.add(office)

    def _commands(self, closing: Entry, office: str = "") -> dict[str, str]:
        """Return the commands that correct the entry `closing`, and reopen."""
        at = f' --office "{office}"' if office else ""
        return {
            "correct": correct_command(self.name, self.before, closing, f'--{_KEYS[closing.event]} "…"'),
            "reopen": f'csprog reopen {self.name}{at} --reason "…"',
        }


def _closing_entry(state: JournalState) -> Entry:
    """Return the entry that closed the measure last."""
    if state.cancelled is not None:
        return state.cancelled
    entries: list[Completed | NotCompleted] = [*(state.failed or state.completed).values()]
    return max(entries, key=lambda entry: entry.on)


def _reopening_violations(state: JournalState, entry: Reopened) -> Iterator[Violation]:
    if state.closure is None and not entry.offices:
        yield Violation("journal-reopened-open", ("event",), Message("it is already open; nothing to reopen"))
    elif state.cancelled is not None and entry.offices:
        message = Message("it was cancelled as a whole; reopen it without --office")
        yield Violation("journal-closed", ("offices",), message)


def _unknown_office(measure: Measure, office: str) -> Message:
    if not measure.offices:
        return Message("the plan lists no offices for it, so “{office}” can't be one", office=office)
    names = listed(f"«{name}»" for name in measure.offices)
    return Message("there is no office “{office}”; there are: {known}", office=office, known=names)


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
        message = Message('a refund ({amount}) needs a reason: --note "…"', amount=entry.amount)
        yield Violation("journal-spent-back-without-note", (), message)
    if measure.funding is not None and measure.funding.spent is not None:
        message = Message("funding already has the total spent; record it there or in the journal, not in both")
        yield Violation("journal-spent-twice", ("amount",), message)


def _correction_violations(
    name: str, measure: Measure, before: Sequence[Entry], correction: Corrected
) -> Iterator[Violation]:
    """Yield the violations of a correction: target, values, consequences."""
    target = index_of(before, correction.corrects)
    given = given_values(correction)
    if target is None:
        message = Message(
            "there is no entry “{event}” of {on} above it", event=correction.corrects.event, on=correction.corrects.on
        )
        yield Violation("corrected-unknown", ("corrects",), message)
    elif not (given or correction.removed or correction.withdrawn):
        yield Violation("corrected-nothing", (), Message("the correction gives no new value"))
    else:
        yield from _value_violations(valid_entries(before).get(target, before[target]), correction)
        yield from _consequences(name, measure, before, correction)


def _value_violations(entry: Entry, correction: Corrected) -> Iterator[Violation]:
    known = type(entry).model_fields
    for key in given_values(correction):
        if key not in known:
            message = Message("an entry “{event}” has no “{key}”", event=entry.event, key=key)
            yield Violation("corrected-value", ("values", key), message)
    for index, key in enumerate(correction.removed):
        if getattr(entry, key, None) in (None, ()) or known[key].is_required():
            message = Message("“{key}” of an entry “{event}” can't be removed", event=entry.event, key=key)
            yield Violation("corrected-value", ("removed", index), message)


def _consequences(name: str, measure: Measure, before: Sequence[Entry], correction: Corrected) -> Iterator[Violation]:
    """Yield the first violation that the journal has only with a correction."""
    following = list(_contradictions(name, measure, (*before, correction)))
    known = {str(violation.message) for violation in _contradictions(name, measure, before)} if following else set()
    for violation in following:
        if str(violation.message) not in known:
            what = Message("with this correction the journal contradicts itself: {why}", why=violation.message)
            yield Violation("corrected-contradiction", ("corrects",), what)
            return


def _contradictions(name: str, measure: Measure, journal: Sequence[Entry]) -> Iterator[Violation]:
    """Yield what a corrected journal breaks, its order of days aside.

    The true day of an entry may be earlier than that of one which was recorded before it.
    """
    valid = valid_entries(journal)
    state, rules = initial_state(measure), _Rules(name, measure, valid)
    for entry in valid.values():
        yield from rules.violations(replace(state, last_on=None), entry)
        state = state.after(entry)
