"""Parses numbers and sums with a decimal point or comma."""

from __future__ import annotations

import re
from decimal import Decimal

from csprog.errors import ParseError
from csprog.i18n import Message

MINUS = "\N{MINUS SIGN}"
_SPACES = re.compile(r"[ \N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}]")
_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,18}|[0-9]{1,3}(?: [0-9]{3}){1,5})(?:[.,][0-9]{1,10})?")
_SUM = re.compile(
    r"(.*[0-9])\s*((?:(?:тысяч|миллион|миллиард)[а-я]*|(?:тыс|млн|млрд|т)\.?)?\s*(?:руб[а-я]*\.?|₽|р\.?)?)",
    re.IGNORECASE,
)
_UNITS = (
    (re.compile(r"млрд|миллиард", re.IGNORECASE), 1_000_000_000),
    (re.compile(r"млн|миллион", re.IGNORECASE), 1_000_000),
    (re.compile(r"тыс|\bт\.?\s?р", re.IGNORECASE), 1_000),
)
_THOUSANDS = re.compile(r"[-+]?[1-9][0-9]{0,2}[.,][0-9]{3}")


def read_number(text: str) -> Decimal:
    """Return the number in `text`: 350000, 350000.50 or 350 000,50.

    Raises:
        ParseError: it is no number, or an ambiguous one (350.000 may mean 350 or 350,000).
    """
    plain = _SPACES.sub(" ", text.strip()).replace(MINUS, "-")
    if not _NUMBER.fullmatch(plain):
        raise ParseError(
            Message("“{value}” is not a number; type one like 350000, 350000.50 or “350 000,50”", value=text)
        )
    if _THOUSANDS.fullmatch(plain):
        whole, exact = re.sub("[.,]", "", plain), plain[:-1] if plain.endswith("0") else f"{plain}0"
        raise ParseError(Message("“{value}” is ambiguous; type {one} or {other}", value=text, one=whole, other=exact))
    return Decimal(plain.replace(" ", "").replace(",", "."))


def read_amount(text: str, head: str = "") -> Decimal:
    """Return a sum in roubles: 350000, “350 000,50 руб.”, “350 тыс. руб.”.

    The unit may also stand in `head`, the heading of the sum's column; one beside the sum overrules it.

    Raises:
        ParseError: it is no sum, or an ambiguous one.
    """
    amount = _SUM.fullmatch(text.strip())
    if amount is None:
        return read_number(text) * unit_of(head)
    return read_number(amount[1]) * unit_of(amount[2] or head)


def unit_of(text: str) -> int:
    """Return the unit of a sum in roubles: 1000 for «тыс. руб.»."""
    return next((size for pattern, size in _UNITS if pattern.search(text)), 1)
