"""Finds the moments that a deadline's words name: days, months, quarters, halves.

«с 01.02.2025 по 30.06.2025» names a beginning and an end; «1, 2 кварталы 2025» two quarters of one year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from csprog.parsing.dates import MONTHS

Kind = Literal["day", "month", "quarter", "half"]

_SHORT_MONTHS = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
# «сент.», «нояб.»; a full name in any case comes first
_MONTH = (
    rf"(?P<month>(?:{'|'.join(MONTHS)})[а-я]{{0,2}}|(?:{'|'.join(_SHORT_MONTHS)}|февр|сент|нояб)(?![а-я]))(?![а-я])\.?"
)
_SHORT_YEAR = r"(?:2[0-9]|3[0-9])(?=\s?(?:г(?![а-я])|год|$|[),;]|-|\s-))"
_YEAR_AFTER = rf"(?:[\s,.]{{0,3}}(?P<year>20[0-9]{{2}}(?![0-9.])|{_SHORT_YEAR}))?"
_DAY = r"(?P<day>[0-3]?[0-9])(?:\s?-?\s?(?:го|ого|е))?"
_ORDINAL = r"(?:\s?-?\s?(?:й|го|ый|ой|ом|м|е|ем|ое))?"
_QUARTER = rf"(?:[1-4]|iv|i{{1,3}}|перв[а-я]{{1,4}}|втор[а-я]{{1,4}}|трет[а-я]{{1,4}}|четв[а-я]{{1,6}}){_ORDINAL}"
_HALF = rf"(?:[12]|i{{1,2}}|перв[а-я]{{1,4}}|втор[а-я]{{1,4}}){_ORDINAL}"
_LIST = r"\s?(?:-|,|/|\bи\b)\s?"
_PATTERNS: tuple[tuple[Kind, str], ...] = (
    ("day", r"(?<![0-9-])(?P<year>20[0-9]{2})-(?P<number>[01][0-9])-(?P<day>[0-3][0-9])(?![0-9-])"),
    (
        "day",  # 11-12.02.2025, and the day alone
        (
            r"(?<![0-9./])(?:[0-3]?[0-9]\s?-\s?)?(?P<day>[0-3]?[0-9])(?P<sign>[./-])(?P<number>[01]?[0-9])(?P=sign)"
            r"(?P<year>20[0-9]{2}|[0-9]{2})(?![0-9]|[./-][0-9])"
        ),
    ),
    ("day", rf"(?<![0-9])(?:(?:с\s)?[0-3]?[0-9]\s?(?:-|по\s)\s?)?{_DAY}\s?{_MONTH}{_YEAR_AFTER}"),
    ("day", rf"(?P<first>первого)\s{_MONTH}{_YEAR_AFTER}"),
    ("quarter", r"(?<![0-9-])(?P<year>20[0-9]{2})-q(?P<numbers>[1-4])(?![0-9])"),
    ("quarter", rf"\b(?:q(?P<numbers>[1-4])|(?P<others>[1-4])q){_YEAR_AFTER}"),
    (
        "quarter",
        (
            rf"(?<![\w.])(?P<numbers>{_QUARTER}(?:{_LIST}{_QUARTER}){{0,5}})\s?кв(?:-л[а-я]{{0,2}}|арт[а-я]{{0,6}}|(?![а-я]))"
            rf"\.?{_YEAR_AFTER}"
        ),
    ),
    ("quarter", rf"\bкв(?:артал[а-я]{{0,3}}|\.|(?![а-я]))\s?(?P<numbers>[1-4]|iv|i{{1,3}})(?![\w.]){_YEAR_AFTER}"),
    ("half", rf"\b(?:h(?P<numbers>[12])|(?P<others>[12])h){_YEAR_AFTER}"),
    (
        "half",
        rf"(?<![\w.])(?P<numbers>{_HALF}(?:{_LIST}{_HALF})?)\sполугоди[а-я]{{0,2}}\.?{_YEAR_AFTER}",
    ),
    ("month", rf"(?<![а-я]){_MONTH}{_YEAR_AFTER}"),
    ("month", r"(?<![0-9-])(?P<year>20[0-9]{2})-(?P<number>0[1-9]|1[0-2])(?![0-9-])"),
    ("month", r"(?<![0-9./])(?P<number>0?[1-9]|1[0-2])[./](?P<year>20[0-9]{2})(?![0-9]|[./-][0-9])"),
    ("month", r"(?<![0-9./])(?P<number>0[1-9]|1[0-2])\.(?P<year>1[3-9]|[2-9][0-9])(?![0-9]|[./-][0-9])"),
    (
        "day",
        r"(?<![0-9./])(?:[0-3]?[0-9]\s?-\s?)?(?P<day>[0-3]?[0-9])\.(?P<number>0[1-9]|1[0-2])\.?(?![0-9]|[./][0-9])",
    ),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "перв": 1, "втор": 2, "трет": 3, "четв": 4}
_NUMBER = re.compile(r"[1-4]|iv|i{1,3}|(?:перв|втор|трет|четв)[а-я]*")
_BEGINS = re.compile(r"(?:\bс|\bсо|\bот|\bначиная с|\bне ранее(?: чем)?|\bне раньше|\bпосле)\s?$")
_BEFORE = re.compile(r"(?:\bдо|\bк|\bко)\s?$")
_TAKEN = "\0"
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_MONTHS_OF_HALF, _MONTHS_OF_QUARTER = 6, 3


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in a text, from its first character to the one after its last.

    `number` is that of the month, quarter or half. `begins` if the words before it say that something starts then,
    `before` if they are «до» or «к», after which a month may be in time or not.
    """

    kind: Kind
    first: int
    after: int
    year: int | None
    number: int
    day: int = 0
    several: bool = False
    begins: bool = False
    before: bool = False

    def last_day(self, year: int) -> date:
        """Return the last day in time, of `year` unless the moment names one.

        Raises:
            ValueError: the calendar has no such day.
        """
        year = self.year or year
        if self.kind == "day":
            return date(year, self.number, self.day)
        month = self.number * {"half": _MONTHS_OF_HALF, "quarter": _MONTHS_OF_QUARTER}.get(self.kind, 1)
        return date(year, month, monthrange(year, month)[1])


def plain_words(words: str) -> str:
    """Return a deadline's words in lower case, with plain hyphens, spaces and Latin Roman numerals."""
    text = " ".join(re.sub("[«»“”„\"']", "", words.lower()).replace("ё", "е").split())
    text = re.sub("[‐-―−]", "-", text.translate(str.maketrans("іѵ", "iv")))
    text = re.sub(r"(?<![\d.])(\d{1,2})\s?\.\s?(\d{1,2})\s?\.\s?(?=20\d\d)", r"\1.\2.", text)
    # A dash or stroke between two dates would look like a part of either.
    return re.sub(r"(?<=\.\d\d)(\d\d)?(\s?г\.?)?\s?[-/]\s?(?=\d?\d\.\d)", r"\1\2 - ", text)


def moments_in(text: str) -> tuple[list[Moment], str]:
    """Return the moments that plain words name, in their order, and the words without them.

    A moment without a year has that of the next, else of the last one before it, if any is named.
    """
    found: list[Moment] = []
    rest = text
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(rest):
            moment = _moment(kind, match, text[: match.start()])
            if moment is not None:
                found.append(moment)
        for moment in found:
            rest = rest[: moment.first] + _TAKEN * (moment.after - moment.first) + rest[moment.after :]
    found.sort(key=lambda moment: moment.first)
    return list(_with_years(found, rest)), rest.replace(_TAKEN, " ")


def is_span(text: str, moments: list[Moment]) -> bool:
    """Tell whether two moments are the beginning and the end of one span."""
    if len(moments) != 2:  # noqa: PLR2004 - from, to
        return False
    first, last = moments
    between = re.sub(r"года|г\.?", "", text[first.after : last.first]).strip(" .,")
    return between == "-" or (between == "по" and first.begins)


def _moment(kind: Kind, match: re.Match[str], before: str) -> Moment | None:
    parts = match.groupdict()
    year = int(parts["year"]) if parts.get("year") else None
    year = 2000 + year if year is not None and year < 100 else year  # noqa: PLR2004 - two digits
    numbers = [_number_of(word) for word in _NUMBER.findall(parts.get("numbers") or parts.get("others") or "")]
    number = max(numbers, default=0) or (_month_of(parts["month"]) if parts.get("month") else int(parts["number"]))
    day = 1 if parts.get("first") else int(parts.get("day") or 0)
    is_span = bool(re.match(r"с\s", match[0]))
    moment = Moment(
        kind,
        match.start(),
        match.end(),
        year,
        number,
        day,
        several=len(numbers) > 1,
        begins=not is_span and _BEGINS.search(before) is not None,
        before=_BEFORE.search(before) is not None,
    )
    try:
        moment.last_day(year or 2024)  # a leap year: 29 February is judged when the year is known
    except ValueError:
        return None
    return moment


def _number_of(word: str) -> int:
    return _NUMBERS.get(word) or _NUMBERS.get(word[:4]) or int(word)


def _month_of(word: str) -> int:
    if word.startswith("ма") and word[:3] != "мар":
        return 5
    return next(number for number, stem in enumerate(_SHORT_MONTHS, start=1) if word.startswith(stem))


def _with_years(moments: list[Moment], rest: str) -> Iterator[Moment]:
    named = [(moment.first, moment.year) for moment in moments if moment.year]
    named = sorted([*named, *((match.start(), int(match[0])) for match in _YEAR.finditer(rest))])
    for moment in moments:
        if moment.year is not None or not named:
            yield moment
            continue
        later = [year for place, year in named if place > moment.first]
        yield replace(moment, year=later[0] if later else named[-1][1])
