"""Compares names and ids regardless of case, spaces and alphabet."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

_MOST_LISTED = 30
# Cyrillic letters that look Latin: В2В and B2B are typed with either
_HOMOGLYPHS = str.maketrans("АВЕКМНОРСТУХавекмнорстух", "ABEKMHOPCTYXabekmhopctyx")


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
    """Return the first of `names` that `typed` is a spelling of, or None."""
    return next((name for name in names if is_alike(name, typed)), None)


def nearest_names(typed: str, names: Iterable[str], cutoff: float = 0.6) -> list[str]:
    """Return up to four of `names` that resemble `typed`, the nearest first."""
    folded = {fold_homoglyphs(name): name for name in names}
    return [folded[near] for near in get_close_matches(fold_homoglyphs(typed), folded, n=4, cutoff=cutoff)]


def read_id(text: str) -> str:
    """Return an id such as 1.2.2 without the final point of the document."""
    return text.strip().rstrip(".")


def listed(names: Iterable[str]) -> str:
    """Return the first thirty of `names` for a sentence; “…” stands for the rest.

    A plan may have thousands, and a sentence for each of them.
    """
    shown = list(islice(names, _MOST_LISTED + 1))
    return ", ".join(shown if len(shown) <= _MOST_LISTED else [*shown[:-1], "…"])
