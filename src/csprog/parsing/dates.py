"""Parses dates: 2025-03-14, 14.03.2025, 14/3/25, 14 марта 2025 г., yesterday."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from csprog.errors import ParseError
from csprog.i18n import N_, Message

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
_SERIALS = (36_526, 73_050)
MONTH = rf"({'|'.join(MONTHS)})[а-я]{{0,2}}"

DATES = N_("a date is written like 2025-12-31 or 31.12.2025")
_LENGTHS = (
    N_("there is no such day: January has 31 days"),
    N_("there is no such day: February {year} has {days} days"),
    N_("there is no such day: March has 31 days"),
    N_("there is no such day: April has 30 days"),
    N_("there is no such day: May has 31 days"),
    N_("there is no such day: June has 30 days"),
    N_("there is no such day: July has 31 days"),
    N_("there is no such day: August has 31 days"),
    N_("there is no such day: September has 30 days"),
    N_("there is no such day: October has 31 days"),
    N_("there is no such day: November has 30 days"),
    N_("there is no such day: December has 31 days"),
)
_DAYS_FROM_TODAY = {
    **dict.fromkeys(("today", "сегодня"), 0),
    **dict.fromkeys(("yesterday", "вчера"), -1),
    "позавчера": -2,
    **dict.fromkeys(("tomorrow", "завтра"), 1),
    "послезавтра": 2,
}
_NUMERIC = re.compile(r"(?<![\d./-])([0-3]?\d)([./-])([01]?\d)\2((?:20)?\d\d)(?!\d|[./-]\d)")
_ISO = re.compile(r"(?<![\d-])(20\d\d)-([01]?\d)-([0-3]?\d)(?![\d-])")
_FILE_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AFTER_A_DAY = re.compile(r"\s*(?:г\.?|года)?\s*(?:[0-2]?\d:\d\d(?::\d\d)?)?\s*")
_WRITTEN = re.compile(rf"(?<!\d)([0-3]?\d)\s+{MONTH}\b(?:\s+(20\d\d))?")


def parse_day(text: str) -> date | None:
    """Return the date in a plan file's spelling (2025-12-31), None if invalid."""
    try:
        return date.fromisoformat(text) if _FILE_FORM.fullmatch(text) else None
    except ValueError:
        return None


def read_day(text: str, today: date | None = None) -> date:
    """Return the date in any usual spelling; “yesterday” too if `today` is given.

    «г.» and a time of day, as in Excel's cells, may follow it.

    Raises:
        ParseError: the text holds no date, several, or other words.
    """
    lowered = text.strip().lower()
    if day := parse_day(lowered):
        return day
    if today is not None and (near := _day_near(lowered, today)):
        return near
    days = list(days_in(lowered))
    if len(days) == 1 and _AFTER_A_DAY.fullmatch(without_days(lowered)):
        return days[0]
    raise ParseError(past_month_end(text) or Message(DATES))


def _day_near(text: str, today: date) -> date | None:
    """Return the day that a word names, counted from `today`: yesterday, завтра."""
    distance = _DAYS_FROM_TODAY.get(text.strip().lower())
    try:
        return None if distance is None else today + timedelta(distance)
    except OverflowError:  # the calendar's last day
        return None


def past_month_end(text: str) -> Message | None:
    """Return how long a month is, if `text` names a day after its end: 31.11.2025."""
    for year, month, day in _named_days(text.strip().lower()):
        if 1 <= month <= len(MONTHS) and day > (last := monthrange(year, month)[1]):
            return Message(_LENGTHS[month - 1], year=year, days=last)
    return None


def is_serial(number: float) -> bool:
    """Tell whether a number is an Excel serial number of a day from 2000 to 2099, and so was probably a date."""
    return _SERIALS[0] <= number < _SERIALS[1]


def day_of_serial(number: float) -> date:
    """Return the date of an Excel serial number; its fraction is the time."""
    # Excel counts from 1900-01-01 and has a 29 February 1900, which was none: so day 0 is two days earlier
    return date(1899, 12, 30) + timedelta(days=int(number))


def days_in(text: str) -> Iterator[date]:
    """Yield the dates with a year in a lower-case text."""
    for named in _named_days(text):
        yield from _valid(*named)


def _named_days(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield year, month and day of each date, whether the calendar has it or not."""
    for written_year, month, day in _ISO.findall(text):
        yield int(written_year), int(month), int(day)
    for day, _, month, written_year in _NUMERIC.findall(text):
        yield int(written_year[-2:]) + 2000, int(month), int(day)
    for day, month, written_year in _WRITTEN.findall(text):
        if written_year:
            yield int(written_year), MONTHS.index(month) + 1, int(day)


def without_days(text: str) -> str:
    """Return the text with its dates removed."""
    return _WRITTEN.sub("", _ISO.sub("", _NUMERIC.sub("", text)))


def _valid(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return
