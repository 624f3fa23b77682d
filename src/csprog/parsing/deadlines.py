"""Parses deadlines, also those that documents write in words.

Among them: 31.12.2025, 4 квартал 2025, до 31 декабря 2025 г., в течение года, ежеквартально.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date

from csprog.errors import ParseError
from csprog.i18n import Message
from csprog.parsing.dates import MONTH, MONTHS, day_of_serial, days_in, parse_day, without_days

_FILE_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")
_NAMED_MONTH = re.compile(rf"\b{MONTH}\b(?:\s+(20\d\d))?")
_QUARTER = re.compile(
    r"(?<![\w.])([1-4]|i{1,3}|iv|перв\w+|втор\w+|трет\w+|четв\w+)(?:\s*-?\s*(?:й|го|ый|ой|ом|м|е))?(?=\s*(?:[-–—,и]|кв))"
)
_QUARTER_WORD = re.compile(r"кв(?:арт[а-я]*|\.|\b)")
_HALF = re.compile(r"(?<![\w.])([12]|i{1,2}|перв\w+|втор\w+)(?:\s*-?\s*(?:е|го|ое|ом|м))?\s+полугоди")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_ALL_YEAR = re.compile(r"\bгод(?:а|у)?\b|весь период|период действия")
_RECURRING = re.compile(r"ежекварт|ежемес|еженед|ежедн|ежегод|постоян|регулярн|по мере|систематич|раз в|непрерывн")
_FILLER = re.compile(
    r"\b(?:в|до|с|по|к|не позднее|не позже|срок|год|года|году|г|включительно|конца?|окончания)\b|[\s.,;:()–—-]"
)
_SERIAL = re.compile(r"[3-6][0-9]{4}")  # of the years 1982 to 2091
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "перв": 1, "втор": 2, "трет": 3, "четв": 4}
_CANONICAL = re.compile(r"[0-3]\d\.[01]\d\.\d{4}|[1-4] квартал \d{4}")


@dataclass(frozen=True, slots=True)
class Due:
    """A due date; `day` is the last day in time.

    `quarter` is set if the document approves a quarter rather than a day.
    """

    day: date
    quarter: int | None = None

    def __str__(self) -> str:
        """Return the spelling of plan files: 2025-12-31 or 2025-Q4."""
        return self.day.isoformat() if self.quarter is None else f"{self.day.year:04}-Q{self.quarter}"


def years_later(due: Due, years: int) -> Due:
    """Return a deadline that many years later; 29 February may become the 28th."""
    year = min(due.day.year + years, MAXYEAR)
    last = monthrange(year, due.day.month)[1]
    return Due(due.day.replace(year=year, day=min(due.day.day, last)), due.quarter)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due date read from a document's words.

    `printed` holds the words unless csprog prints the due date exactly so; `question` is set if they could mean
    another day, no day, or a day outside the plan's year.
    """

    due: Due
    printed: str | None = None
    question: Message | None = None


def parse_due(text: str) -> Due | None:
    """Return a due date in a plan file's spelling, None if invalid."""
    if quarter := _FILE_QUARTER.fullmatch(text):
        year, number = int(quarter[1]), int(quarter[2])
        return Due(_last_day(year, 3 * number), number) if year else None
    day = parse_day(text)
    return None if day is None else Due(day)


def read_due(text: str) -> Due:
    """Return the due date in `text`, typed in any usual spelling with its year.

    Raises:
        ParseError: it is none, or words that could mean another day.
    """
    if due := parse_due(text.strip().upper()):
        return due
    years = _YEAR.findall(text)
    deadline = read_deadline(text, int(years[-1])) if years else None
    if deadline is None or deadline.question is not None:
        raise ParseError(Message("a deadline is a date (2025-12-31) or a quarter (2025-Q4)"))
    return deadline.due


def read_deadline(words: str, year: int) -> Deadline:
    """Return the deadline that `words` mean in a plan of `year`.

    Words that name no day mean the last day of the year.
    """
    text = " ".join(words.lower().replace("ё", "е").split())
    deadline = (
        _serial(text)
        or _days(text, year)
        or _quarters(text, year)
        or _half(text, year)
        or _month(text, year)
        or _vague(text, year)
    )
    question = deadline.question
    if question is None and deadline.due.day.year != year:
        question = Message("the deadline lies outside {year}", year=year)
    canonical = deadline.question is None and _CANONICAL.fullmatch(words) is not None
    return Deadline(deadline.due, None if canonical else words, question)


def _serial(text: str) -> Deadline | None:
    """Read an Excel serial number from a cell that is not formatted as a date."""
    if not _SERIAL.fullmatch(text):
        return None
    day = day_of_serial(int(text))
    return Deadline(Due(day), question=Message("the cell holds a number; as Excel counts days it is {day}", day=day))


def _days(text: str, year: int) -> Deadline | None:
    """Read the last of the dates in `text`."""
    days = list(days_in(text, year))
    if not days:
        return None
    rest = _FILLER.sub("", without_days(text))
    several = Message("several days are named; the last was taken")
    other = Message("besides the day there are other words")
    span = len(days) == 2 and re.match(r"\s*с\b", text) is not None  # noqa: PLR2004 - from, to
    question = other if _YEAR.sub("", rest) else several if len(days) > 1 and not span else None
    return Deadline(Due(max(days)), question=question)


def _quarters(text: str, year: int) -> Deadline | None:
    if not _QUARTER_WORD.search(text):
        return None
    latin = text.translate(str.maketrans("іхѵ", "ixv"))
    numbers = [_QUARTERS.get(word[:4]) or int(word) for word in _QUARTER.findall(latin)]
    if not numbers:
        return None
    due = Due(_last_day(_named_year(text, year), 3 * max(numbers)), max(numbers))
    question = Message("several quarters are named; the last was taken") if len(numbers) > 1 else None
    return Deadline(due, question=question)


def _half(text: str, year: int) -> Deadline | None:
    half = _HALF.search(text)
    if half is None:
        return None
    first = half[1] in {"1", "i"} or half[1].startswith("перв")
    return Deadline(Due(_last_day(_named_year(text, year), 6 if first else 12)))


def _month(text: str, year: int) -> Deadline | None:
    months = _NAMED_MONTH.findall(text)
    if not months:
        return None
    day = _last_day(_named_year(text, year), MONTHS.index(months[-1][0]) + 1)
    return Deadline(Due(day), question=Message("a month is named; its last day was taken"))


def _vague(text: str, year: int) -> Deadline:
    if _RECURRING.search(text):
        question = Message("what is done again and again has no deadline; the year's last day was taken")
    elif not text:
        question = Message("no deadline is given; the year's last day was taken")
    elif _ALL_YEAR.search(text) or _YEAR.fullmatch(text):
        question = Message("no day is named; the year's last day was taken")
    else:
        question = Message("this deadline can't be read; the year's last day was taken")
    return Deadline(Due(_last_day(_named_year(text, year), 12)), question=question)


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _named_year(text: str, year: int) -> int:
    years = _YEAR.findall(text)
    return int(years[-1]) if years else year
