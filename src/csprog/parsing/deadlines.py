"""Parses deadlines, also those that documents write in words.

Among them: 31.12.2025, 4 квартал 2025, до 31 декабря 2025 г., в течение года, ежеквартально.
"""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from dataclasses import dataclass
from datetime import MAXYEAR, date

from csprog.errors import ParseError
from csprog.i18n import N_, Message
from csprog.parsing.dates import day_of_serial, parse_day, past_month_end, read_day
from csprog.parsing.deadline_words import Moment, is_span, moments_in, plain_words

DEADLINES = N_("a deadline is a date (2025-12-31, 31.12.2025) or a quarter (2025-Q4)")
_FILE_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_YEARS = re.compile(r"(20\d\d)\s?[-/]\s?(20\d\d)")
_BEFORE_YEAR = re.compile(r"\bдо (20\d\d)(?: года| г\.?)?$")
_ALL_YEAR = re.compile(r"\bгод(?:а|у)?\b|весь период|период действия|20\d\d\s?г")
_RECURRING = re.compile(
    r"(?:(?:не реже|не менее)\s)?(?:\d{1,3}(?:\s?-\s?\d{1,3})?\s|один\s|два\s|три\s)?"
    r"\bраза? в (?:\d{1,3}\s|два\s|три\s)?[а-я]{1,20}"
    r"|\bкажд[а-я]{2,3} [а-я]{1,20}"
    r"|ежекварт[а-я]*|ежемес[а-я]*|еженед[а-я]*|ежедн[а-я]*|ежегод[а-я]*|постоян[а-я]*|регулярн[а-я]*"
    r"|по мере|систематич[а-я]*|непрерывн[а-я]*"
)
_FILLER = re.compile(
    r"\b(?:в|во|до|с|со|по|к|ко|и|не позднее|не позже|срок|сроки|исполнения|год|года|году|г|гг|включительно|конца?|концу|окончания"
    r"|в течение|течение|период)\b|[\s.,;:()-]"
)
_LONGEST = 500  # characters
_SERIAL = re.compile(r"[3-6][0-9]{4}")  # of the years 1982 to 2091
_CANONICAL = re.compile(r"[0-3]\d\.[01]\d\.\d{4}|[1-4] квартал \d{4}")
_SEVERAL = {
    "day": N_("several days are given; the last is used"),
    "quarter": N_("several quarters are given; the last is used"),
}


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


def read_due(text: str, today: date | None = None) -> Due:
    """Return the due date in `text`, typed in any usual spelling with its year.

    If `today` is given, words that count from it are understood too: tomorrow.

    Raises:
        ParseError: it is none, or words that could mean another day.
    """
    if due := parse_due(text.strip().upper()):
        return due
    with suppress(ParseError):
        return Due(read_day(text, today))
    years = _YEAR.findall(text)
    deadline = read_deadline(text, int(years[-1])) if years else None
    if deadline is None or deadline.question is not None:
        raise ParseError(past_month_end(text) or Message(DEADLINES))
    return deadline.due


def read_last_day(text: str, today: date | None = None) -> date:
    """Return the last day of the deadline in `text`, which `read_due` reads."""
    return read_due(text, today).day


def read_deadline(words: str, year: int) -> Deadline:
    """Return the deadline that `words` mean in a plan of `year`.

    Words that name no day mean the last day of the year.
    """
    text = plain_words(words)
    deadline = _serial(text) or _named(text, year) or _vague(text, year)
    question = deadline.question
    if question is None and deadline.due.day.year != year:
        question = Message("the deadline is outside {year}", year=year)
    canonical = deadline.question is None and _CANONICAL.fullmatch(words) is not None
    return Deadline(deadline.due, None if canonical else words, question)


def names_deadline(words: str) -> bool:
    """Tell whether words are a deadline's: they name a moment, or say how often or throughout which time."""
    text = plain_words(words)
    return len(text) <= _LONGEST and bool(
        moments_in(text)[0] or _RECURRING.search(text) or _ALL_YEAR.search(text) or _YEAR.fullmatch(text)
    )


def _serial(text: str) -> Deadline | None:
    """Read an Excel serial number from a cell that is not formatted as a date."""
    if not _SERIAL.fullmatch(text):
        return None
    day = day_of_serial(int(text))
    return Deadline(Due(day), question=Message("the cell has a number; as a date of Excel it is {day}", day=day))


def _named(text: str, year: int) -> Deadline | None:
    """Read the last of the moments that the words name, None if they name none or are no deadline's at all."""
    if len(text) > _LONGEST:
        return None
    moments, rest = moments_in(_RECURRING.sub(lambda match: " " + "~" * (len(match[0]) - 2) + " ", text))
    ends = [moment for moment in moments if not moment.begins]
    if not moments or (not ends and _RECURRING.search(text)):
        return None
    if not ends:
        what = Message("only a start is given; the last day of the year is used")
        return Deadline(Due(_last_day(year, 12)), question=what)
    try:
        # A day is more exact than the quarter or month that it explains: «4 квартал (до 15 декабря)».
        days = [moment for moment in ends if moment.kind == "day"]
        last = max(days or ends, key=lambda moment: moment.last_day(year))
        day = last.last_day(year)
    except ValueError:  # 29 February of a year without one
        return None
    due = Due(day, last.number if last.kind == "quarter" else None)
    return Deadline(due, question=_question(text, ends, last, rest))


def _question(text: str, ends: list[Moment], last: Moment, rest: str) -> Message | None:
    """Return what the moments leave open, None if they can only mean one deadline."""
    if _FILLER.sub("", _YEAR.sub("", rest)):
        if last.kind == "day":
            return Message("the date has other words around it")
        return Message("the deadline has other words around it")
    kinds = {moment.kind for moment in ends}
    if last.kind == "month" and kinds == {"month"}:
        return Message("a month is given; its last day is used")
    if (len(ends) > 1 and not is_span(text, ends)) or any(moment.several for moment in ends):
        several = _SEVERAL.get(last.kind) if len(kinds) == 1 else None
        return Message(several or N_("several deadlines are given; the last is used"))
    if last.before and last.kind != "day" and "конц" not in text:
        return Message("it may mean the day before this period; the last day of the period is used")
    return None


def _vague(text: str, year: int) -> Deadline:
    due = Due(_last_day(_year_of(text, year), 12))
    if _RECURRING.search(text):
        question = Message("a recurring deadline without a date; the last day of the year is used")
    elif not text:
        question = Message("no deadline is given; the last day of the year is used")
    elif _ALL_YEAR.search(text) or _YEAR.fullmatch(text):
        question = Message("no date is given; the last day of the year is used")
    else:
        question = Message("this deadline can't be read; the last day of the year is used")
    return Deadline(due, question=question)


def _year_of(text: str, year: int) -> int:
    """Return the year whose last day vague words mean."""
    if (before := _BEFORE_YEAR.search(text)) and int(before[1]) > year:
        return int(before[1]) - 1
    if (several := _YEARS.search(text)) and int(several[1]) <= year <= int(several[2]):
        return year
    years = _YEAR.findall(text)
    return int(years[-1]) if years else year


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
