"""Splits a plan's text into its parts: keys and items, each with whole lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from csprog.findings import KeyPath
from csprog.yamltext.edits import content_end, line_end
from csprog.yamltext.nodes import Node

_LEAD = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)* *(- +)?")
_COMMENT = re.compile(r"( *)#[^\n]*\n")


@dataclass(frozen=True)
class Part:
    """A key with its value, or an item of a list, in the lines `begin:end` of `text`.

    Comments and blank lines above it are its own, and comments below that are indented deeper. `key` is the name of a
    key; `value` is the loaded value, None if it has none.
    """

    text: str = field(repr=False)
    begin: int
    end: int
    path: KeyPath
    node: Node = field(repr=False)
    value: Any = field(repr=False)

    @property
    def lines(self) -> str:
        """The text of the part, with its last line end."""
        return self.text[self.begin : self.end]

    @property
    def is_list(self) -> bool:
        """Tell whether the part holds a list."""
        return isinstance(self.value, list)

    @property
    def is_empty(self) -> bool:
        """Tell whether the part is a key without a value, or with an empty list."""
        return self.value in (None, []) or not getattr(self.value, "text", "?")

    @property
    def inside(self) -> str:
        """The text of the value, without what stands around it."""
        return self.text[self.node.start : self.node.end]

    @property
    def around(self) -> str:
        """The key and the comments around the value."""
        return self.text[self.begin : self.node.start].strip() + self.text[self.node.end : self.end].strip()

    @cached_property
    def head(self) -> str:
        """The lines above the first of the children: a key's own line."""
        return self.text[self.begin : self.children[0].begin] if self.children else self.lines

    @cached_property
    def children(self) -> tuple[Part, ...]:
        """The keys or items inside, none where they don't stand in lines of their own."""
        return tuple(_children(self))


def whole(text: str, tree: Node, value: Any) -> Part:
    """Return the part that is the whole plan; `text` ends with a line end."""
    return Part(text, 0, len(text), (), tree, value)


def _children(part: Part) -> list[Part]:
    node, below = part.node, _nodes(part)
    if node.flow or not below:
        return []
    dashed = bool(part.path) and isinstance(part.path[-1], int)
    begin = part.begin if dashed or not part.path else _line_of_key(part)
    found = []
    for number, (step, first, value) in enumerate(below):
        end = part.end if number + 1 == len(below) else _end(part.text, value, first.column)
        lead = _LEAD.fullmatch(part.text, begin, first.start)
        if lead is None or (lead[1] is None) != (part.is_list is False and not (dashed and not number)):
            return []
        found.append(Part(part.text, begin, end, (*part.path, step), value, part.value[step]))
        begin = end
    return found


def _nodes(part: Part) -> Sequence[tuple[str | int, Node, Node]]:
    """Return the steps to the children, with the nodes that they begin with and hold."""
    if part.node.items is not None:
        return [(number, _dash(part.text, item), item) for number, item in enumerate(part.node.items)]
    return [(name.text, name, value) for name, value in part.node.entries or ()]


def _dash(text: str, item: Node) -> Node:
    """Return where an item's text begins; its column is that of the dash."""
    line = text.rfind("\n", 0, item.start) + 1
    column = len(text[line : item.start]) - len(text[line : item.start].lstrip(" "))
    return Node(item.start, item.start, item.line, column)


def _line_of_key(part: Part) -> int:
    """Return the offset after the line of a part's key."""
    lead = _LEAD.match(part.text, part.begin)
    return line_end(part.text, lead.end() if lead else part.begin)


def _end(text: str, value: Node, column: int) -> int:
    """Return the offset after a value and the deeper comments below it."""
    end = content_end(text, value)
    while (comment := _COMMENT.match(text, end)) and len(comment[1]) > column:
        end = comment.end()
    return end
