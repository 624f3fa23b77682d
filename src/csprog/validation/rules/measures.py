"""The rules of content: what a plan that can be read must still get right. Each yields findings, none prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from csprog.findings import KeyPath, Violation
from csprog.i18n import Message
from csprog.programme.assessments import Assessment
from csprog.programme.indicators import Actual
from csprog.programme.journal import initial_state
from csprog.programme.journal_rules import date_violations, journal_violations
from csprog.programme.ledgers import placed_indicators, untimely
from csprog.programme.model import PlacedMeasure, Programme


def numbers(programme: Programme, today: date) -> Iterator[Violation]:
    """Numbers are ids: each once, in order, and a proposal's begins with its subsection's (F1)."""
    for path, number, parent in _numbered(programme):
        if parent and not number.startswith(f"{parent}."):
            what = Message(
                "{number} lies in {parent}; its number must begin with {parent}.", number=number, parent=parent
            )
            yield Violation("number-outside", path, what)
    counts = Counter(number for _, number, _ in _numbered(programme))
    seen: set[str] = set()
    ids = {placed.id for placed in programme.measures}
    latest: dict[str, tuple[int, ...]] = {}
    for path, number, parent in _numbered(programme):
        order = tuple(map(int, number.split(".")))
        if number in seen:
            what = Message("the number {number} stands {count} times in the plan", number=number, count=counts[number])
            yield Violation("number-duplicate", path, what)
        elif number in ids:
            what = Message("the number {number} is the id of another proposal's measure", number=number)
            yield Violation("number-duplicate", path, what)
        elif order < latest.get(parent, ()):
            previous = ".".join(map(str, latest[parent]))
            what = Message("{number} comes after {previous}", number=number, previous=previous)
            yield Violation("number-order", path, what, "warning")
        elif number.startswith(f"{parent}.") or not parent:
            latest[parent] = order
        seen.add(number)


def deadlines(programme: Programme, today: date) -> Iterator[Violation]:
    """A measure of a year's Programme falls due in that year (clause 1.3 counts by years)."""
    for placed in programme.measures:
        if placed.measure.due.day.year != programme.year:
            what = Message(
                "{due} is not in {year}, the year of the plan", due=placed.measure.due.day, year=programme.year
            )
            yield Violation("due-outside-year", (*placed.path, "due"), what)


def offices(programme: Programme, today: date) -> Iterator[Violation]:
    """An office is named once a measure: its name is what the journal refers to."""
    for placed in programme.measures:
        for number, office in enumerate(placed.measure.offices):
            if office in placed.measure.offices[:number]:
                what = Message("the office “{office}” is named twice", office=office)
                yield Violation("office-twice", (*placed.path, "offices", number), what)


def journals(programme: Programme, today: date) -> Iterator[Violation]:
    """A journal can be read as a story: in order of date, nothing closed twice, nothing from the future (F6, F9)."""
    for placed in programme.measures:
        yield from _journal(placed, programme.year, today)


def outcomes(programme: Programme, today: date) -> Iterator[Violation]:
    """Values of indicators and assessments are from the past, and of periods that had begun (F4, F14)."""
    recorded: list[tuple[KeyPath, Actual | Assessment]] = [
        ((*found.path, "actuals", number), actual)
        for found in placed_indicators(programme)
        for number, actual in enumerate(found.indicator.actuals)
    ]
    recorded += [(("assessments", number), survey) for number, survey in enumerate(programme.assessments)]
    for path, one in recorded:
        if violation := untimely(one, programme.year, today):
            yield violation._replace(path=(*path, *violation.path))


def _journal(placed: PlacedMeasure, year: int, today: date) -> Iterator[Violation]:
    state = initial_state(placed.measure)
    for number, entry in enumerate(placed.measure.journal):
        path = (*placed.path, "journal", number)
        for violation in (*date_violations(entry, year, today), *journal_violations(placed.measure, state, entry)):
            yield violation._replace(path=(*path, *violation.path))
        state = state.after(entry)


def _numbered(programme: Programme) -> Iterator[tuple[KeyPath, str, str]]:
    """Yield the path and number of every section, subsection and proposal, with the number it lies in."""
    for s, section in enumerate(programme.sections):
        yield ("sections", s, "number"), section.number, ""
    for path, subsection, section in programme.subsections():
        yield (*path, "number"), subsection.number, section.number
    for path, proposal, subsection, _ in programme.proposals():
        yield (*path, "number"), proposal.number, subsection.number
