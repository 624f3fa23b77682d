"""Parses periods: a year, or a half, a quarter or a month of one."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from csprog.errors import ParseError
from csprog.i18n import N_, Message
from csprog.parsing.deadline_words import moments_in, plain_words
from csprog.parsing.names import fold_homoglyphs

PERIODS = N_("a period is a year (2025), a half (2025-H1), a quarter (2025-Q2) or a month (2025-03)")
_PERIOD = re.compile(r"((?:19|20|21)[0-9]{2})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?")

_YEAR = re.compile(r"((?:19|20|21)[0-9]{2})\s?(?:г\.?|год)")
_FILLER = re.compile(r"\b(?:год|года|г)\b|[\s.\0]|за\b")
_LONGEST = 60  # characters


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A calendar period, `first` and `last` day included.

    Periods sort by their first day, those that begin together by their length.
    """

    first: date
    last: date

    def __str__(self) -> str:
        """Return the spelling of plan files: 2025, 2025-H1, 2025-Q2 or 2025-03."""
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
    """Return a period in a plan file's spelling, None if invalid."""
    match = _PERIOD.fullmatch(text)
    if match is None:
        return None
    year, half, quarter, month = (int(part or 0) for part in match.groups())
    months = 6 if half else 3 if quarter else 1 if month else 12
    begin = month or 1 + (max(half, quarter, 1) - 1) * months
    end = begin + months - 1
    return Period(date(year, begin, 1), date(year, end, monthrange(year, end)[1]))


def read_period(text: str) -> Period:
    """Return a period: in a plan file's spelling, with letters of either alphabet, or in Russian words.

    The words name one month, quarter or half of a year, or the year: 1 квартал 2025, I полугодие 2025 г., 2025 год.

    Raises:
        ParseError: it is no period.
    """
    period = parse_period(fold_homoglyphs(text.strip()).upper()) or _in_words(text)
    if period is None:
        raise ParseError(Message(PERIODS))
    return period


def _in_words(text: str) -> Period | None:
    words = plain_words(text[:_LONGEST])
    if year := _YEAR.fullmatch(words):
        return parse_period(year[1])
    moments, rest = moments_in(words)
    if len(moments) != 1 or _FILLER.sub("", rest):
        return None
    (moment,) = moments
    if moment.year is None or moment.several:
        return None
    number = moment.number
    spelt = {"half": f"H{number}", "quarter": f"Q{number}", "month": f"{number:02}"}.get(moment.kind)
    return parse_period(f"{moment.year}-{spelt}")
