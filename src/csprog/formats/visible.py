"""Replaces control characters, so that no file's text can steer what shows it."""

from __future__ import annotations

import unicodedata
from pathlib import PurePath

_TAB = "    "
_JOINERS = "\u200c\u200d"  # within an emoji, and between letters of some scripts


def visible(words: object) -> str:
    """Return words with a symbol in place of every control character.

    Line feeds stay; tabs and spaces of all kinds become plain spaces. A path has slashes, on Windows too.
    """
    text = words.as_posix() if isinstance(words, PurePath) else str(words)
    return text if text.isascii() and text.isprintable() else "".join(map(_visible_letter, text))


def one_line(words: object) -> str:
    """Return visible words, with spaces in place of line feeds."""
    return visible(words).replace("\n", " ")


def _visible_letter(letter: str) -> str:
    if letter.isprintable() or letter in _JOINERS or letter == "\n":
        return letter
    if letter == "\t":
        return _TAB
    if letter <= "\x1f":
        return chr(0x2400 + ord(letter))
    return " " if unicodedata.category(letter) == "Zs" else "\ufffd"
