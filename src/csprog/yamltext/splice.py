"""Changes a YAML text by putting in a few lines: every other character stays as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csprog.errors import PlacementError
from csprog.language import Message
from csprog.yamltext.nodes import Node, locate_mapping
from csprog.yamltext.scalars import block_item, flow_item

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csprog.yamltext.scalars import Item

_DASH_OF_SECTIONS = re.compile(r"^sections:[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*( *)- ", re.MULTILINE)
_TRAILING_COMMA = re.compile(r"\s*,")
_COMMENT = re.compile(r"( *)#[^\n]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in the place of the characters from `start` to `end` (exclusive; the same to insert)."""

    start: int
    end: int
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with all `edits` made; they may not overlap, and their offsets are those of `text`."""
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def append_item(text: str, start: int, key: str, item: Item) -> Edit:
    """Return the edit that adds `item` at the end of the list under `key` of the mapping that begins at `start`.

    The list may be absent (its key is added after the mapping's last value), empty, in brackets or a line an
    item; the new lines are indented as their neighbours are and end as they do.

    Raises:
        PlacementError: the mapping stands in braces, or what is under `key` is no list.
    """
    mapping = locate_mapping(text, start)
    if mapping.flow or mapping.entries is None:
        raise PlacementError(
            Message(
                "line {line} keeps a whole measure in braces, where nothing can be added safely; write it with "
                "one key a line and try again",
                line=text.count("\n", 0, start) + 1,
            )
        )
    entries = mapping.entries
    column = start - (text.rfind("\n", 0, start) + 1)
    existing = next(((name, value) for name, value in entries if name.text == key), None)
    if existing is None:
        return _lines_after(text, entries[-1][1], column, _new_list(text, column, key, item, _newline(text)))
    name, value = existing
    if value.items and not value.flow:
        return _lines_after(text, value, column, block_item(item, value.column, _newline(text)))
    if value.items:
        return _into_brackets(text, value, item)
    if value.items is None and (value.style or value.text not in {"", "~", "null", "Null", "NULL"}):
        raise PlacementError(
            Message("{key} is no list in line {line}; mend it first", key=key, line=text.count("\n", 0, name.start) + 1)
        )
    return _in_place_of_nothing(text, name, value, column, item)


def _newline(text: str) -> str:
    return "\r\n" if text[: text.find("\n") + 1].endswith("\r\n") else "\n"


def _dash_indent(text: str) -> int:
    """Return how far the file's own lists are indented below their key (0, 2 or what its keeper likes)."""
    found = _DASH_OF_SECTIONS.search(text)
    return len(found.group(1)) if found else 2


def _new_list(text: str, column: int, key: str, item: Item, newline: str) -> str:
    return f"{' ' * column}{key}:{newline}" + block_item(item, column + _dash_indent(text), newline)


def _in_place_of_nothing(text: str, name: Node, value: Node, column: int, item: Item) -> Edit:
    """Replace an empty list or an absent value: what follows it on its line (a comment) stays there."""
    newline = _newline(text)
    colon = text.index(":", name.end) + 1
    place = max(colon, text.rfind("\n", colon, value.start) + 1)
    end = _line_end(text, max(value.end, colon))
    kept = text[max(value.end, colon) : end].rstrip()
    lines = block_item(item, column + _dash_indent(text), newline)
    if end == len(text) and not text.endswith("\n"):
        lines = lines.removesuffix(newline)
    own_line = place > colon
    return Edit(place, end, (kept + newline if kept or not own_line else "") + lines)


def _into_brackets(text: str, value: Node, item: Item) -> Edit:
    last = (value.items or [])[-1]
    trailing = _TRAILING_COMMA.match(text, last.end)
    comma = "" if trailing else ","
    place = trailing.end() if trailing else last.end
    return Edit(place, place, f"{comma} {flow_item(item)}")


def _lines_after(text: str, value: Node, column: int, lines: str) -> Edit:
    """Insert `lines` after the last line of `value` and the comments that belong to it: those at its column or deeper."""
    place = _content_end(text, value)
    while (comment := _COMMENT.match(text, place)) and len(comment.group(1)) >= column:
        place = comment.end()
    if place == len(text) and not text.endswith("\n"):
        newline = _newline(text)
        return Edit(place, place, newline + lines.removesuffix(newline))
    return Edit(place, place, lines)


def _content_end(text: str, value: Node) -> int:
    """Return where the line after the last line of `value` begins."""
    last = value
    while not last.flow and (children := last.items or [child for _, child in last.entries or ()]):
        last = children[-1]
    if last.style in {"|", ">"} and not _keeps_blank_lines(text, last):
        return _line_end(text, last.start + len(text[last.start : last.end].rstrip()))
    if last.style in {"|", ">"}:
        return last.end
    return _line_end(text, last.end)


def _keeps_blank_lines(text: str, scalar: Node) -> bool:
    header = text[scalar.start : _line_end(text, scalar.start)].split("#", maxsplit=1)[0]
    return "+" in header


def _line_end(text: str, index: int) -> int:
    end = text.find("\n", index)
    return len(text) if end < 0 else end + 1
