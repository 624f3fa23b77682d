"""Numbers as people type them: 350 000,50 and 350000.50 are the same, and what could be two numbers is asked back."""

from __future__ import annotations

import re
from decimal import Decimal

from csprog.errors import ParseError
from csprog.i18n import Message

MINUS = "\N{MINUS SIGN}"
_SPACES = re.compile(r"[ \N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}]")
_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,18}|[0-9]{1,3}(?: [0-9]{3}){1,5})(?:[.,][0-9]{1,10})?")
_SUM = re.compile(r"(.*[0-9])\s*(?:(?:тыс|млн)\.?)?\s*(?:руб[а-я]*\.?|₽|р\.)?", re.IGNORECASE)
_THOUSANDS = re.compile(r"[-+]?[1-9][0-9]{0,2}[.,][0-9]{3}")


def read_number(text: str) -> Decimal:
    """Return the number that a person means by `text`: with a decimal point or comma, and spaces between thousands.

    Raises:
        ParseError: it is none, or it might be two (350.000 is 350 to some and 350,000 to others).
    """
    plain = _SPACES.sub(" ", text.strip()).replace(MINUS, "-")
    if not _NUMBER.fullmatch(plain):
        what = Message("“{value}” is no number; type one like 350000, 350000.50 or “350 000,50”", value=text)
        raise ParseError(what)
    if _THOUSANDS.fullmatch(plain):
        whole, exact = re.sub("[.,]", "", plain), plain[:-1] if plain.endswith("0") else f"{plain}0"
        what = Message("“{value}” may be two numbers; type {one} or {other}", value=text, one=whole, other=exact)
        raise ParseError(what)
    return Decimal(plain.replace(" ", "").replace(",", "."))


def read_amount(text: str, head: str = "") -> Decimal:
    """Return the roubles that `text` means below the column's `head`: 350000, “350 000,50 руб.”, “350 тыс. руб.”.

    Raises:
        ParseError: it is no sum, or it might be two.
    """
    found = _SUM.fullmatch(text.strip())
    number = read_number(found[1] if found else text)
    unit = unit_of(f"{text} {head}")
    return number if unit == 1 else number * unit


def unit_of(text: str) -> int:
    """Return how many roubles one of the sums is that `text` tells of: 1000 below «тыс. руб.»."""
    return 1_000_000 if "млн" in text.lower() else 1_000 if "тыс" in text.lower() else 1
