"""Translates messages and formats dates and numbers in the chosen language.

Messages are translated when they are shown, not when they are made. The sources hold English; `locale/ru` holds the
Russian catalogue. Published pages are Russian whatever language is chosen here.
"""

from __future__ import annotations

import gettext
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

LANGUAGES = ("ru", "en")
_LOCALE_FOLDER = Path(__file__).parent / "locale"
_language = "en"
# Dates and numbers are written as CLDR has them, without Babel: loading it takes 40 ms, and nearly every command
# shows a date. Tests compare both; a minus is the sign, not a hyphen.
_MINUS = "\N{MINUS SIGN}"
_RUSSIAN_SEPARATORS = str.maketrans(",.", "\N{NO-BREAK SPACE},")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Message:
    """A translatable sentence and its values.

    `str()` gives it in the current language. With `plural` and a value named `count`, the catalogue's plural rule
    selects the form. Values that differ by language (messages, dates, decimals) are formatted with the sentence. A path
    has slashes on Windows too, where programs that read `file:line:column` expect them as elsewhere.
    """

    __slots__ = ("plural", "text", "values")

    def __init__(self, text: str, plural: str | None = None, **values: object) -> None:
        """Keep the English `text` and `plural` and the `values` of their placeholders."""
        self.text = text
        self.plural = plural
        self.values = values

    def __str__(self) -> str:
        """Return the sentence in the current language."""
        return self.render(_language)

    def render(self, language: str) -> str:
        """Return the sentence in `language`, one of `LANGUAGES`."""
        if self.plural is None:
            sentence = _catalogue(language).gettext(self.text)
        else:
            count: Any = self.values["count"]
            sentence = _catalogue(language).ngettext(self.text, self.plural, count)
        if not self.values:  # then braces in the text are not placeholders
            return sentence
        return sentence.format_map({name: _localize(value, language) for name, value in self.values.items()})

    def to_json(self) -> list[Any]:
        """Return the message as JSON values, untranslated."""
        return [self.text, self.plural, {name: _encode(value) for name, value in self.values.items()}]

    @classmethod
    def from_json(cls, record: list[Any]) -> Message:
        """Return a message that renders like the one that gave `record`."""
        text, plural, values = record
        return cls(text, plural, **{name: _decode(value) for name, value in values.items()})

    def __repr__(self) -> str:
        """Show the English text and the values in a failing test."""
        return f"Message({self.text!r}, {self.values!r})"

    def __eq__(self, other: object) -> bool:
        """Compare by text and values."""
        return isinstance(other, Message) and (self.text, self.values) == (other.text, other.values)

    def __hash__(self) -> int:
        """Hash by the text alone: values need not be hashable."""
        return hash(self.text)


def _localize(value: object, language: str) -> object:
    if isinstance(value, Message):
        return value.render(language)
    if isinstance(value, date):
        return format_day(value, language)
    if isinstance(value, PurePath):
        return value.as_posix()
    return format_number(value, language) if isinstance(value, Decimal) else value


def _encode(value: object) -> object:
    """Return a message's value for JSON, with its type if `_localize` needs it."""
    if isinstance(value, Message):
        return {"message": value.to_json()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Decimal):
        return {"number": str(value)}
    if isinstance(value, PurePath):
        return value.as_posix()
    return value if isinstance(value, int) else str(value)


def _decode(value: Any) -> object:
    if not isinstance(value, dict):
        return value
    if "message" in value:
        return Message.from_json(value["message"])
    return date.fromisoformat(value["day"]) if "day" in value else Decimal(value["number"])


class Phrase(NamedTuple):
    """What another program says, and csprog's sentence for it."""

    words: re.Pattern[str]
    sentence: str


def phrases(*pairs: tuple[str, str]) -> tuple[Phrase, ...]:
    """Return a catalogue of another program's words: patterns with sentences marked by `N_`.

    A sentence may name the groups of its pattern.
    """
    return tuple(Phrase(re.compile(pattern, re.DOTALL), sentence) for pattern, sentence in pairs)


def rephrase(catalogue: Iterable[Phrase], words: str, names: Mapping[str, object] | None = None) -> Message | None:
    """Return csprog's sentence for another program's words, None if the catalogue has none.

    `names` are what that program calls by words of its own.
    """
    for phrase in catalogue:
        if match := phrase.words.match(words):
            groups: dict[str, Any] = {name: (names or {}).get(text, text) for name, text in match.groupdict().items()}
            return Message(phrase.sentence, None, **groups)
    return None


def N_(text: str) -> str:  # noqa: N802 - gettext's usual name for a text marked for the catalogue
    """Mark an English text for the catalogue without translating it yet."""
    return text


def translate(text: str) -> str:
    """Return a marked text in the current language."""
    return _catalogue(_language).gettext(text) if text else text  # gettext("") is the catalogue's header


def set_language(language: str) -> None:
    """Set the language of this process, one of `LANGUAGES`."""
    global _language  # noqa: PLW0603 - a command line has one user, and str() takes no argument
    _language = language


@contextmanager
def use_language(language: str) -> Iterator[None]:
    """Set the language within a `with` block: a published report is Russian."""
    before = _language
    set_language(language)
    try:
        yield
    finally:
        set_language(before)


def current_language() -> str:
    """Return the language of this process."""
    return _language


def environment_language(environment: Mapping[str, str] = os.environ) -> str:
    """Return the language of the user's settings, English by default.

    `CSPROG_LANG` comes first, then the locale's variables in POSIX order, then the display language of Windows.
    """
    for variable in ("CSPROG_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable):
            return "ru" if value.lower().startswith("ru") else "en"
    return "ru" if (_windows_language() or "").lower().startswith("ru") else "en"


def _windows_language() -> str | None:
    """Return Windows' display language ('ru_RU'), None on other systems."""
    if sys.platform == "win32":  # where no LANG is set
        import ctypes  # noqa: PLC0415 - `windll` exists only here
        import locale  # noqa: PLC0415 - likewise

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage())
    return None


def format_day(day: date, language: str | None = None) -> str:
    """Return a date as 31.12.2025 or 31 Dec 2025, by default in the current language."""
    if (language or _language) == "ru":
        return f"{day.day:02}.{day.month:02}.{day.year:04}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year:04}"


def format_number(number: Decimal, language: str | None = None) -> str:
    """Return a number with all its decimals, 1 250,50 or 1,250.50, and a minus sign below 0."""
    return _separate(f"{number:,f}".replace("-", _MINUS), language or _language)


def _separate(number: str, language: str) -> str:
    return number.translate(_RUSSIAN_SEPARATORS) if language == "ru" else number


def format_roubles(amount: Decimal) -> str:
    """Return an amount in roubles, 1 250 or 1 250,50: kopecks only if there are any."""
    whole = amount == amount.to_integral_value()
    return format_number(Decimal(f"{amount:.0f}" if whole else f"{amount:.2f}"))


def format_share(share: Fraction | None) -> str:
    """Return a part of 1 as `show_part` does, a dash for None."""
    return "—" if share is None else show_part(share.numerator, share.denominator)


def show_part(part: int, whole: int) -> str:
    """Return `part` of `whole` as 33,3 % or 33.3 %, a dash if `whole` is 0."""
    if not whole:
        return "—"
    tenths = thousandths(part, whole)
    sign, (ones, tenth) = _MINUS if tenths < 0 else "", divmod(abs(tenths), 10)
    return _separate(f"{sign}{ones:,}.{tenth}" if tenth else f"{sign}{ones:,}", _language) + " %"


def thousandths(part: int, whole: int) -> int:
    """Return `part` of `whole` in thousandths, rounded half up.

    Only none is rounded to 0 and only all to 1000: a report must not say 100 % while a measure is open.
    """
    rounded = (2000 * part + whole) // (2 * whole)
    remainder = 1000 * part - rounded * whole
    if remainder and rounded in {0, 1000}:
        return rounded + (1 if remainder > 0 else -1)
    return rounded


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("csprog", _LOCALE_FOLDER, [language], fallback=True)
