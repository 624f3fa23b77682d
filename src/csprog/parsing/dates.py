"""Parses dates: 2025-03-14, 14.03.2025, 14/3/25, 14 марта 2025 г."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from csprog.errors import ParseError
from csprog.i18n import Message

MONTHS = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
"""Stems of the Russian months in all cases, January first.

«ма» (May) also begins «март», which the pattern below tries first.
"""
MONTH_NAMES = (
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
)
MONTH = rf"({'|'.join(MONTHS)})[а-я]{{0,2}}"

_NUMERIC = re.compile(r"(?<![\d./-])([0-3]?\d)([./-])([01]?\d)\2((?:20)?\d\d)(?!\d|[./-]\d)")
_ISO = re.compile(r"(?<![\d-])(20\d\d)-([01]\d)-([0-3]\d)(?![\d-])")
_FILE_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AFTER_A_DAY = re.compile(r"\s*(?:г\.?|года)?\s*(?:[0-2]?\d:\d\d(?::\d\d)?)?\s*")
_WRITTEN = re.compile(rf"(?<!\d)([0-3]?\d)\s+{MONTH}\b(?:\s+(20\d\d))?")


def parse_day(text: str) -> date | None:
    """Return the date in a plan file's spelling (2025-12-31), None if invalid."""
    try:
        return date.fromisoformat(text) if _FILE_FORM.fullmatch(text) else None
    except ValueError:
        return None


def read_day(text: str) -> date:
    """Return the date in any usual spelling.

    «г.» and a time of day, as in Excel's cells, may follow it.

    Raises:
        ParseError: the text holds no date, several, or other words.
    """
    lowered = text.strip().lower()
    if day := parse_day(lowered):
        return day
    days = list(days_in(lowered))
    if len(days) != 1 or not _AFTER_A_DAY.fullmatch(without_days(lowered)):
        raise ParseError(Message("a date is written like 2025-12-31 or 31.12.2025"))
    return days[0]


def day_of_serial(number: float) -> date:
    """Return the date of an Excel serial number; its fraction is the time."""
    # Excel counts from 1900-01-01 and has a 29 February 1900, which was none: so day 0 is two days earlier
    return date(1899, 12, 30) + timedelta(days=int(number))


def days_in(text: str) -> Iterator[date]:
    """Yield the dates with a year in a lower-case text."""
    for written_year, month, day in _ISO.findall(text):
        yield from _valid(int(written_year), int(month), int(day))
    for day, _, month, written_year in _NUMERIC.findall(text):
        yield from _valid(int(written_year[-2:]) + 2000, int(month), int(day))
    for day, month, written_year in _WRITTEN.findall(text):
        if written_year:
            yield from _valid(int(written_year), MONTHS.index(month) + 1, int(day))


def without_days(text: str) -> str:
    """Return the text with its dates removed."""
    return _WRITTEN.sub("", _ISO.sub("", _NUMERIC.sub("", text)))


def _valid(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return
