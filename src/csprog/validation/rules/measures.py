"""Rules of measures: numbers, deadlines, offices, journals, actual values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from csprog.findings import KeyPath, Violation
from csprog.i18n import Message
from csprog.parsing.periods import Period
from csprog.programme.assessments import Assessment
from csprog.programme.corrections import typed_name
from csprog.programme.indicators import Actual
from csprog.programme.journal_rules import date_violations, violations_by_entry
from csprog.programme.ledgers import placed_indicators, untimely
from csprog.programme.model import PlacedMeasure, Programme


def numbers(programme: Programme, today: date) -> Iterator[Violation]:
    """Yield numbers that are twice, out of order or outside their part (F1)."""
    parts = list(_numbered_parts(programme))
    for path, number, parent in parts:
        if parent and not number.startswith(f"{parent}."):
            message = Message(
                "{number} lies in {parent}; its number must begin with {parent}.", number=number, parent=parent
            )
            yield Violation("number-outside", path, message)
    counts = Counter(number for _, number, _ in parts)
    ids = {placed.id for placed in programme.measures}
    seen: set[str] = set()
    latest: dict[str, tuple[int, ...]] = {}  # by parent
    for path, number, parent in parts:
        order = tuple(map(int, number.split(".")))
        if number in seen:
            message = Message(
                "the number {number} stands {count} times in the plan", number=number, count=counts[number]
            )
            yield Violation("number-duplicate", path, message)
        elif number in ids:
            message = Message("the number {number} is the id of another proposal's measure", number=number)
            yield Violation("number-duplicate", path, message)
        elif order < latest.get(parent, ()):
            previous = ".".join(map(str, latest[parent]))
            message = Message("{number} comes after {previous}", number=number, previous=previous)
            yield Violation("number-order", path, message, "warning")
        elif number.startswith(f"{parent}.") or not parent:
            latest[parent] = order
        seen.add(number)


def deadlines(programme: Programme, today: date) -> Iterator[Violation]:
    """Yield deadlines outside the plan's year (clause 1.3 counts by years)."""
    for placed in programme.measures:
        due = placed.measure.due.day
        if due.year != programme.year:
            message = Message("{due} is not in {year}, the year of the plan", due=due, year=programme.year)
            yield Violation("due-outside-year", (*placed.path, "due"), message)


def offices(programme: Programme, today: date) -> Iterator[Violation]:
    """Yield offices named twice in a measure; entries refer to them by name."""
    for placed in programme.measures:
        seen: set[str] = set()
        for index, office in enumerate(placed.measure.offices):
            if office in seen:
                message = Message("the office “{office}” is given twice", office=office)
                yield Violation("office-twice", (*placed.path, "offices", index), message)
            seen.add(office)


def journals(programme: Programme, today: date) -> Iterator[Violation]:
    """Yield entries that can't follow those before them (F6, F9)."""
    for placed in programme.measures:
        yield from _journal(placed, programme.year, today)


def outcomes(programme: Programme, today: date) -> Iterator[Violation]:
    """Yield actual values and assessments recorded too early (F4, F14)."""
    items: list[tuple[KeyPath, Actual | Assessment]] = [
        ((*placed.path, "actuals", index), actual)
        for placed in placed_indicators(programme)
        for index, actual in enumerate(placed.indicator.actuals)
    ]
    items += [(("assessments", index), assessment) for index, assessment in enumerate(programme.assessments)]
    for path, item in items:
        if violation := untimely(item, programme.year, today):
            yield violation._replace(path=(*path, *violation.path))
    yield from _corrections_of_nothing(programme)


def _corrections_of_nothing(programme: Programme) -> Iterator[Violation]:
    """Yield values and assessments that correct one which does not stand above them."""
    for placed in placed_indicators(programme):
        periods: set[Period] = set()
        for index, actual in enumerate(placed.indicator.actuals):
            if actual.why and actual.period not in periods:
                message = Message("no value for {period} stands above it", period=actual.period)
                yield Violation("corrected-unknown", (*placed.path, "actuals", index, "why"), message)
            periods.add(actual.period)
    names: set[str] = set()
    for index, assessment in enumerate(programme.assessments):
        if assessment.why and assessment.id not in names:
            message = Message("no assessment “{id}” stands above it", id=assessment.id)
            yield Violation("corrected-unknown", ("assessments", index, "why"), message)
        names.add(assessment.id)


def _journal(placed: PlacedMeasure, year: int, today: date) -> Iterator[Violation]:
    path = (*placed.path, "journal")
    for index, entry in enumerate(placed.measure.journal):
        for violation in date_violations(entry, year, today):
            yield violation._replace(path=(*path, index, *violation.path))
    name = typed_name(placed.id, year)
    for index, violation in violations_by_entry(name, placed.measure, placed.measure.journal):
        yield violation._replace(path=(*path, index, *violation.path))


def _numbered_parts(programme: Programme) -> Iterator[tuple[KeyPath, str, str]]:
    """Yield the path and the number of each part, and its parent's number."""
    for index, section in enumerate(programme.sections):
        yield ("sections", index, "number"), section.number, ""
    for path, subsection, section in programme.subsections():
        yield (*path, "number"), subsection.number, section.number
    for path, proposal, subsection, _ in programme.proposals():
        yield (*path, "number"), proposal.number, subsection.number
