"""A year on a day as records: all that `status` shows and gives; plain data, so that who has it needs no plan.

The names are a contract that other programs rely on (`status --json`).
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any, TypedDict

from csprog.programme.groups import Grouping
from csprog.programme.terms import SOON, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class OfficeRecord(TypedDict):
    """An office of a measure, and the day on which it was carried out there."""

    name: str
    completed_on: str | None


class MeasureRecord(TypedDict):
    """A measure and how it stands; days are texts, 2025-12-31.

    `open_offices` are those in which something is still to be done; none of a measure that is closed or names none.
    """

    id: str
    proposal: str
    section: str
    subsection: str
    audience: str | None
    channel: str | None
    text: str
    due: str
    due_text: str
    awaited: str
    standing: str
    days_overdue: int
    completed_on: str | None
    offices: list[OfficeRecord]
    open_offices: list[str]
    responsible: str | None
    note: str | None
    reason: str | None


class SectionRecord(TypedDict):
    """A section by its number."""

    number: str
    title: str


class Overview(TypedDict):
    """A plan as it stands `as_of` a day: its sections, and its measures in plan order."""

    year: int
    as_of: str
    organisation: str
    sections: list[SectionRecord]
    measures: list[MeasureRecord]


def counts(standings: Iterable[str]) -> dict[str, int]:
    """Return how many of `standings` there are of each, every one named, and their total."""
    found = Counter(standings)
    return {**{standing.value: found[standing] for standing in Standing}, "total": found.total()}


def counted(measures: Iterable[MeasureRecord]) -> dict[str, int]:
    """Return how many of `measures` stand how, every standing named, and their total."""
    return counts(measure["standing"] for measure in measures)


def done(count: dict[str, int]) -> int:
    """Return how many of those counted were carried out, in time or late."""
    return count[Standing.COMPLETED] + count[Standing.COMPLETED_LATE]


def year_record(overview: Overview, measures: Sequence[MeasureRecord]) -> dict[str, Any]:
    """Return the year with `measures` of it, as `status --json` gives it."""
    return {
        "year": overview["year"],
        "as_of": overview["as_of"],
        "organisation": overview["organisation"],
        "counts": counted(measures),
        "measures": measures,
    }


def is_due_within(measure: MeasureRecord, as_of: str, days: int = SOON.days) -> bool:
    """Tell whether a measure is open and awaited within so many days of `as_of`, or was awaited before."""
    left = date.fromisoformat(measure["awaited"]) - date.fromisoformat(as_of)
    return Standing(measure["standing"]).is_open and left.days <= days


def lies_in(measure: MeasureRecord, number: str) -> bool:
    """Tell whether a measure is `number` or lies in it: a section, a subsection, a proposal."""
    wanted = number.strip().rstrip(".")
    return wanted in {measure["section"], measure["subsection"], measure["proposal"], measure["id"]}


def names(measure: MeasureRecord, by: Grouping) -> Sequence[str | None]:
    """Return what a measure is put together by; None where it is not given.

    An open measure is one of those offices in which something is still to be done: the others need no reminder.
    A closed one is of all its offices.
    """
    match by:
        case Grouping.RESPONSIBLE:
            return (measure["responsible"],)
        case Grouping.OFFICE:
            return measure["open_offices"] or [office["name"] for office in measure["offices"]] or (None,)
        case Grouping.SECTION:
            return (measure["section"],)
        case Grouping.CHANNEL:
            return (measure["channel"],)
        case Grouping.AUDIENCE:
            return (measure["audience"],)
