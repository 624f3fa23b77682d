"""Names and ids as people type them: capital letters, spaces and the alphabet of a look-alike letter don't matter."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_LOOKS_CYRILLIC = str.maketrans("АВЕКМНОРСТУХавекмнорстух", "ABEKMHOPCTYXabekmhopctyx")


def fold_homoglyphs(text: str) -> str:
    """Return `text` in small letters, Cyrillic ones that look Latin turned Latin: В2В and B2B are the same."""
    return text.translate(_LOOKS_CYRILLIC).casefold()


def fold_name(text: str) -> str:
    """Return `text` as `fold_homoglyphs` does, with one space between words."""
    return " ".join(fold_homoglyphs(text).split())


def is_alike(name: str, typed: str) -> bool:
    """Tell whether `typed` means `name`."""
    return fold_name(name) == fold_name(typed)


def find_name(typed: str, names: Iterable[str]) -> str | None:
    """Return the first of `names` that `typed` means, None if there is none."""
    return next((name for name in names if is_alike(name, typed)), None)


def nearest_names(typed: str, names: Iterable[str], cutoff: float = 0.6) -> list[str]:
    """Return up to four of `names` that look like what was typed, the nearest first."""
    folded = {fold_homoglyphs(name): name for name in names}
    return [folded[near] for near in get_close_matches(fold_homoglyphs(typed), folded, n=4, cutoff=cutoff)]


def read_id(text: str) -> str:
    """Return an id such as 1.2.2 without the last point that the document prints."""
    return text.strip().rstrip(".")
