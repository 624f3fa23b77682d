"""Bytes to characters and back, and the characters that no plan may hold."""

from __future__ import annotations

import codecs
import re

from csprog.findings import Finding, Position
from csprog.i18n import Message

# Controls (C0 and C1) but line feed, tab and carriage return, which the text's own layout uses; halves of a pair
# and noncharacters; marks that reorder what is shown (Trojan Source) or end a line for some readers only.
_HARMFUL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
# two patterns, since a set alone is looked for three times as fast as a set or something else
_IN_A_FILE = (re.compile(f"[{_HARMFUL}]"), re.compile("\r(?!\n)"))

FORBIDDEN = re.compile(f"[\t\r{_HARMFUL}]")
"""What a value may not hold, however it is written: of all controls only the line feed is allowed."""


def decode(data: bytes) -> tuple[str, Finding | None]:
    """Return the text of a UTF-8 file without its byte order mark, and what stands in the way of reading it."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:2]:
        return "", Finding("encoding", Position(1, 1), Message("the file is in UTF-16; save it as UTF-8"))
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        sound = body[: error.start].decode("utf-8")
        what = Message(
            "byte 0x{byte:02x} is not UTF-8; if the file was saved as Windows-1251, save it as UTF-8",
            byte=body[error.start],
        )
        return "", Finding("encoding", position(sound, len(sound)), what)
    return text, _forbidden(text)


def encode(text: str, *, byte_order_mark: bool) -> bytes:
    """Return the bytes of `text`, with the byte order mark if the file had one."""
    return (codecs.BOM_UTF8 if byte_order_mark else b"") + text.encode("utf-8")


def position(text: str, index: int, length: int = 1) -> Position:
    """Return the line and column of the character at `index` of `text`."""
    start = text.rfind("\n", 0, index) + 1
    return Position(text.count("\n", 0, index) + 1, index - start + 1, length)


def _forbidden(text: str) -> Finding | None:
    found = [match.start() for pattern in _IN_A_FILE if (match := pattern.search(text))]
    if not found:
        return None
    first = min(found)
    what = Message("the character U+{number:04X} is not allowed in a plan; remove it", number=ord(text[first]))
    return Finding("forbidden-character", position(text, first), what)
