"""Field types of a plan, each with the message for a value that does not fit."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, LiteralString, TypeVar
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from csprog.i18n import N_
from csprog.parsing.dates import parse_day
from csprog.parsing.deadlines import Due, parse_due
from csprog.parsing.names import fold_homoglyphs, is_device_name
from csprog.parsing.periods import Period, parse_period
from csprog.programme import limits
from csprog.programme.enums import Audience
from csprog.programme.format import FORMAT
from csprog.yamltext.encoding import FORBIDDEN
from csprog.yamltext.reader import Unquoted

Parsed = TypeVar("Parsed")
Item = TypeVar("Item")

_COUNT = re.compile(r"[0-9]{1,12}")
_AMOUNT = re.compile(r"[-+]?[0-9]{1,30}(?:\.[0-9]{1,10})?(?:[eE][-+]?[0-9]{1,2})?")
_TOO_MUCH = 10**18
_DECIMALS = 10  # within these two limits sums and shares stay exact in the 28 digits of Python's decimals
EVIDENCE = "evidence"
"""The folder of evidence, beside that of the plans."""
# Windows knows no name with these signs, and drops a point or a space at its end; a point at its beginning hides a file.
_PORTABLE = re.compile(r"(?![. ])[^\x00-\x1f\x7f-\x9f<>:\"/\\|?*]+(?<![. ])")
_MAILBOX = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._+-]*[A-Za-z0-9])?@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def _typed(value: Any) -> str:
    """Return the text of a scalar, quoted or not; "" for a list or a mapping."""
    return value.text if isinstance(value, Unquoted) else value if isinstance(value, str) else ""


def _parsed(
    kind: type[Parsed], parse: Callable[[str], Parsed | None], code: LiteralString, message: LiteralString
) -> Callable[[Any], Parsed]:
    """Return a validator that accepts values of `kind` and texts that `parse` reads."""

    def validate(value: Any) -> Parsed:
        parsed = value if isinstance(value, kind) else parse(_typed(value))
        if parsed is None:
            raise PydanticCustomError(code, message)
        return parsed

    return validate


def _matching(pattern: str, code: LiteralString, message: LiteralString, **values: int) -> AfterValidator:
    """Return a validator of texts that match `pattern` as a whole; the message names `values`."""
    compiled = re.compile(pattern)

    def validate(text: str) -> str:
        if not compiled.fullmatch(text):
            raise PydanticCustomError(code, message, values or None)
        return text

    return AfterValidator(validate)


def _year(value: Any) -> int:
    text = str(value) if isinstance(value, int) else _typed(value)
    if not re.fullmatch(r"(?:19|20|21)[0-9]{2}", text):
        raise PydanticCustomError("year", N_("a year is a number of four digits, like 2025"))
    return int(text)


def _format(value: Any) -> int:
    text = str(value) if isinstance(value, int) else _typed(value)
    if text != str(FORMAT):
        raise PydanticCustomError("format", N_("the format must be 1"))
    return FORMAT


def _money(value: Any) -> Decimal:
    if not isinstance(value, Decimal) and not _AMOUNT.fullmatch(_typed(value)):
        raise PydanticCustomError(
            "amount", N_("a number is written with a decimal point and without spaces, like 1250.50")
        )
    number = value if isinstance(value, Decimal) else Decimal(_typed(value))
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -_DECIMALS or abs(number) >= _TOO_MUCH:
        raise PydanticCustomError("amount", N_("a number has at most 18 digits before the point and 10 after it"))
    return number


def _count(value: Any) -> int:
    if isinstance(value, int):
        return value
    if not _COUNT.fullmatch(_typed(value)):
        raise PydanticCustomError("count", N_("a whole number without spaces is expected, like 412"))
    return int(_typed(value))


def _ordinal(value: int) -> int:
    if value < 1:
        raise PydanticCustomError("ordinal", N_("numbers start at 1"))
    return value


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if _typed(value) not in {"true", "false"}:
        raise PydanticCustomError("flag", N_("true or false is expected"))
    return _typed(value) == "true"


def _sound_text(text: str) -> str:
    if match := FORBIDDEN.search(text):
        raise PydanticCustomError(
            "forbidden-character",
            N_("the character U+{number} (position {place}) is not allowed in a plan; remove it"),
            {"number": f"{ord(match.group()):04X}", "place": match.start() + 1},
        )
    return text


_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212._ \n"
"""Signs that people type where they have nothing to say: hyphens, dashes, dots."""


def _statement(text: str) -> str:
    if not text.strip(_DASHES):
        raise PydanticCustomError("no-words", N_("the text has neither a letter nor a digit; write it in words"))
    return text


def _web_address(text: str) -> str:
    """Accept an http(s) address with a host and no user name."""
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        parts, host = None, None
    # Browsers take a backslash for a slash and drop control characters: what opens would not be what readers see.
    unsafe = re.search(r"[\s\\\"<>^`{|}\x00-\x1f]", text) or re.match(r"https?://(?!/)", text) is None
    if parts is None or unsafe or not host or "@" in parts.netloc:
        raise PydanticCustomError(
            "web-address", N_("a link is a full web address, like https://example.org/page, without a user name")
        )
    return text


def _evidence_path(text: str) -> str:
    """Accept a path that means the same file on Windows as elsewhere."""
    folder, *names = text.split("/")
    if folder != EVIDENCE or not names or not all(map(_is_portable, names)):
        raise PydanticCustomError(
            "evidence-path",
            N_(
                "a file of evidence is given by its path from the project's folder, like "
                "evidence/2025/akt-17.pdf, without names that Windows refuses"
            ),
        )
    return text


def _is_portable(name: str) -> bool:
    """Tell whether a file may have this name on every system."""
    return _PORTABLE.fullmatch(name) is not None and not is_device_name(name)


def _contact(text: str) -> str:
    """Accept a mailbox or a web address."""
    if _MAILBOX.fullmatch(text):
        return text
    if "@" in text:
        raise PydanticCustomError(
            "contact",
            N_("an e-mail address (otchet@example.org) or a full web address (https://example.org/page) is expected"),
        )
    return _web_address(text)


def _audience(value: Any) -> Any:
    text = _typed(value)
    if text not in set(Audience) and (meant := fold_homoglyphs(text).upper()) in set(Audience):
        raise PydanticCustomError(
            "audience-letters", N_("type {meant} in Latin capitals; some letters here are not Latin"), {"meant": meant}
        )
    return value


def _kind(name: str) -> WithJsonSchema:
    """Mark a kind of value for json_schema.py, which gives editors its form."""
    return WithJsonSchema({"kind": name})


def _words(longest: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=longest)


Several = Annotated[tuple[Item, ...], Field(max_length=limits.ITEMS)]
"""A list of parts, texts or names."""
Text = Annotated[str, _words(limits.TEXT), AfterValidator(_sound_text), _kind("text")]
"""Words, possibly of several paragraphs, without spaces around them."""
Statement = Annotated[str, _words(limits.TEXT), AfterValidator(_sound_text), AfterValidator(_statement), _kind("text")]
"""A text in which somebody says what was done or why: a dash is none."""
Wording = Annotated[str, _words(limits.WORDING), AfterValidator(_sound_text), _kind("wording")]
"""The words of a value of any key; those of a list are one text."""
_one_line = _matching(r"[^\n]*", "one-line", N_("a single line is expected"))
Name = Annotated[str, _words(limits.NAME), AfterValidator(_sound_text), _one_line, _kind("name")]
"""Words on one line."""
Offices = Annotated[tuple[Name, ...], Field(max_length=limits.OFFICES)]
Number = Annotated[
    str,
    _matching(
        limits.NUMBER,
        "number",
        N_(
            "a number is digits and dots, like “1.2.3”, without a dot at the end: at most {parts} parts of {digits} digits"
        ),
        parts=limits.NUMBER_PARTS,
        digits=limits.NUMBER_DIGITS,
    ),
    _kind("number"),
]
"""A printed number without its last point, in quotes: "1.2.2"."""
Printed = Annotated[str, StringConstraints(max_length=limits.NAME), AfterValidator(_sound_text), _kind("printed")]
"""What the document prints, to the letter; may be empty."""
_due = _parsed(Due, parse_due, "due", N_("a deadline is a date (2025-12-31) or a quarter (2025-Q4)"))
_day = _parsed(date, parse_day, "date", N_("a date is written year-month-day, like 2025-12-31"))
_period = _parsed(
    Period,
    parse_period,
    "period",
    N_("a period is a year (2025), a half (2025-H1), a quarter (2025-Q2) or a month (2025-03)"),
)
DueField = Annotated[Due, PlainValidator(_due), PlainSerializer(str, return_type=str), _kind("due")]
Day = Annotated[date, BeforeValidator(_day), _kind("day")]
Format = Annotated[int, BeforeValidator(_format), _kind("format")]
Year = Annotated[int, BeforeValidator(_year), _kind("year")]
PeriodField = Annotated[Period, PlainValidator(_period), PlainSerializer(str, return_type=str), _kind("period")]
Count = Annotated[int, BeforeValidator(_count), _kind("count")]
"""A whole number, not below 0."""
Ordinal = Annotated[int, BeforeValidator(_count), AfterValidator(_ordinal), _kind("ordinal")]
"""A whole number from 1."""
Amount = Annotated[Decimal, BeforeValidator(_money), _kind("amount")]
Flag = Annotated[bool, BeforeValidator(_flag), _kind("flag")]
WebAddress = Annotated[
    str, _words(limits.ADDRESS), AfterValidator(_web_address), AfterValidator(_sound_text), _kind("address")
]
EvidencePath = Annotated[
    str,
    BeforeValidator(_typed),
    StringConstraints(max_length=limits.ADDRESS),
    AfterValidator(_sound_text),
    AfterValidator(_evidence_path),
    _kind("evidence_path"),
]
"""A file below the project's folder `evidence`, from that of the project, with `/` on every system."""
Digest = Annotated[
    str,
    BeforeValidator(_typed),
    _matching("[0-9A-Fa-f]{64}", "digest", N_("a SHA-256 is 64 hexadecimal digits; csprog writes it")),
    AfterValidator(str.lower),
    _kind("digest"),
]
Contact = Annotated[
    str, _words(limits.ADDRESS), AfterValidator(_contact), AfterValidator(_sound_text), _kind("contact")
]
"""A mailbox or a web address."""
FileName = Annotated[
    str,
    _words(limits.NAME),
    _matching(
        r"[\w-][\w. -]*\.(?:svg|png)",
        "file-name",
        N_("a file name without a folder, ending in .svg or .png, is expected: logo.svg"),
    ),
    AfterValidator(_sound_text),
    _kind("file"),
]
_hex_colour = _matching(
    r"#[0-9A-Fa-f]{6}", "colour", N_('a colour is written in quotes as six digits after #: "#0b4f8f"')
)
Colour = Annotated[str, _words(limits.NAME), _hex_colour, _kind("colour")]
AudienceField = Annotated[Audience, BeforeValidator(_audience)]
