"""Writes scalars in the most readable YAML style that preserves them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from csprog.yamltext.reader import Unquoted, is_text

Scalar = str | Unquoted
Item = Mapping[str, Scalar | Sequence[str] | Sequence["Item"]]

WIDTH = 100  # columns

# Scalars that YAML 1.1 and 1.2 parsers read as this text, in block and flow style alike.
_PLAIN = re.compile(r"[\w«(№][^\[\]{},#:&*!|>'\"%@`\\]*(?<!\s)")
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z_-]*")
_DOTTED = re.compile(r"[0-9.]+")  # quoted even where it is text (1.2.1), since the next may be a number (1.2)
_URL = re.compile(r"https?://[^\s\[\]{},#'\"\\]+(?<!:)")
_YAML_1_1_BOOLEANS = frozenset(["y", "n", "yes", "no", "on", "off"])


def block_scalar(value: Scalar, room: int, width: int) -> list[str]:
    """Return the lines of a value in a block, all but the first indented by two.

    `room` is the number of columns after the key or dash, `width` that of a folded text's lines.
    """
    if isinstance(value, Unquoted):
        return [value.text]
    if "\n" in value and not value[-1].isspace():
        return _literal(value)
    line = value if _URL.fullmatch(value) or _is_plain(value.replace(", ", "  ")) else one_line(value)
    return _folded(value, width) if len(line) > room and _folds(value) else [line]


def flow_item(item: Item) -> str:
    """Return `item` as a mapping in braces on one line."""
    parts = (f"{key}: {_flow_value(value)}" for key, value in item.items())
    return "{" + ", ".join(parts) + "}"


def in_brackets(names: Sequence[Scalar]) -> str:
    """Return a list of scalars in brackets on one line."""
    return "[" + ", ".join(name.text if isinstance(name, Unquoted) else one_line(name) for name in names) + "]"


def _flow_value(value: Scalar | Sequence[str] | Sequence[Item]) -> str:
    if isinstance(value, Unquoted):
        return value.text
    if isinstance(value, str):
        return one_line(value)
    return "[" + ", ".join(one_line(part) if isinstance(part, str) else flow_item(part) for part in value) + "]"


def one_line(text: str) -> str:
    """Return a text on one line, quoted where a key or flow item needs it."""
    if _is_plain(text):
        return text
    if ('"' in text or "\\" in text) and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def key(text: str) -> str:
    """Return a key, quoted if need be; identifiers are never quoted, not even `on`."""
    return text if _IDENTIFIER.fullmatch(text) else one_line(text)


def _is_plain(text: str) -> bool:
    if "\n" in text or not _PLAIN.fullmatch(text) or _DOTTED.fullmatch(text):
        return False
    return is_text(text) and text.lower() not in _YAML_1_1_BOOLEANS


def _literal(text: str) -> list[str]:
    indicator = "2" if text.startswith((" ", "\n")) else ""
    return [f"|{indicator}-", *(f"  {line}" if line else "" for line in text.split("\n"))]


def _folds(text: str) -> bool:
    """Tell whether a folded block preserves `text`: it loses runs of spaces."""
    return "  " not in text and text == text.strip() and not text.startswith("#")


def _folded(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".lstrip(" ")
    return [">-", *(f"  {line}" for line in lines)]
