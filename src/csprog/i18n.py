"""The language that csprog speaks: messages that are translated when they are read, not when they are made.

Sources hold English; `locale/ru` holds the Russian catalogue. What is published is Russian whatever is chosen here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

if TYPE_CHECKING:  # loading these takes a tenth of a second, and few messages need them
    from decimal import Decimal
    from fractions import Fraction
    from gettext import NullTranslations

    from babel import Locale
    from babel.numbers import NumberPattern

LANGUAGES = ("ru", "en")
_LOCALE_FOLDER = Path(__file__).parent / "locale"
_chosen = "en"
_RUSSIAN_NUMBER = str.maketrans(",.", "\u00a0,")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Message:
    """A sentence with its data: `str()` gives it in the language chosen at that moment.

    With `plural` and a value named `count`, the form that fits the number is chosen by the language's own rule.
    """

    __slots__ = ("plural", "text", "values")

    def __init__(self, text: str, plural: str | None = None, **values: object) -> None:
        """Keep the English `text` (and its `plural`), with the `values` for its `{placeholders}`."""
        self.text = text
        self.plural = plural
        self.values = values

    def __str__(self) -> str:
        """Return the sentence in the chosen language."""
        return self.render(_chosen)

    def render(self, language: str) -> str:
        """Return the sentence in `language`, one of `LANGUAGES`, whatever was chosen: a plan's own words are Russian."""
        if self.plural is None:
            sentence = _catalogue(language).gettext(self.text)
        else:
            count: Any = self.values["count"]
            sentence = _catalogue(language).ngettext(self.text, self.plural, count)
        if not self.values:
            return sentence
        return sentence.format_map({name: _shown(value, language) for name, value in self.values.items()})

    def record(self) -> list[Any]:
        """Return the sentence, in no language yet, as data that JSON holds; `of_record` makes a message of it again."""
        return [self.text, self.plural, {name: _kept(value) for name, value in self.values.items()}]

    @classmethod
    def of_record(cls, record: list[Any]) -> Message:
        """Return the message that `record` was made of: one that says the same in every language."""
        text, plural, values = record
        return cls(text, plural, **{name: _known_again(value) for name, value in values.items()})

    def __repr__(self) -> str:
        """Show the English text and the data, for a failing test."""
        return f"Message({self.text!r}, {self.values!r})"

    def __eq__(self, other: object) -> bool:
        """Two messages are equal when they say the same of the same data."""
        return isinstance(other, Message) and (self.text, self.values) == (other.text, other.values)

    def __hash__(self) -> int:
        """Hash by the text alone: values need not be hashable."""
        return hash(self.text)


def _shown(value: object, language: str) -> object:
    if isinstance(value, Message):
        return value.render(language)
    if isinstance(value, date):
        return format_day(value, language)
    return format_number(value, language) if _is_decimal(value) else value


def _kept(value: object) -> object:
    """Return a message's value as JSON holds it: what is said otherwise in another language keeps its kind."""
    if isinstance(value, Message):
        return {"message": value.record()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if _is_decimal(value):
        return {"number": str(value)}
    return value if isinstance(value, int) else str(value)


def _known_again(value: Any) -> object:
    if not isinstance(value, dict):
        return value
    if "message" in value:
        return Message.of_record(value["message"])
    if "day" in value:
        return date.fromisoformat(value["day"])
    from decimal import Decimal  # noqa: PLC0415 - few messages have one

    return Decimal(value["number"])


def _is_decimal(value: object) -> TypeGuard[Decimal]:
    """Tell whether it is one, without loading what only messages with numbers need."""
    return type(value).__module__ == "decimal"


def N_(text: str) -> str:  # noqa: N802 - gettext's usual name for a text marked for the catalogue
    """Mark an English text for the catalogue without translating it yet."""
    return text


def translate(text: str) -> str:
    """Return a marked text in the chosen language."""
    return _catalogue(_chosen).gettext(text) if text else text


def set_language(language: str) -> None:
    """Speak `language`, one of `LANGUAGES`, from now on."""
    global _chosen  # noqa: PLW0603 - one process speaks to one person
    _chosen = language


@contextmanager
def use_language(language: str) -> Iterator[None]:
    """Speak `language` for the while: what is published is Russian whatever was chosen."""
    before = _chosen
    set_language(language)
    try:
        yield
    finally:
        set_language(before)


def current_language() -> str:
    """Return the language spoken now."""
    return _chosen


def preferred(environment: Mapping[str, str]) -> str:
    """Return the language that the person's settings ask for: `CSPROG_LANG`, then the locale; English if neither."""
    for variable in ("CSPROG_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable):
            return "ru" if value.lower().startswith("ru") else "en"
    return "ru" if (_windows_language() or "").lower().startswith("ru") else "en"


def _windows_language() -> str | None:
    """Return the display language of Windows, which sets no LANG ('Russian_Russia', 'ru_RU'); None elsewhere."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only here, and only there
        import locale  # noqa: PLC0415 - likewise

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage())
    return None


def format_day(day: date, language: str | None = None) -> str:
    """Return the day as a language, by default the chosen one, writes it in a table: 31.12.2025, or 31 Dec 2025.

    As Babel's data have it, without them: loading them takes a tenth of a second, and nearly every command shows a date.
    """
    if (language or _chosen) == "ru":
        return f"{day.day:02}.{day.month:02}.{day.year:04}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year:04}"


def format_number(number: Decimal, language: str | None = None) -> str:
    """Return the number as a language, by default the chosen one, writes it: 1 250,50 or 1,250.50, with all its decimals."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - few commands show one

    exponent = number.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    spoken = _locale(language or _chosen)
    return format_decimal(number, _decimal_pattern(decimals), locale=spoken, decimal_quantization=False)


@cache
def _locale(language: str) -> Locale:
    from babel import Locale  # noqa: PLC0415 - likewise

    return Locale.parse(language)


@cache
def _decimal_pattern(decimals: int) -> NumberPattern:
    """Return how numbers are written; to read the pattern anew takes longer than to write a number by it."""
    from babel.numbers import parse_pattern  # noqa: PLC0415 - likewise

    return parse_pattern(f"#,##0.{'0' * decimals}")


def format_roubles(amount: Decimal) -> str:
    """Return an amount of money as the chosen language writes it, 1 250 or 1 250,50: with kopecks if there are any."""
    whole = amount == amount.to_integral_value()
    return format_number(type(amount)(f"{amount:.0f}" if whole else f"{amount:.2f}"))


def format_share(share: Fraction | None) -> str:
    """Return a part of 1 as a percentage, a dash for None; `show_part` tells how."""
    return "—" if share is None else show_part(share.numerator, share.denominator)


def show_part(part: int, whole: int) -> str:
    """Return `part` of `whole` as a percentage as the chosen language writes it, 33,3 % or 33.3 %; a dash of nothing.

    As Babel's data have it, without them, as with dates.
    """
    if not whole:
        return "—"
    tenths = thousandths(part, whole)
    sign, (ones, tenth) = "-" if tenths < 0 else "", divmod(abs(tenths), 10)
    number = f"{sign}{ones:,}.{tenth}" if tenth else f"{sign}{ones:,}"
    return f"{number.translate(_RUSSIAN_NUMBER) if _chosen == 'ru' else number} %"


def thousandths(part: int, whole: int) -> int:
    """Return `part` of `whole` in thousandths, rounded half up: 0 only of none, 1000 only of all."""
    rounded = (2000 * part + whole) // (2 * whole)
    rest = 1000 * part - rounded * whole
    if rest and rounded in {0, 1000}:
        return rounded + (1 if rest > 0 else -1)
    return rounded


@cache
def _catalogue(language: str) -> NullTranslations:
    import gettext as catalogues  # noqa: PLC0415 - what was said before is said again without one

    return catalogues.translation("csprog", _LOCALE_FOLDER, [language], fallback=True)


def environment_language() -> str:
    """Return the preferred language of this process's environment."""
    return preferred(os.environ)
