"""Parses numbers and sums with a decimal point or comma."""

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
    """Return the number in `text`: 350000, 350000.50 or 350 000,50.

    Raises:
        ParseError: it is no number, or an ambiguous one (350.000 may mean 350 or 350,000).
    """
    plain = _SPACES.sub(" ", text.strip()).replace(MINUS, "-")
    if not _NUMBER.fullmatch(plain):
        raise ParseError(Message("“{value}” is no number; type one like 350000, 350000.50 or “350 000,50”", value=text))
    if _THOUSANDS.fullmatch(plain):
        whole, exact = re.sub("[.,]", "", plain), plain[:-1] if plain.endswith("0") else f"{plain}0"
        raise ParseError(
            Message("“{value}” may be two numbers; type {one} or {other}", value=text, one=whole, other=exact)
        )
    return Decimal(plain.replace(" ", "").replace(",", "."))


def read_amount(text: str, head: str = "") -> Decimal:
    """Return a sum in roubles: 350000, “350 000,50 руб.”, “350 тыс. руб.”.

    The unit may also stand in `head`, the heading of the sum's column.

    Raises:
        ParseError: it is no sum, or an ambiguous one.
    """
    amount = _SUM.fullmatch(text.strip())
    return read_number(amount[1] if amount else text) * unit_of(f"{text} {head}")


def unit_of(text: str) -> int:
    """Return the unit of a sum in roubles: 1000 for «тыс. руб.»."""
    return 1_000_000 if "млн" in text.lower() else 1_000 if "тыс" in text.lower() else 1
