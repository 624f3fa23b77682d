"""Changes a YAML text by putting in a few lines: every other character stays as it is."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from csprog.errors import PlacementError
from csprog.i18n import Message
from csprog.yamltext.nodes import Node, locate_mapping
from csprog.yamltext.scalars import Item, flow_item
from csprog.yamltext.writer import block_item

_DASH_OF_SECTIONS = re.compile(r"^sections:[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*( *)- ", re.MULTILINE)
_TRAILING_COMMA = re.compile(r"\s*,")
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_COMMENT = re.compile(r"( *)#[^\n]*(?:\n|\Z)")
_BLANK = re.compile(r"[ \t]*\r?\n")


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


def insert_items(  # noqa: PLR0913 - a place is a mapping, a key in it, and its neighbours there
    text: str,
    start: int,
    key: str,
    items: Sequence[Item],
    index: int,
    *,
    before: Container[str] = (),
) -> Edit:
    """Return the edit that adds `items` to the list under `key` of the mapping that begins at `start`.

    They go before the item number `index`, at the end if there is none. The list may be absent (its key is added above those of
    the keys `before`, or after the mapping's last value), empty, in brackets or a line an item; the new lines are
    indented as their neighbours are and end as they do.

    Raises:
        PlacementError: the mapping stands in braces, or what is under `key` is no list.
    """
    mapping = _block_mapping(text, start)
    column = start - (text.rfind("\n", 0, start) + 1)
    name, value = mapping.entry(key) or (None, None)
    if name is None or value is None:
        return _new_key(text, mapping, column, _new_list(text, column, key, items, newline_of(text)), before)
    if value.items and value.flow:
        return _into_brackets(text, value.items, items, index)
    if value.items:
        return _between_lines(text, value, items, index)
    if value.items is None and (value.style or value.text not in _NOTHING):
        raise PlacementError(
            Message("{key} is no list in line {line}; mend it first", key=key, line=text.count("\n", 0, name.start) + 1)
        )
    return _in_place_of_nothing(text, name, value, column, items)


def remove_items(text: str, start: int, key: str, first: int) -> Edit:
    """Return the edit that takes the items from number `first` on out of the list under `key` of a mapping.

    If no item is left, the key goes too.

    Raises:
        PlacementError: the list shares its lines with something else.
    """
    mapping = _block_mapping(text, start)
    name, value = mapping.entry(key) or (None, None)
    if name is None or value is None or not value.items or len(value.items) <= first:
        raise PlacementError(Message("there is nothing to take out under {key}", key=key))
    if value.flow and first:
        return Edit(value.items[first - 1].end, value.items[-1].end, "")
    begin = name if first == 0 else value.items[first]
    line = text.rfind("\n", 0, begin.start) + 1
    end = line_end(text, value.end) if value.flow else content_end(text, value)
    if text[line : begin.start].strip(" -") or (begin is name and begin.start == start):
        raise PlacementError(
            Message(
                "what is to be taken out shares line {line} with something else", line=text.count("\n", 0, line) + 1
            )
        )
    if end == len(text) and not text.endswith("\n"):
        line -= len(newline_of(text))
    elif begin is name and _BLANK.match(text, end):
        line = _without_blank_line(text, line)
    return Edit(line, end, "")


def _block_mapping(text: str, start: int) -> Node:
    mapping = locate_mapping(text, start)
    if mapping.flow or mapping.entries is None:
        raise PlacementError(
            Message(
                "line {line} keeps a whole part of the plan in braces, where nothing can be added safely; write it "
                "with one key a line and try again",
                line=text.count("\n", 0, start) + 1,
            )
        )
    return mapping


def newline_of(text: str) -> str:
    """Return how the lines of `text` end."""
    return "\r\n" if text[: text.find("\n") + 1].endswith("\r\n") else "\n"


def _dash_indent(text: str) -> int:
    """Return how far the file's own lists are indented below their key (0, 2 or what its keeper likes)."""
    found = _DASH_OF_SECTIONS.search(text)
    return len(found.group(1)) if found else 2


def _block_items(items: Iterable[Item], column: int, newline: str) -> str:
    return "".join(block_item(item, column, newline) for item in items)


def _new_list(text: str, column: int, key: str, items: Iterable[Item], newline: str) -> str:
    return f"{' ' * column}{key}:{newline}" + _block_items(items, column + _dash_indent(text), newline)


def _new_key(text: str, mapping: Node, column: int, lines: str, before: Container[str]) -> Edit:
    """Put a new key with its `lines` below a value: the one above the first of the keys `before`, or the last.

    Between two keys that a blank line parts, one parts the new key from the upper one, too.
    """
    entries = mapping.entries or []
    following = [number for number, (name, _) in enumerate(entries) if name.text in before]
    if not following or not following[0]:
        return lines_after(text, entries[-1][1], column, lines)
    edit = lines_after(text, entries[following[0] - 1][1], column + 1, lines)
    return replace(edit, text=newline_of(text) + lines) if _BLANK.match(text, edit.start) else edit


def _without_blank_line(text: str, line: int) -> int:
    """Return where the line at `line` begins, or the blank one above it."""
    above = text.rfind("\n", 0, max(0, line - 1)) + 1
    return above if above < line and _BLANK.fullmatch(text, above, line) else line


def _in_place_of_nothing(text: str, name: Node, value: Node, column: int, items: Iterable[Item]) -> Edit:
    """Replace an empty list or an absent value: what follows it on its line (a comment) stays there."""
    newline = newline_of(text)
    colon = text.index(":", name.end) + 1
    place = max(colon, text.rfind("\n", colon, value.start) + 1)
    end = line_end(text, max(value.end, colon))
    kept = text[max(value.end, colon) : end].rstrip()
    lines = _block_items(items, column + _dash_indent(text), newline)
    if end == len(text) and not text.endswith("\n"):
        lines = lines.removesuffix(newline)
    own_line = place > colon
    return Edit(place, end, (kept + newline if kept or not own_line else "") + lines)


def _into_brackets(text: str, present: list[Node], items: Iterable[Item], index: int) -> Edit:
    added = ", ".join(flow_item(item) for item in items)
    if index < len(present):
        return Edit(present[index].start, present[index].start, f"{added}, ")
    end = present[-1].end
    trailing = _TRAILING_COMMA.match(text, end)
    place = trailing.end() if trailing else end
    return Edit(place, place, f"{'' if trailing else ','} {added}")


def _between_lines(text: str, value: Node, items: Iterable[Item], index: int) -> Edit:
    present = value.items or []
    lines = _block_items(items, value.column, newline_of(text))
    if index >= len(present):
        return lines_after(text, value, value.column, lines)
    if index:
        return lines_after(text, present[index - 1], value.column + 1, lines)
    line = text.rfind("\n", 0, value.start) + 1
    return Edit(line, line, lines)


def lines_after(text: str, value: Node, column: int, lines: str) -> Edit:
    """Insert `lines` after the last line of `value` and the comments that belong to it: those at its column or deeper."""
    place = content_end(text, value)
    while (comment := _COMMENT.match(text, place)) and len(comment.group(1)) >= column:
        place = comment.end()
    if place == len(text) and not text.endswith("\n"):
        newline = newline_of(text)
        return Edit(place, place, newline + lines.removesuffix(newline))
    return Edit(place, place, lines)


def content_end(text: str, value: Node) -> int:
    """Return where the line after the last line of `value` begins."""
    last = value
    while not last.flow and (children := last.items or [child for _, child in last.entries or ()]):
        last = children[-1]
    if last.style in {"|", ">"} and not _keeps_blank_lines(text, last):
        return line_end(text, last.start + len(text[last.start : last.end].rstrip()))
    if last.style in {"|", ">"}:
        return last.end
    return line_end(text, last.end)


def _keeps_blank_lines(text: str, scalar: Node) -> bool:
    header = text[scalar.start : line_end(text, scalar.start)].split("#", maxsplit=1)[0]
    return "+" in header


def line_end(text: str, index: int) -> int:
    """Return where the line after the one at `index` begins."""
    end = text.find("\n", index)
    return len(text) if end < 0 else end + 1
