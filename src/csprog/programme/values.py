"""The kinds of value that a plan's fields hold, each with the sentence that refuses another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from csprog.language import marked
from csprog.yamltext.characters import FORBIDDEN
from csprog.yamltext.reader import Unquoted

_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PERIOD = re.compile(r"((?:19|20|21)[0-9]{2})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?")
_COUNT = re.compile(r"[0-9]{1,12}")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_AMOUNT = re.compile(r"[-+]?[0-9]{1,30}(?:\.[0-9]{1,10})?(?:[eE][-+]?[0-9]{1,2})?")
_TOO_MUCH = 10**18  # with no more decimals than those, sums and shares stay exact in Python's 28 digits
_DECIMALS = 10
_MAILBOX = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._+-]*[A-Za-z0-9])?@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_FILE_NAME = re.compile(r"[\w-][\w. -]*\.(?:svg|png)")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_LOOKS_CYRILLIC = str.maketrans("АВЕКМНОРСТУХавекмнорстух", "ABEKMHOPCTYXabekmhopctyx")


class Audience(StrEnum):
    """Whom a subsection serves: companies (В2В) or people (В2С), by the document's own names."""

    B2B = "B2B"
    B2C = "B2C"


class Channel(StrEnum):
    """Through what a subsection's customers are served: a closed list (clause 2.2: очное и заочное обслуживание)."""

    OFFICE = "office"
    WEBSITE = "website"
    ACCOUNT = "account"
    EMAIL = "email"
    PHONE = "phone"
    MESSENGER = "messenger"
    POST = "post"


class Origin(StrEnum):
    """Where a proposal came from (clause 2.1, F15)."""

    APPEAL = "appeal"
    SURVEY = "survey"
    INITIATIVE = "initiative"


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


def fold_letters(text: str) -> str:
    """Return `text` in small letters, Cyrillic ones that look Latin turned Latin: В2В and B2B are the same."""
    return text.translate(_LOOKS_CYRILLIC).casefold()


def _typed(value: Any) -> str:
    """Return the text of a scalar of either kind; anything else is left for the type's own refusal."""
    return value.text if isinstance(value, Unquoted) else value if isinstance(value, str) else ""


def _due(value: Any) -> Due:
    due = value if isinstance(value, Due) else parse_due(_typed(value))
    if due is None:
        raise PydanticCustomError("due", marked("a deadline is a date (2025-12-31) or a quarter (2025-Q4)"))
    return due


def _day(value: Any) -> date:
    day = value if isinstance(value, date) else parse_day(_typed(value))
    if day is None:
        raise PydanticCustomError("date", marked("a date is written year-month-day, like 2025-12-31"))
    return day


def _year(value: Any) -> int:
    text = str(value) if isinstance(value, int) else _typed(value)
    if not re.fullmatch(r"(?:19|20|21)[0-9]{2}", text):
        raise PydanticCustomError("year", marked("a year is a number of four digits, like 2025"))
    return int(text)


def _money(value: Any) -> Decimal:
    if not isinstance(value, Decimal) and not _AMOUNT.fullmatch(_typed(value)):
        raise PydanticCustomError("amount", marked("a number is written with a point and without spaces, like 1250.50"))
    number = value if isinstance(value, Decimal) else Decimal(_typed(value))
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -_DECIMALS or abs(number) >= _TOO_MUCH:
        raise PydanticCustomError("amount", marked("a number has at most 18 digits before the point and 10 behind it"))
    return number


def _period(value: Any) -> Period:
    period = value if isinstance(value, Period) else parse_period(_typed(value))
    if period is None:
        raise PydanticCustomError(
            "period", marked("a period is a year (2025), a half (2025-H1), a quarter (2025-Q2) or a month (2025-03)")
        )
    return period


def _count(value: Any) -> int:
    if isinstance(value, int):
        return value
    if not _COUNT.fullmatch(_typed(value)):
        raise PydanticCustomError("count", marked("this is a whole number without spaces, like 412"))
    return int(_typed(value))


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if _typed(value) not in {"true", "false"}:
        raise PydanticCustomError("flag", marked("this is either true or false"))
    return _typed(value) == "true"


def _sound_text(text: str) -> str:
    if found := FORBIDDEN.search(text):
        raise PydanticCustomError(
            "forbidden-character",
            marked("the character U+{number} is not allowed in a plan; remove it"),
            {"number": f"{ord(found.group()):04X}"},
        )
    return text


def _one_line(text: str) -> str:
    if "\n" in text:
        raise PydanticCustomError("one-line", marked("this must be a single line"))
    return text


def _number(text: str) -> str:
    if not _NUMBER.fullmatch(text):
        raise PydanticCustomError("number", marked("a number is digits and points, like “1.2.3”, without a last point"))
    return text


def _web_address(text: str) -> str:
    """Accept what a browser opens and a reader can see: http(s), a host, no user, no look-alikes of a slash."""
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        parts, host = None, None
    unsafe = re.search(r"[\s\\\"<>^`{|}\x00-\x1f]", text) or re.match(r"https?://(?!/)", text) is None
    if parts is None or unsafe or not host or "@" in parts.netloc:
        raise PydanticCustomError(
            "web-address", marked("a link is a full web address, like https://example.org/page, without a user name")
        )
    return text


def _contact(text: str) -> str:
    """Accept a plain mailbox or a web address."""
    if _MAILBOX.fullmatch(text):
        return text
    if "@" in text:
        raise PydanticCustomError(
            "contact", marked("this is a mailbox (otchet@example.org) or a full web address (https://example.org/page)")
        )
    return _web_address(text)


def _file_name(text: str) -> str:
    if not _FILE_NAME.fullmatch(text):
        raise PydanticCustomError(
            "file-name", marked("this is the name of a file, without a folder, that ends in .svg or .png: logo.svg")
        )
    return text


def _colour(text: str) -> str:
    if not _COLOUR.fullmatch(text):
        raise PydanticCustomError("colour", marked('a colour is written in quotes as six digits after #: "#0b4f8f"'))
    return text


def _audience(value: Any) -> Any:
    text = _typed(value)
    if text not in set(Audience) and (meant := fold_letters(text).upper()) in set(Audience):
        raise PydanticCustomError(
            "audience-letters", marked("type {meant} in Latin capitals; this one has other letters"), {"meant": meant}
        )
    return value


def _kind(name: str) -> WithJsonSchema:
    """Mark a kind of value for the schema that editors get; programme/schema.py says how it is typed there."""
    return WithJsonSchema({"kind": name})


_Constrained = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

Text = Annotated[_Constrained, AfterValidator(_sound_text), _kind("text")]
"""Words, possibly of several paragraphs; spaces around them mean nothing."""
Name = Annotated[_Constrained, AfterValidator(_sound_text), AfterValidator(_one_line), _kind("name")]
"""Words on one line."""
Number = Annotated[str, AfterValidator(_number), _kind("number")]
"""A printed number without its last point, in quotes: "1.2.2"."""
Printed = Annotated[str, AfterValidator(_sound_text), _kind("printed")]
"""What the document prints, to the letter; may be empty."""
DueField = Annotated[Due, PlainValidator(_due), PlainSerializer(str, return_type=str), _kind("due")]
Day = Annotated[date, BeforeValidator(_day), _kind("day")]
Year = Annotated[int, BeforeValidator(_year), _kind("year")]
PeriodField = Annotated[Period, PlainValidator(_period), PlainSerializer(str, return_type=str), _kind("period")]
Count = Annotated[int, BeforeValidator(_count), _kind("count")]
"""How many: a whole number, not below 0."""
Amount = Annotated[Decimal, BeforeValidator(_money), _kind("amount")]
Flag = Annotated[bool, BeforeValidator(_flag)]
WebAddress = Annotated[_Constrained, AfterValidator(_web_address), AfterValidator(_sound_text), _kind("address")]
Contact = Annotated[_Constrained, AfterValidator(_contact), AfterValidator(_sound_text), _kind("contact")]
"""Where to write: a mailbox or a web address."""
FileName = Annotated[_Constrained, AfterValidator(_file_name), AfterValidator(_sound_text), _kind("file")]
Colour = Annotated[_Constrained, AfterValidator(_colour), _kind("colour")]
AudienceField = Annotated[Audience, BeforeValidator(_audience)]
