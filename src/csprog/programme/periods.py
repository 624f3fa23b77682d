"""Deadlines and spans of the calendar, and the texts that name them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_PERIOD = re.compile(r"((?:19|20|21)[0-9]{2})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?")


@dataclass(frozen=True, slots=True)
class Due:
    """When a measure falls due: `day` is the last day still in time; `quarter` is set where a quarter was approved."""

    day: date
    quarter: int | None = None

    def __str__(self) -> str:
        """Return the form that the plan's file holds: 2025-12-31 or 2025-Q4."""
        return self.day.isoformat() if self.quarter is None else f"{self.day.year:04}-Q{self.quarter}"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of the calendar: a year, or a half, a quarter or a month of it, from its `first` day to its `last`.

    Periods are in order of their beginning; of those that begin together the longest comes last.
    """

    first: date
    last: date

    def __str__(self) -> str:
        """Return the form that the plan's file holds: 2025, 2025-H1, 2025-Q2 or 2025-03."""
        year, month = self.first.year, self.first.month
        match self.last.month - month:
            case 11:
                return str(year)
            case 5:
                return f"{year}-H{month // 6 + 1}"
            case 2:
                return f"{year}-Q{month // 3 + 1}"
        return f"{year}-{month:02}"


def parse_day(text: str) -> date | None:
    """Return the day that `text` (2025-12-31) names, None if it names none."""
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def parse_due(text: str) -> Due | None:
    """Return the deadline that `text` (2025-12-31 or 2025-Q4) names, None if it names none."""
    if quarter := _QUARTER.fullmatch(text):
        year, number = int(quarter[1]), int(quarter[2])
        if not 1 <= year < date.max.year:
            return None
        following = date(year + number // 4, number % 4 * 3 + 1, 1)
        return Due(following - timedelta(days=1), number)
    day = parse_day(text)
    return None if day is None else Due(day)


def parse_period(text: str) -> Period | None:
    """Return the span that `text` (2025, 2025-H1, 2025-Q2 or 2025-03) names, None if it names none."""
    found = _PERIOD.fullmatch(text)
    if found is None:
        return None
    year, half, quarter, month = (int(part or 0) for part in found.groups())
    months = 6 if half else 3 if quarter else 1 if month else 12
    begin = month or 1 + (max(half, quarter, 1) - 1) * months
    end = begin + months
    return Period(date(year, begin, 1), date(year + end // 13, (end - 1) % 12 + 1, 1) - timedelta(days=1))
