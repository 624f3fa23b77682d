"""Periods: a year, or a half, a quarter or a month of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from csprog.errors import ParseError
from csprog.i18n import N_, Message
from csprog.parsing.names import fold_homoglyphs

PERIODS = N_("a period is a year (2025), a half (2025-H1), a quarter (2025-Q2) or a month (2025-03)")
_PERIOD = re.compile(r"((?:19|20|21)[0-9]{2})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?")


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


def read_period(text: str) -> Period:
    """Return the period that a person means: in small or capital letters, of either alphabet.

    Raises:
        ParseError: it is none.
    """
    period = parse_period(fold_homoglyphs(text.strip()).upper())
    if period is None:
        raise ParseError(Message(PERIODS))
    return period
