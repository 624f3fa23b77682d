"""The kinds of value that a plan's fields hold, each with the sentence that refuses another."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from csprog.i18n import N_
from csprog.parsing.dates import parse_day
from csprog.parsing.deadlines import Due, parse_due
from csprog.parsing.names import fold_homoglyphs
from csprog.parsing.periods import Period, parse_period
from csprog.programme.enums import Audience
from csprog.yamltext.encoding import FORBIDDEN
from csprog.yamltext.reader import Unquoted

_COUNT = re.compile(r"[0-9]{1,12}")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_AMOUNT = re.compile(r"[-+]?[0-9]{1,30}(?:\.[0-9]{1,10})?(?:[eE][-+]?[0-9]{1,2})?")
_TOO_MUCH = 10**18  # with no more decimals than those, sums and shares stay exact in Python's 28 digits
_DECIMALS = 10
_MAILBOX = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._+-]*[A-Za-z0-9])?@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_FILE_NAME = re.compile(r"[\w-][\w. -]*\.(?:svg|png)")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def _typed(value: Any) -> str:
    """Return the text of a scalar of either kind; anything else is left for the type's own refusal."""
    return value.text if isinstance(value, Unquoted) else value if isinstance(value, str) else ""


def _due(value: Any) -> Due:
    due = value if isinstance(value, Due) else parse_due(_typed(value))
    if due is None:
        raise PydanticCustomError("due", N_("a deadline is a date (2025-12-31) or a quarter (2025-Q4)"))
    return due


def _day(value: Any) -> date:
    day = value if isinstance(value, date) else parse_day(_typed(value))
    if day is None:
        raise PydanticCustomError("date", N_("a date is written year-month-day, like 2025-12-31"))
    return day


def _year(value: Any) -> int:
    text = str(value) if isinstance(value, int) else _typed(value)
    if not re.fullmatch(r"(?:19|20|21)[0-9]{2}", text):
        raise PydanticCustomError("year", N_("a year is a number of four digits, like 2025"))
    return int(text)


def _money(value: Any) -> Decimal:
    if not isinstance(value, Decimal) and not _AMOUNT.fullmatch(_typed(value)):
        raise PydanticCustomError("amount", N_("a number is written with a point and without spaces, like 1250.50"))
    number = value if isinstance(value, Decimal) else Decimal(_typed(value))
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -_DECIMALS or abs(number) >= _TOO_MUCH:
        raise PydanticCustomError("amount", N_("a number has at most 18 digits before the point and 10 behind it"))
    return number


def _period(value: Any) -> Period:
    period = value if isinstance(value, Period) else parse_period(_typed(value))
    if period is None:
        raise PydanticCustomError(
            "period", N_("a period is a year (2025), a half (2025-H1), a quarter (2025-Q2) or a month (2025-03)")
        )
    return period


def _count(value: Any) -> int:
    if isinstance(value, int):
        return value
    if not _COUNT.fullmatch(_typed(value)):
        raise PydanticCustomError("count", N_("this is a whole number without spaces, like 412"))
    return int(_typed(value))


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if _typed(value) not in {"true", "false"}:
        raise PydanticCustomError("flag", N_("this is either true or false"))
    return _typed(value) == "true"


def _sound_text(text: str) -> str:
    if found := FORBIDDEN.search(text):
        raise PydanticCustomError(
            "forbidden-character",
            N_("the character U+{number} is not allowed in a plan; remove it"),
            {"number": f"{ord(found.group()):04X}"},
        )
    return text


def _one_line(text: str) -> str:
    if "\n" in text:
        raise PydanticCustomError("one-line", N_("this must be a single line"))
    return text


def _number(text: str) -> str:
    if not _NUMBER.fullmatch(text):
        raise PydanticCustomError("number", N_("a number is digits and points, like “1.2.3”, without a last point"))
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
            "web-address", N_("a link is a full web address, like https://example.org/page, without a user name")
        )
    return text


def _contact(text: str) -> str:
    """Accept a plain mailbox or a web address."""
    if _MAILBOX.fullmatch(text):
        return text
    if "@" in text:
        raise PydanticCustomError(
            "contact", N_("this is a mailbox (otchet@example.org) or a full web address (https://example.org/page)")
        )
    return _web_address(text)


def _file_name(text: str) -> str:
    if not _FILE_NAME.fullmatch(text):
        raise PydanticCustomError(
            "file-name", N_("this is the name of a file, without a folder, that ends in .svg or .png: logo.svg")
        )
    return text


def _colour(text: str) -> str:
    if not _COLOUR.fullmatch(text):
        raise PydanticCustomError("colour", N_('a colour is written in quotes as six digits after #: "#0b4f8f"'))
    return text


def _audience(value: Any) -> Any:
    text = _typed(value)
    if text not in set(Audience) and (meant := fold_homoglyphs(text).upper()) in set(Audience):
        raise PydanticCustomError(
            "audience-letters", N_("type {meant} in Latin capitals; this one has other letters"), {"meant": meant}
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
