"""Adds list items to a YAML text and removes them, leaving all else as it is."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from csprog.errors import PlacementError
from csprog.i18n import Message
from csprog.yamltext.encoding import position
from csprog.yamltext.nodes import Node, locate_mapping
from csprog.yamltext.scalars import Item, flow_item
from csprog.yamltext.writer import block_item

_FIRST_SECTION = re.compile(r"^sections:[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*( *)- ", re.MULTILINE)
_TRAILING_COMMA = re.compile(r"\s*,")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_COMMENT = re.compile(r"( *)#[^\n]*(?:\n|\Z)")
_BLANK = re.compile(r"[ \t]*\r?\n")


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement of the characters from `start` to `end` (exclusive) by `text`."""

    start: int
    end: int
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with `edits` applied; they must not overlap."""
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def insert_items(  # noqa: PLR0913 - the text, the items, and the four parts of where they go
    text: str,
    start: int,
    key: str,
    items: Sequence[Item],
    index: int,
    *,
    before: Container[str] = (),
) -> Edit:
    """Return the edit that adds `items` to a list in the mapping at offset `start`.

    The items go before the list's item `index`, or at its end. The list under `key` may be absent, empty, in brackets
    or a block; a new key goes above the keys in `before`, or last. Indentation and line ends are those of the text.

    Raises:
        PlacementError: the mapping is in braces, or the value under `key` is no list.
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
    if value.items is None and (value.style or value.text not in _NULLS):
        line = position(text, name.start).line
        raise PlacementError(Message("{key} is not a list in line {line}; correct it first", key=key, line=line))
    return _into_empty(text, name, value, column, items)


def remove_items(text: str, start: int, key: str, first: int) -> Edit:
    """Return the edit that removes a list's items from index `first` on.

    The list is under `key` of the mapping at offset `start`; the key goes too if no item is left.

    Raises:
        PlacementError: there are no such items, or other text shares their lines.
    """
    mapping = _block_mapping(text, start)
    name, value = mapping.entry(key) or (None, None)
    if name is None or value is None or not value.items or len(value.items) <= first:
        raise PlacementError(Message("there is nothing to remove under {key}", key=key))
    if value.flow and first:
        return Edit(value.items[first - 1].end, value.items[-1].end, "")
    begin = value.items[first] if first else name
    line = text.rfind("\n", 0, begin.start) + 1
    end = line_end(text, value.end) if value.flow else content_end(text, value)
    if text[line : begin.start].strip(" -") or (begin is name and begin.start == start):
        shared = position(text, line).line
        raise PlacementError(Message("what is to be removed shares line {line} with something else", line=shared))
    if end == len(text) and not text.endswith("\n"):
        line -= len(newline_of(text))
    elif begin is name and (_BLANK.match(text, end) or (end == len(text) and line == name.start)):
        line = _without_blank_line(text, line)
    return Edit(line, end, "")


def _block_mapping(text: str, start: int) -> Node:
    mapping = locate_mapping(text, start)
    if mapping.flow or mapping.entries is None:
        raise PlacementError(
            Message(
                "line {line} keeps a whole part of the plan in braces, where nothing can be added safely; write it "
                "with one key a line and try again",
                line=position(text, start).line,
            )
        )
    return mapping


def newline_of(text: str) -> str:
    """Return the line ending of `text`, by its first line."""
    return "\r\n" if text[: text.find("\n") + 1].endswith("\r\n") else "\n"


def _dash_indent(text: str) -> int:
    """Return how far the file indents a list below its key, often 0 or 2."""
    first = _FIRST_SECTION.search(text)
    return len(first[1]) if first else 2


def _block_items(items: Iterable[Item], column: int, newline: str) -> str:
    return "".join(block_item(item, column, newline) for item in items)


def _new_list(text: str, column: int, key: str, items: Iterable[Item], newline: str) -> str:
    return f"{' ' * column}{key}:{newline}" + _block_items(items, column + _dash_indent(text), newline)


def _new_key(text: str, mapping: Node, column: int, lines: str, before: Container[str]) -> Edit:
    """Insert the `lines` of a new key above the first of the keys `before`, or last.

    If a blank line separates its neighbours, one separates it from the upper one too; of the last key of the whole
    text that is so if one stands above the key before it.
    """
    entries = mapping.entries or []
    following = [number for number, (name, _) in enumerate(entries) if name.text in before]
    if not following or not following[0]:
        edit = lines_after(text, entries[-1][1], column, lines)
        apart = not column and _has_blank_line_above(text, entries[-1][0])
        return replace(edit, text=newline_of(text) + edit.text) if apart else edit
    edit = lines_after(text, entries[following[0] - 1][1], column + 1, lines)
    return replace(edit, text=newline_of(text) + lines) if _BLANK.match(text, edit.start) else edit


def _has_blank_line_above(text: str, name: Node) -> bool:
    line = text.rfind("\n", 0, name.start) + 1
    return _without_blank_line(text, line) < line


def _without_blank_line(text: str, line: int) -> int:
    """Return the start of the blank line above `line`, `line` itself if there is none."""
    above = text.rfind("\n", 0, max(0, line - 1)) + 1
    return above if above < line and _BLANK.fullmatch(text, above, line) else line


def _into_empty(text: str, name: Node, value: Node, column: int, items: Iterable[Item]) -> Edit:
    """Replace an empty list or an absent value; a comment on its line stays there."""
    newline = newline_of(text)
    colon = text.index(":", name.end) + 1
    start = max(colon, text.rfind("\n", colon, value.start) + 1)
    end = line_end(text, max(value.end, colon))
    comment = text[max(value.end, colon) : end].rstrip()
    lines = _block_items(items, column + _dash_indent(text), newline)
    if end == len(text) and not text.endswith("\n"):
        lines = lines.removesuffix(newline)
    on_line_of_key = start == colon
    return Edit(start, end, (comment + newline if comment or on_line_of_key else "") + lines)


def _into_brackets(text: str, present: list[Node], items: Iterable[Item], index: int) -> Edit:
    added = ", ".join(flow_item(item) for item in items)
    if index < len(present):
        return Edit(present[index].start, present[index].start, f"{added}, ")
    comma = _TRAILING_COMMA.match(text, present[-1].end)
    end = comma.end() if comma else present[-1].end
    return Edit(end, end, f"{'' if comma else ','} {added}")


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
    """Return the edit that inserts `lines` after `value` and its comments.

    Comment lines that follow belong to the value if they are indented to `column` or deeper.
    """
    end = content_end(text, value)
    while (comment := _COMMENT.match(text, end)) and len(comment[1]) >= column:
        end = comment.end()
    if end == len(text) and not text.endswith("\n"):
        newline = newline_of(text)
        return Edit(end, end, newline + lines.removesuffix(newline))
    return Edit(end, end, lines)


def content_end(text: str, value: Node) -> int:
    """Return the offset after the last line of `value`."""
    last = value
    while not last.flow and (children := last.items or [child for _, child in last.entries or ()]):
        last = children[-1]
    if last.style not in {"|", ">"}:
        return line_end(text, last.end)
    header = text[last.start : line_end(text, last.start)].partition("#")[0]
    if "+" in header:  # "keep": the blank lines after a block scalar are part of its value
        return last.end
    return line_end(text, last.start + len(text[last.start : last.end].rstrip()))


def line_end(text: str, index: int) -> int:
    """Return the offset after the line that holds the offset `index`."""
    end = text.find("\n", index)
    return len(text) if end < 0 else end + 1
