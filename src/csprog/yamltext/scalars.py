"""Writes values as YAML: the form that reads best among those that give the same value back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csprog.yamltext.reader import Unquoted, is_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Scalar = str | Unquoted
    Item = Mapping[str, Scalar | Sequence[str]]

WIDTH = 100  # columns that a person reads with ease

# A scalar that no reader, old or new, in a block or in brackets, takes for anything but this text.
_PLAIN = re.compile(r"[\w«(][^\[\]{},#:&*!|>'\"%@`\\]*(?<!\s)")
_URL = re.compile(r"https?://[^\s\[\]{},#'\"\\]+(?<!:)")
_WORDS_OF_OLD_READERS = frozenset(["y", "n", "yes", "no", "on", "off"])


def block_item(item: Item, column: int, newline: str) -> str:
    """Return `item`, a mapping, as a list entry whose dash stands at `column`, with its last line ending."""
    margin = " " * (column + 2)
    lines = [line for key, value in item.items() for line in f"{key}: {_block_value(value, column + 4)}".split("\n")]
    whole = "\n".join(f"{margin}{line}" if line else "" for line in lines)
    return f"{' ' * column}- {whole.removeprefix(margin)}\n".replace("\n", newline)


def flow_item(item: Item) -> str:
    """Return `item` as a mapping in braces, on one line."""
    parts = (f"{key}: {_flow_value(value)}" for key, value in item.items())
    return "{" + ", ".join(parts) + "}"


def _block_value(value: Scalar | Sequence[str], column: int) -> str:
    if isinstance(value, Unquoted):
        return value.text
    if not isinstance(value, str):
        return _flow_value(value)
    if "\n" in value:
        return _literal(value)
    if len(value) > WIDTH - column and _folds(value):
        return _folded(value, WIDTH - column)
    return value if _URL.fullmatch(value) else _one_line(value)


def _flow_value(value: Scalar | Sequence[str]) -> str:
    if isinstance(value, Unquoted):
        return value.text
    if isinstance(value, str):
        return _one_line(value)
    return "[" + ", ".join(_one_line(part) for part in value) + "]"


def _one_line(text: str) -> str:
    if "\n" not in text and _PLAIN.fullmatch(text) and is_text(text) and text.lower() not in _WORDS_OF_OLD_READERS:
        return text
    if ('"' in text or "\\" in text) and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _literal(text: str) -> str:
    lines = "\n".join(f"  {line}" if line else "" for line in text.split("\n"))
    indicator = "2" if text.startswith((" ", "\n")) else ""
    return f"|{indicator}-\n{lines}"


def _folds(text: str) -> bool:
    """A folded block turns single breaks into single spaces: no other run of spaces survives it."""
    return "  " not in text and text == text.strip() and not text.startswith("#")


def _folded(text: str, width: int) -> str:
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".lstrip(" ")
    return ">-\n" + "\n".join(f"  {line}" for line in lines)
