"""Cleans texts that people type or paste: tabs, line ends, signs that nobody sees."""

from __future__ import annotations

import re

HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Signs that show nothing: soft hyphens, zero-width spaces and joiners, marks of direction, variants of a sign."""
_LINE_END = re.compile("\r\n?")
_SPACE = re.compile("[\t\v\f]")  # Excel's tab between cells, Word's line and page breaks


def tidy(text: str) -> str:
    """Return a typed text: spaces for tabs, line feeds for line ends, nothing hidden."""
    return HIDDEN.sub("", _SPACE.sub(" ", _LINE_END.sub("\n", text)))


def hidden_signs(text: str) -> tuple[str, ...]:
    """Return the hidden signs of `text` by number, each once: U+00AD."""
    return tuple(map(sign_number, dict.fromkeys(HIDDEN.findall(text))))


def sign_number(sign: str) -> str:
    """Return a sign as sentences name it: U+00AD."""
    return f"U+{ord(sign):04X}"
