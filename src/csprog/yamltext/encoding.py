"""Decodes and encodes plan files, and defines the forbidden characters."""

from __future__ import annotations

import codecs
import re
from itertools import islice

from csprog.findings import Finding, Position
from csprog.i18n import Message

# Controls (C0 and C1) but line feed, tab and carriage return, which the text's own layout uses; halves of a pair
# and noncharacters; marks that reorder what is shown (Trojan Source) or end a line for some readers only.
HARMFUL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
"""Characters that are not allowed in a plan, for a character class."""

_FORBIDDEN_IN_FILE = re.compile(f"[{HARMFUL}]|\r(?!\n)")

FORBIDDEN = re.compile(f"[\t\r{HARMFUL}]")
"""Characters that no value may hold, also escaped: of all controls only line feed is allowed."""


def decode(data: bytes) -> tuple[str, Finding | None]:
    """Return the text of a UTF-8 file, without its byte order mark.

    The text is empty, and a finding says why, if the bytes are not UTF-8; a forbidden character gives the text and a
    finding.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:2]:
        return "", Finding("encoding", Position(1, 1), Message("the file is in UTF-16; save it as UTF-8"))
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        before = body[: error.start].decode("utf-8")
        message = Message(
            "byte 0x{byte:02x} is not UTF-8; if the file was saved as Windows-1251, save it as UTF-8",
            byte=body[error.start],
        )
        return "", Finding("encoding", position(before, len(before)), message)
    return text, _forbidden(text)


def encode(text: str, *, byte_order_mark: bool) -> bytes:
    """Return `text` as UTF-8, with a byte order mark if asked for."""
    return (codecs.BOM_UTF8 if byte_order_mark else b"") + text.encode("utf-8")


def position(text: str, index: int, length: int = 1) -> Position:
    """Return the position of the character at offset `index` of `text`."""
    start = text.rfind("\n", 0, index) + 1
    return Position(text.count("\n", 0, index) + 1, index - start + 1, length)


def forbidden_characters(text: str, most: int) -> tuple[str, tuple[Finding, ...]]:
    """Return a text with spaces for forbidden characters, and findings of the first `most` of these."""
    matches = islice(_FORBIDDEN_IN_FILE.finditer(text), most)
    return _FORBIDDEN_IN_FILE.sub(" ", text), tuple(_forbidden_at(text, match) for match in matches)


def _forbidden(text: str) -> Finding | None:
    match = _FORBIDDEN_IN_FILE.search(text)
    return match and _forbidden_at(text, match)


def _forbidden_at(text: str, match: re.Match[str]) -> Finding:
    message = Message("the character U+{number:04X} is not allowed in a plan; remove it", number=ord(match[0]))
    return Finding("forbidden-character", position(text, match.start()), message)
