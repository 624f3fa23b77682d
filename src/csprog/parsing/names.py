"""Compares names and ids regardless of case, spaces and alphabet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

_MOST_LISTED = 30
_ID = re.compile(r"(?:№|N|No\.?|#)?\s*([0-9]+(?:[.,][0-9]+)*)[.,;:]*", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;]+")
_BETWEEN_COMMAS = re.compile(r"[\s;]+")
# Cyrillic letters that look Latin: В2В and B2B are typed with either
_HOMOGLYPHS = str.maketrans("АВЕКМНОРСТУХавекмнорстух", "ABEKMHOPCTYXabekmhopctyx")

# with any ending: Windows writes to the device, and no file comes to be
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\..*)?", re.IGNORECASE)


def is_device_name(name: str) -> bool:
    """Tell whether Windows keeps a file's name for a device."""
    return _DEVICE.fullmatch(name) is not None


def fold_homoglyphs(text: str) -> str:
    """Return `text` case-folded, with Cyrillic homoglyphs turned Latin."""
    return text.translate(_HOMOGLYPHS).casefold()


def latin(text: str) -> str:
    """Return `text` with Cyrillic homoglyphs turned Latin, in the case they have."""
    return text.translate(_HOMOGLYPHS)


def cyrillic_in(text: str) -> str:
    """Return the Cyrillic letters of a text that look Latin, each once."""
    return ", ".join(dict.fromkeys(letter for letter in text if ord(letter) in _HOMOGLYPHS))


def fold_name(text: str) -> str:
    """Return `text` with homoglyphs folded and single spaces."""
    return " ".join(fold_homoglyphs(text).split())


def is_alike(name: str, typed: str) -> bool:
    """Tell whether `typed` is a spelling of `name`."""
    return fold_name(name) == fold_name(typed)


def find_name(typed: str, names: Iterable[str]) -> str | None:
    """Return the name that `typed` is a spelling or the only possible beginning of.

    None if there is none, or several begin so.
    """
    known = list(dict.fromkeys(names))
    if spelt := [name for name in known if is_alike(name, typed)]:
        return spelt[0]
    begun = names_beginning(typed, known)
    return begun[0] if len(begun) == 1 else None


def names_beginning(typed: str, names: Iterable[str]) -> list[str]:
    """Return those of `names` that begin with `typed`; none if it is empty."""
    beginning = fold_name(typed)
    return [name for name in dict.fromkeys(names) if beginning and fold_name(name).startswith(beginning)]


def nearest_names(typed: str, names: Iterable[str], cutoff: float = 0.6) -> list[str]:
    """Return up to four of `names` that resemble `typed`, the nearest first."""
    folded = {fold_homoglyphs(name): name for name in names}
    return [folded[near] for near in get_close_matches(fold_homoglyphs(typed), folded, n=4, cutoff=cutoff)]


def read_id(text: str) -> str:
    """Return an id such as 1.2.2, also typed as №1.2.2, “1,2,2” or with a final sign.

    An id that is no number stays as it is, but for spaces and points around it.
    """
    number = _ID.fullmatch(text.strip())
    return number[1].replace(",", ".") if number else text.strip().rstrip(".")


def split_ids(words: Iterable[str]) -> list[str]:
    """Return the ids in typed words, each once: 1.2.2,1.2.3 are two, 1,2,2 is one.

    A comma separates ids that have points; between numbers alone it stands for the point. Words that are no numbers are
    ids as they are.
    """
    return list(dict.fromkeys(identifier for word in words for identifier in _ids_in(word)))


def _ids_in(word: str) -> list[str]:
    separators = _BETWEEN if "." in word else _BETWEEN_COMMAS
    parts = [part for part in separators.split(re.sub(r"№\s+", "№", word)) if part]
    return [read_id(part) for part in parts] if all(map(_ID.fullmatch, parts)) else [read_id(word)]


def listed(names: Iterable[str]) -> str:
    """Return the first thirty of `names` for a sentence; “…” stands for the rest.

    A plan may have thousands, and a sentence for each of them.
    """
    shown = list(islice(names, _MOST_LISTED + 1))
    return ", ".join(shown if len(shown) <= _MOST_LISTED else [*shown[:-1], "…"])
