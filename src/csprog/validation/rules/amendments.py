"""Rules of amendments: their day, the parts that they name, what they say of them."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from datetime import date

from csprog.findings import KeyPath, Violation
from csprog.history.amendment import go_back, is_dropped, lies_in_any
from csprog.history.diff import DOCUMENT
from csprog.i18n import Message
from csprog.programme.model import AmendedValue, Amendment, Programme


def amendments(programme: Programme, today: date) -> Iterator[Violation]:
    """Yield amendments that contradict themselves or the plan.

    What one says was there before is judged where the version before is at hand: see `rules.change`.
    """
    known = _known(programme)
    numbers: dict[str, str | None] = {}  # after the amendments that follow
    for index, amendment in reversed(list(enumerate(programme.amendments))):
        path: KeyPath = ("amendments", index)
        if message := _untimely(amendment.on, programme, today):
            yield Violation("amendment-day", (*path, "on"), message)
        ids = frozenset(amendment.ids)
        for number, value in enumerate(amendment.changes):
            yield from _value_violations(value, ids, (*path, "changes", number))
        for message, where in _unknown(amendment, numbers, known):
            yield Violation("amendment-unknown", (*path, *where), message, "warning")
        go_back(numbers, amendment)


def _known(programme: Programme) -> set[str]:
    """Return the numbers of all parts, and the names of those of the document."""
    measures = {name for placed in programme.measures for name in placed.names}
    sections = {section.number for section in programme.sections}
    proposals = {proposal.number for _, proposal, _, _ in programme.proposals()}
    return {*measures, *sections, *proposals, *(part.number for _, part, _ in programme.subsections()), *DOCUMENT}


def _untimely(on: date, programme: Programme, today: date) -> Message | None:
    approval = programme.passport.approval
    if on > today:
        return Message("{on} is in the future; today is {today}", on=on, today=today)
    if approval is not None and on < approval.on:
        return Message("{on} is before the approval of the plan on {approval}", on=on, approval=approval.on)
    if on.year < programme.year - 1:
        return Message("{on} is too long before {year}, the year of the plan", on=on, year=programme.year)
    return None


def _value_violations(value: AmendedValue, ids: Container[str], path: KeyPath) -> Iterator[Violation]:
    if value.was == value.became:
        message = Message("{id}, {key}: give what was there (was), what is there now (became), or both", **_name(value))
        yield Violation("amendment-nothing", path, message)
    if not lies_in_any(value.id, ids):
        message = Message("{id} is not among the parts that the amendment names in ids; add it there", id=value.id)
        yield Violation("amendment-outside", (*path, "id"), message)


def _name(value: AmendedValue) -> dict[str, str]:
    return {"id": value.id, "key": value.key}


def _unknown(
    amendment: Amendment, numbers: Mapping[str, str | None], known: Container[str]
) -> Iterator[tuple[Message, KeyPath]]:
    """Yield the parts that the plan has not, and no amendment says were taken out.

    One that keeps no wording may have taken out what it names. `numbers` are those after the amendments that follow.
    """
    dropped = {value.id for value in amendment.changes if is_dropped(value)}
    for index, identifier in enumerate(amendment.ids if amendment.changes else ()):
        today = numbers.get(identifier, identifier)
        if today is not None and today not in known and today not in dropped:
            yield Message("the plan has no part {id}", id=identifier), ("ids", index)
