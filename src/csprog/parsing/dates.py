"""Days as people type them: 14.03.2025, 14/3/25, 2025-03-14, 14 марта 2025 г."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from csprog.errors import ParseError
from csprog.i18n import Message

MONTHS = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
"""How the names of months begin in all their cases; «ма» only where it isn't «март»."""
MONTH = rf"({'|'.join(MONTHS)})[а-я]{{0,2}}"

_NUMERIC = re.compile(r"(?<![\d./-])([0-3]?\d)([./-])([01]?\d)\2((?:20)?\d\d)(?![\d./-]\d)")
_ISO = re.compile(r"(?<![\d-])(20\d\d)-([01]\d)-([0-3]\d)(?![\d-])")
_FILE_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BESIDE_A_DAY = re.compile(r"\s*(?:г\.?|года)?\s*(?:[0-2]?\d:\d\d(?::\d\d)?)?\s*")
_WORDED = re.compile(rf"(?<!\d)([0-3]?\d)\s+{MONTH}\b(?:\s+(20\d\d))?")


def parse_day(text: str) -> date | None:
    """Return the day that a plan's file holds as `text` (2025-12-31), None if it is none."""
    try:
        return date.fromisoformat(text) if _FILE_FORM.fullmatch(text) else None
    except ValueError:
        return None


def read_day(text: str) -> date:
    """Return the day that a person means: 2025-03-14, 14.03.2025, 14/3/25 or 14 марта 2025 г.

    Raises:
        ParseError: it names none, or more than one.
    """
    words = text.strip().lower()
    if day := parse_day(words):
        return day
    days = list(days_in(words))
    if len(days) != 1 or not _BESIDE_A_DAY.fullmatch(without_days(words)):
        raise ParseError(Message("a date is written like 2025-12-31 or 31.12.2025"))
    return days[0]


def day_of_serial(number: float) -> date:
    """Return the day that Excel keeps as `number`."""
    return date(1899, 12, 30) + timedelta(days=int(number))


def days_in(text: str, year: int | None = None) -> Iterator[date]:
    """Give the days that a text in small letters names; those without a year are of `year`, or none without it."""
    for of, month, day in _ISO.findall(text):
        yield from _valid(int(of), int(month), int(day))
    for day, _, month, of in _NUMERIC.findall(text):
        yield from _valid(int(of) if len(of) > 2 else 2000 + int(of), int(month), int(day))  # noqa: PLR2004 - 25 is 2025
    for day, month, of in _WORDED.findall(text):
        if of or year:
            yield from _valid(int(of or year or 0), MONTHS.index(month) + 1, int(day))


def without_days(text: str) -> str:
    """Return what the text says besides days."""
    return _WORDED.sub("", _ISO.sub("", _NUMERIC.sub("", text)))


def _valid(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return
