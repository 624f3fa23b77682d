"""Numbers as people type them: 350 000,50 and 350000.50 are the same, and what could be two numbers is asked back."""

from __future__ import annotations

import re
from decimal import Decimal

import typer

from csprog.language import Message

MINUS = "\N{MINUS SIGN}"
_SPACES = re.compile(r"[ \N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}]")
_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,18}|[0-9]{1,3}(?: [0-9]{3}){1,5})(?:[.,][0-9]{1,10})?")
_THOUSANDS = re.compile(r"[-+]?[1-9][0-9]{0,2}[.,][0-9]{3}")


def typed_number(text: str) -> Decimal:
    """Return the number that a person means by `text`: with a decimal point or comma, and spaces between thousands.

    Raises:
        BadParameter: it is none, or it might be two (350.000 is 350 to some and 350,000 to others).
    """
    plain = _SPACES.sub(" ", text.strip()).replace(MINUS, "-")
    if not _NUMBER.fullmatch(plain):
        what = Message("“{value}” is no number; type one like 350000, 350000.50 or “350 000,50”", value=text)
        raise typer.BadParameter(str(what))
    if _THOUSANDS.fullmatch(plain):
        whole, exact = re.sub("[.,]", "", plain), plain[:-1] if plain.endswith("0") else f"{plain}0"
        what = Message("“{value}” may be two numbers; type {one} or {other}", value=text, one=whole, other=exact)
        raise typer.BadParameter(str(what))
    return Decimal(plain.replace(" ", "").replace(",", "."))
