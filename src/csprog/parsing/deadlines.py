"""Deadlines as documents print them: 31.12.2025, 4 квартал 2025, до 31 декабря 2025 г., в течение года, ежеквартально."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from csprog.i18n import Message
from csprog.parsing.dates import MONTH, MONTHS, day_of_serial, days_in, parse_day, without_days

_FILE_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")
_MONTH_ALONE = re.compile(rf"\b{MONTH}\b(?:\s+(20\d\d))?")
_QUARTER = re.compile(
    r"(?<![\w.])([1-4]|i{1,3}|iv|перв\w+|втор\w+|трет\w+|четв\w+)(?:\s*-?\s*(?:й|го|ый|ой|ом|м|е))?(?=\s*(?:[-–—,и]|кв))"
)
_OF_QUARTER = re.compile(r"кв(?:арт[а-я]*|\.|\b)")
_HALF = re.compile(r"(?<![\w.])([12]|i{1,2}|перв\w+|втор\w+)(?:\s*-?\s*(?:е|го|ое|ом|м))?\s+полугоди")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_ALL_YEAR = re.compile(r"\bгод(?:а|у)?\b|весь период|период действия")
_AGAIN = re.compile(r"ежекварт|ежемес|еженед|ежедн|ежегод|постоян|регулярн|по мере|систематич|раз в|непрерывн")
_FILLING = re.compile(
    r"\b(?:в|до|с|по|к|не позднее|не позже|срок|год|года|году|г|включительно|конца?|окончания)\b|[\s.,;:()–—-]"
)
_SERIAL = re.compile(r"[3-6][0-9]{4}")  # of the years 1982 to 2091
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "перв": 1, "втор": 2, "трет": 3, "четв": 4}
_PRINTED_EXACTLY = re.compile(r"[0-3]\d\.[01]\d\.\d{4}|[1-4] квартал \d{4}")


@dataclass(frozen=True, slots=True)
class Due:
    """When a measure falls due: `day` is the last day still in time; `quarter` is set where a quarter was approved."""

    day: date
    quarter: int | None = None

    def __str__(self) -> str:
        """Return the form that the plan's file holds: 2025-12-31 or 2025-Q4."""
        return self.day.isoformat() if self.quarter is None else f"{self.day.year:04}-Q{self.quarter}"


@dataclass(frozen=True, slots=True)
class Deadline:
    """What a deadline's words were taken for; `printed` where they aren't the two forms that csprog prints itself.

    `question` is asked where they could mean another day, or none, or another year's.
    """

    due: Due
    printed: str | None = None
    question: Message | None = None


def parse_due(text: str) -> Due | None:
    """Return the deadline that a plan's file holds as `text` (2025-12-31 or 2025-Q4), None if it is none."""
    if quarter := _FILE_QUARTER.fullmatch(text):
        year, number = int(quarter[1]), int(quarter[2])
        if not 1 <= year < date.max.year:
            return None
        following = date(year + number // 4, number % 4 * 3 + 1, 1)
        return Due(following - timedelta(days=1), number)
    day = parse_day(text)
    return None if day is None else Due(day)


def read_deadline(words: str, year: int) -> Deadline:
    """Return the deadline that `words` mean in the plan of `year`; what names no day means the year's last."""
    text = " ".join(words.lower().replace("ё", "е").split())
    found = (
        _serial(text)
        or _exact(text, year)
        or _quarters(text, year)
        or _half(text, year)
        or _month(text, year)
        or _vague(text, year)
    )
    question = found.question
    if question is None and found.due.day.year != year:
        question = Message("the deadline lies outside {year}", year=year)
    exact = found.question is None and _PRINTED_EXACTLY.fullmatch(words) is not None
    return Deadline(found.due, None if exact else words, question)


def _serial(text: str) -> Deadline | None:
    """Take a number for a day as Excel keeps it, where the cell's format did not tell that it is one."""
    if not _SERIAL.fullmatch(text):
        return None
    day = day_of_serial(int(text))
    return Deadline(Due(day), question=Message("the cell holds a number; as Excel counts days it is {day}", day=day))


def _exact(text: str, year: int) -> Deadline | None:
    """Take the last of the days that are named."""
    days = list(days_in(text, year))
    if not days:
        return None
    rest = _FILLING.sub("", without_days(text))
    several = Message("several days are named; the last was taken")
    other = Message("besides the day there are other words")
    span = len(days) == 2 and re.match(r"\s*с\b", text) is not None  # noqa: PLR2004 - from, to
    question = other if _YEAR.sub("", rest) else several if len(days) > 1 and not span else None
    return Deadline(Due(max(days)), question=question)


def _quarters(text: str, year: int) -> Deadline | None:
    if not _OF_QUARTER.search(text):
        return None
    latin = text.translate(str.maketrans("іхѵ", "ixv"))
    numbers = [_QUARTERS.get(found[:4]) or int(found) for found in _QUARTER.findall(latin)]
    if not numbers:
        return None
    of = _named_year(text, year)
    due = Due(date(of, 3 * max(numbers), monthrange(of, 3 * max(numbers))[1]), max(numbers))
    return Deadline(
        due, question=Message("several quarters are named; the last was taken") if len(numbers) > 1 else None
    )


def _half(text: str, year: int) -> Deadline | None:
    found = _HALF.search(text)
    if found is None:
        return None
    first = found[1] in {"1", "i"} or found[1].startswith("перв")
    of = _named_year(text, year)
    return Deadline(Due(date(of, 6, 30) if first else date(of, 12, 31)))


def _month(text: str, year: int) -> Deadline | None:
    months = _MONTH_ALONE.findall(text)
    if not months:
        return None
    month, of = MONTHS.index(months[-1][0]) + 1, _named_year(text, year)
    question = Message("a month is named; its last day was taken")
    return Deadline(Due(date(of, month, monthrange(of, month)[1])), question=question)


def _vague(text: str, year: int) -> Deadline:
    of = _named_year(text, year)
    if _AGAIN.search(text):
        question = Message("what is done again and again has no deadline; the year's last day was taken")
    elif not text:
        question = Message("no deadline is given; the year's last day was taken")
    elif _ALL_YEAR.search(text) or _YEAR.fullmatch(text):
        question = Message("no day is named; the year's last day was taken")
    else:
        question = Message("this deadline can't be read; the year's last day was taken")
    return Deadline(Due(date(of, 12, 31)), question=question)


def _named_year(text: str, year: int) -> int:
    years = _YEAR.findall(text)
    return int(years[-1]) if years else year
