"""Rules of measures: numbers, deadlines, offices, journals, actual values."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

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
    by_parent: dict[str, list[_NumberedPart]] = {}
    for part in parts:
        by_parent.setdefault(part.parent, []).append(part)
    yield from (violation for siblings in by_parent.values() for violation in _outside(siblings))
    first: dict[str, KeyPath] = {}
    ids = {placed.id: (*placed.path, "text") for placed in programme.measures}
    repeated = set()
    for path, number, _ in parts:
        if number in first:
            message = Message("the number {number} is repeated: line {line} has it, too", number=number)
            yield Violation("number-duplicate", path, message, other=first[number])
        elif number in ids:
            message = Message("the number {number} is the id of the measure in line {line}", number=number)
            yield Violation("number-duplicate", path, message, other=ids[number])
        if number in first or number in ids:
            repeated.add(path)
        first.setdefault(number, path)
    for siblings in by_parent.values():
        yield from _out_of_order([part for part in siblings if part.fits and part.path not in repeated])


def _outside(siblings: Sequence[_NumberedPart]) -> Iterator[Violation]:
    """Yield the numbers that do not begin with that of the part around them."""
    parent = siblings[0].parent
    taken = [part.order[-1] for part in siblings if part.fits and len(part.order) == parent.count(".") + 2]
    for part in siblings:
        if not part.fits:
            values = {"number": part.number, "parent": parent, "free": f"{parent}.{max(taken, default=0) + 1}"}
            message = (
                Message(
                    "{number} is in subsection {parent}, so it must look like {parent}.N (next free: {free})",
                    **values,
                )
                if "." in parent
                else Message(
                    "{number} is in section {parent}, so it must look like {parent}.N (next free: {free})", **values
                )
            )
            yield Violation("number-outside", part.path, message)


def _out_of_order(siblings: Sequence[_NumberedPart]) -> Iterator[Violation]:
    """Yield the fewest numbers without which the others are in order."""
    kept = _longest_ordered([part.order for part in siblings])
    for place, part in enumerate(siblings):
        if place in kept:
            continue
        before = max((other for other in kept if other < place), default=None)
        if before is not None and siblings[before].order > part.order:
            message = Message("{number} comes after {previous}", number=part.number, previous=siblings[before].number)
        else:
            after = min(other for other in kept if other > place)
            message = Message("{number} comes before {next}", number=part.number, next=siblings[after].number)
        yield Violation("number-order", part.path, message, "warning")


def _longest_ordered(numbers: Sequence[tuple[int, ...]]) -> set[int]:
    """Return the places of a longest part of `numbers` that ascends; of two as long, the earlier."""
    ends: list[tuple[int, ...]] = []  # from the end: the greatest first number of each length, negated
    places: list[int] = []
    following: dict[int, int | None] = {}
    for place in reversed(range(len(numbers))):
        negated = tuple(-part for part in numbers[place])
        length = bisect_right(ends, negated)
        following[place] = places[length - 1] if length else None
        ends[length : length + 1], places[length : length + 1] = [negated], [place]
    kept: set[int] = set()
    step = places[-1] if places else None
    while step is not None:
        kept.add(step)
        step = following[step]
    return kept


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
        seen: dict[str, KeyPath] = {}
        for index, office in enumerate(placed.measure.offices):
            path = (*placed.path, "offices", index)
            if office in seen:
                message = Message("the office “{office}” is given twice: in line {line}, too", office=office)
                yield Violation("office-twice", path, message, other=seen[office])
            seen.setdefault(office, path)


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
                message = Message("there is no value for {period} above it", period=actual.period)
                yield Violation("corrected-unknown", (*placed.path, "actuals", index, "why"), message)
            periods.add(actual.period)
    names: set[str] = set()
    for index, assessment in enumerate(programme.assessments):
        if assessment.why and assessment.id not in names:
            message = Message("there is no assessment “{id}” above it", id=assessment.id)
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


class _NumberedPart(NamedTuple):
    """The number of a section, subsection or proposal, its path, and the number of the part around it."""

    path: KeyPath
    number: str
    parent: str

    @property
    def order(self) -> tuple[int, ...]:
        """The parts of the number, for comparison."""
        return tuple(map(int, self.number.split(".")))

    @property
    def fits(self) -> bool:
        """Tell whether it begins with the number of the part around it."""
        return not self.parent or self.number.startswith(f"{self.parent}.")


def _numbered_parts(programme: Programme) -> Iterator[_NumberedPart]:
    for index, section in enumerate(programme.sections):
        yield _NumberedPart(("sections", index, "number"), section.number, "")
    for path, subsection, section in programme.subsections():
        yield _NumberedPart((*path, "number"), subsection.number, section.number)
    for path, proposal, subsection, _ in programme.proposals():
        yield _NumberedPart((*path, "number"), proposal.number, subsection.number)
