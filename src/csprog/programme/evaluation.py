"""What a year amounts to on a day: every measure with its standing, counted once for all who show it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from csprog.programme.standing import Stand, stand
from csprog.programme.terms import SOON, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csprog.programme.model import PlacedMeasure, Programme


Quarter = tuple[int, int]
"""A year and a number from 1 to 4."""


class Outcome(StrEnum):
    """What a year's report says of a measure (clause 1.3): carried out in the year, or not, and then why.

    A measure completed after the year's end was not carried out in the year; its note tells why it came late. One that
    was carried out in some of its offices counts as partly done once the year is over, even if nobody has said of the
    other offices why not; until then it is pending.
    """

    DONE = "done"
    DONE_LATE = "done-late"
    DONE_AFTER_YEAR = "done-after-year"
    PARTLY_DONE = "partly-done"
    NOT_DONE = "not-done"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    PENDING = "pending"

    @property
    def is_done_in_year(self) -> bool:
        """Whether the measure belongs to the list of those carried out in the year."""
        return self is Outcome.DONE or self is Outcome.DONE_LATE


@dataclass(frozen=True, slots=True)
class Row:
    """A measure, how it stands, and what the year's report says of it."""

    placed: PlacedMeasure
    stand: Stand
    outcome: Outcome

    @property
    def lacks_reason(self) -> bool:
        """Whether it was not carried out in the year and nobody has said why (F12)."""
        return not self.outcome.is_done_in_year and not self.reason

    @property
    def lacks_result(self) -> bool:
        """Whether it was carried out and nobody has said what was achieved (F11)."""
        return self.outcome.is_done_in_year and not self.stand.note

    @property
    def reason(self) -> str | None:
        """Why it was not carried out in the year; of one completed after it, the note that a late completion needs."""
        if self.outcome is Outcome.DONE_AFTER_YEAR:
            return self.stand.note
        if self.outcome is Outcome.PENDING or self.outcome.is_done_in_year:
            return None
        left_open = self.outcome is Outcome.PARTLY_DONE and self.stand.standing.is_open
        return None if left_open else self.stand.reason


@dataclass(frozen=True, slots=True)
class Tally:
    """How many measures stand how, and how many had which outcome."""

    standings: Counter[Standing]
    outcomes: Counter[Outcome]
    total: int

    @property
    def done(self) -> int:
        """How many were carried out by the day, in time or late, in the year or after it."""
        return self.standings[Standing.COMPLETED] + self.standings[Standing.COMPLETED_LATE]

    @property
    def done_in_year(self) -> int:
        """How many were carried out in the year of the plan."""
        return self.outcomes[Outcome.DONE] + self.outcomes[Outcome.DONE_LATE]

    @property
    def not_done_in_year(self) -> int:
        """How many were not carried out in the year of the plan, for whatever reason or none yet."""
        return self.total - self.done_in_year


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A programme on a day. `year_over` tells whether its year has ended."""

    programme: Programme
    day: date
    rows: tuple[Row, ...]
    year_over: bool

    @property
    def total(self) -> Tally:
        """The count over the whole plan."""
        return tally(self.rows)

    def by_quarter(self) -> list[tuple[Quarter, tuple[Row, ...]]]:
        """Return each quarter with the measures whose approved deadline lies in it, in order of time.

        The four quarters of the plan's year are always there; another one where a deadline lies in it.
        """
        rows: dict[Quarter, list[Row]] = {(self.programme.year, number): [] for number in (1, 2, 3, 4)}
        for row in self.rows:
            due = row.placed.measure.due.day
            rows.setdefault((due.year, (due.month + 2) // 3), []).append(row)
        return [(quarter, tuple(rows[quarter])) for quarter in sorted(rows)] if self.rows else []

    def lacking(self) -> tuple[Row, ...]:
        """Return the measures of which something must still be said before the final publication."""
        return tuple(row for row in self.rows if row.lacks_reason or row.lacks_result)

    @property
    def is_draft(self) -> bool:
        """Whether it is too early to publish for good: the year is not over, or something is still to be said."""
        return not self.year_over or bool(self.lacking())


def evaluate(programme: Programme, day: date) -> Evaluation:
    """Return how every measure of `programme` stands on `day`, in plan order."""
    rows = tuple(evaluate_measure(placed, programme.year, day) for placed in programme.measures)
    return Evaluation(programme, day, rows, day > date(programme.year, 12, 31))


def evaluate_measure(placed: PlacedMeasure, year: int, day: date) -> Row:
    """Return how one measure of the plan of `year` stands on `day`."""
    how, year_end = stand(placed.measure, day), date(year, 12, 31)
    return Row(placed, how, outcome(how, year_end, year_over=day > year_end))


def tally(rows: Iterable[Row]) -> Tally:
    """Count `rows` by standing and by outcome."""
    kept = list(rows)
    standings = Counter(row.stand.standing for row in kept)
    return Tally(standings, Counter(row.outcome for row in kept), len(kept))


def is_due_soon(row: Row) -> bool:
    """Tell whether an open measure is awaited within the next 30 days, whatever its offices."""
    how = row.stand
    return how.standing.is_open and how.standing is not Standing.OVERDUE and how.days_left <= SOON.days


def outcome(how: Stand, year_end: date, *, year_over: bool) -> Outcome:
    """Return what the report of the year that ends on `year_end` says of a measure that stands so."""
    match how.standing:
        case Standing.COMPLETED | Standing.COMPLETED_LATE if how.completed_on and how.completed_on > year_end:
            return Outcome.DONE_AFTER_YEAR
        case Standing.COMPLETED:
            return Outcome.DONE
        case Standing.COMPLETED_LATE:
            return Outcome.DONE_LATE
        case Standing.CANCELLED:
            return Outcome.CANCELLED
        case Standing.NOT_COMPLETED:
            return Outcome.PARTLY_DONE if how.offices_done else Outcome.NOT_DONE
    if how.postponed and how.awaited > year_end:
        return Outcome.POSTPONED
    return Outcome.PARTLY_DONE if year_over and how.offices_done else Outcome.PENDING
