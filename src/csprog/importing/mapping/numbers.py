"""Reads the numbers that documents print before headings and rows: 1.2.2, № 3, I.1, 2)."""

from __future__ import annotations

import re

from csprog.programme.limits import NUMBER_DIGITS, NUMBER_PARTS

_ROMAN = r"[IVXІХ]{1,7}"
_WORD = r"(?:(?:[Рр]аздел|РАЗДЕЛ|[Пп]одраздел|ПОДРАЗДЕЛ|[Гг]лава|ГЛАВА|[Нн]аправление|[Пп]ункт)\s{1,3})"
_DIGITS = rf"[0-9]{{1,{NUMBER_DIGITS}}}"
_PLAIN = rf"(?:{_DIGITS}|{_ROMAN})(?:\.{_DIGITS}){{0,{NUMBER_PARTS - 1}}}"
_NUMBER = re.compile(rf"(?:{_WORD}|№\s{{0,3}}|п\.\s{{0,3}})?({_PLAIN})\.?\)?")
_BEFORE_WORDS = re.compile(
    rf"{_WORD}?((?:[0-9]{{1,3}}|{_ROMAN})(?:\.[0-9]{{1,3}}){{0,4}})(?:[.)]\s?|:?\s)\s?([^\W\d_].*|[«\"(].*)"
)
_LONE_ROMAN = re.compile(rf"(?:{_WORD})?{_ROMAN}\.?")
_DATE = re.compile(r"[0-3]?[0-9]\.[01]?[0-9]\.20[0-9]{2}")
_VALUES = {"I": 1, "V": 5, "X": 10}


def parse_number(printed: str) -> str | None:
    """Return the number in its printed form («№ 1.2.2.», «II.1»), None if it has none."""
    match = _NUMBER.fullmatch(printed.strip())
    if match is None or is_date(printed):
        return None
    first, *others = match[1].split(".")
    value = int(first) if first.isdecimal() else _value(first)
    return None if value is None else ".".join([str(value), *(str(int(other)) for other in others)])


def split_number(text: str) -> tuple[str, str] | None:
    """Return the number before a heading and its words: «1.Очное», «Раздел II. Заочное»; None without one."""
    match = _BEFORE_WORDS.fullmatch(text)
    if match is None or parse_number(match[1]) is None:
        return None
    return match[1], match[2]


def depth(number: str) -> int:
    """Return how many parts a number has."""
    return number.count(".") + 1


def is_roman(printed: str) -> bool:
    """Tell whether a printed number is one Roman numeral."""
    return _LONE_ROMAN.fullmatch(printed.strip()) is not None


def is_date(printed: str) -> bool:
    """Tell whether a number is printed as a date, which Excel makes of numbers like 1.1."""
    return _DATE.fullmatch(printed.strip()) is not None


def lacks_zero(printed: str, before: str) -> bool:
    """Tell whether `printed` is 1.10 without its zero, since 1.9 stands before it."""
    number, previous = parse_number(printed), parse_number(before)
    if not number or not previous or "." not in number:
        return False
    (stem, _, last), (other, _, ninth) = number.rpartition("."), previous.rpartition(".")
    return stem == other and int(ninth) + 1 == 10 * int(last)


def _value(numeral: str) -> int | None:
    """Return the value of a Roman numeral, None if it is written as none is."""
    values = [_VALUES[letter] for letter in numeral.replace("І", "I").replace("Х", "X")]
    total = sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))
    return total if _numeral(total) == numeral.replace("І", "I").replace("Х", "X") else None


def _numeral(value: int) -> str:
    letters = ""
    for size, numeral in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        letters += numeral * (value // size)
        value %= size
    return letters
