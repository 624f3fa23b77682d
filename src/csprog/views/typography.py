"""Russian typography: dates in words, plurals, no-break spaces."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache

from babel.core import Locale
from babel.dates import format_date

NBSP = "\N{NO-BREAK SPACE}"
MANY_TEXTS = 1 << 14
"""Size of the cache of typeset texts: a page has each text of its plan several times."""
_RUSSIAN = Locale.parse("ru")
_STICKS_TO_NEXT = re.compile(r"(?<![\w.])(№|§|п\.|пп\.|ст\.|ПАО|ООО|АО|ПП РФ №|от|в|и|к|о|с|у|на|до|за|не|по) (?=\S)")
_STICKS_TO_PREVIOUS = re.compile(r" (?=(?:г\.|гг\.|руб\.|—|–)(?:\W|$))")
_NUMBER_AND_WORD = re.compile(r"(?<=[0-9]) (?=[а-яё%])")
_ADDRESS = re.compile(r"(https?://\S+)")


@lru_cache(MANY_TEXTS, typed=True)
def typeset(text: str) -> str:
    """Return `text` with the no-break spaces of Russian typography.

    Words and web addresses are unchanged: a document is published to the letter.
    """
    if "://" not in text:
        return _spaced(text)
    # The pattern is a group, so `split` returns the addresses as well.
    return "".join(part if _ADDRESS.fullmatch(part) else _spaced(part) for part in _ADDRESS.split(text))


def _spaced(text: str) -> str:
    glued = _STICKS_TO_PREVIOUS.sub(NBSP, _STICKS_TO_NEXT.sub(lambda match: match[1] + NBSP, text))
    return _NUMBER_AND_WORD.sub(NBSP, glued)


@cache
def long_date(day: date) -> str:
    """Return «31 декабря 2025 г.» with no-break spaces."""
    # Babel puts a narrow no-break space, which few fonts have.
    return format_date(day, "long", locale=_RUSSIAN).replace("\N{NARROW NO-BREAK SPACE}", " ").replace(" ", NBSP)


def address(link: str) -> str:
    """Return a web address without `https://` and the slash after a bare host."""
    shown = link.removeprefix("https://")
    return shown.removesuffix("/") if shown.count("/") == 1 else shown


@cache
def short_date(day: date) -> str:
    """Return 31.12.2025."""
    return format_date(day, "dd.MM.yyyy", locale=_RUSSIAN)


def plural(count: int, one: str, few: str, many: str) -> str:
    """Return the number and the word in its form: 1 день, 2 дня, 5 дней."""
    return f"{count}{NBSP}{form(count, one, few, many)}"


def form(count: int, one: str, few: str, many: str) -> str:
    """Return the form of a Russian word after `count`: день, дня or дней."""
    return {"one": one, "few": few}.get(_RUSSIAN.plural_form(count), many)
