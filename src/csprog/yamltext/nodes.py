"""Where each value of a YAML text lies: a tree of nodes with the offsets of their characters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from csprog.findings import Position
from csprog.yamltext.events import LIBYAML_ERRORS, YamlSyntaxError, next_event


@dataclass(slots=True)
class Node:
    """A scalar, a list or a mapping of the text: `start` and `end` are offsets of characters, `end` exclusive.

    The `end` of a block list or mapping is where its last value's text ends (`inner_end`); a block scalar's
    reaches over the blank lines after it. `line` and `column` of the start count from 0.
    """

    start: int
    end: int
    line: int
    column: int
    style: str = ""
    flow: bool = False
    entries: list[tuple[Node, Node]] | None = None
    items: list[Node] | None = None
    text: str = ""
    last_line: int = 0
    index: dict[str, tuple[Node, Node]] | None = None

    def position(self) -> Position:
        """Return the place to point at: the value's first line, its length if it ends there."""
        length = self.end - self.start if self.entries is None and self.items is None else 1
        return Position(self.line + 1, self.column + 1, max(1, length if self.last_line == self.line else 1))

    def value(self, key: str) -> Node | None:
        """Return the value under `key` of a mapping, None if there is none."""
        entry = self.entry(key)
        return entry[1] if entry else None

    def entry(self, key: str) -> tuple[Node, Node] | None:
        """Return the key node and the value node of a mapping's `key`, None if it has none; the first of a duplicate."""
        if self.index is None:
            self.index = {name.text: (name, value) for name, value in reversed(self.entries or ())}
        return self.index.get(key)

    def find(self, path: Sequence[str | int]) -> Node:
        """Return the node at `path`, or the nearest above it that exists; steps that name no key are passed over.

        A path that ends in a key which is there but not known is of interest for its key: see `key`.
        """
        node = self
        for step in path:
            if isinstance(step, int):
                if node.items is None or step >= len(node.items):
                    return node
                node = node.items[step]
            else:
                node = node.value(step) or node
        return node

    def key(self, path: Sequence[str | int]) -> Node:
        """Return the key node of the last step of `path`; the value's node where there is no such key."""
        parent = self.find(path[:-1])
        entry = parent.entry(path[-1]) if isinstance(path[-1], str) else None
        return entry[0] if entry else self.find(path)


def locate(text: str) -> Node:
    """Return the tree of a text that can be read.

    Raises:
        SyntaxFault: the text is not YAML.
    """
    try:
        return _Tree(next_event(text, fast=True)).root()
    except LIBYAML_ERRORS:
        return _Tree(next_event(text, fast=False)).root()


def locate_mapping(text: str, start: int) -> Node:
    """Return the tree of the one mapping that begins at offset `start` of a text that can be read.

    Only its own lines are parsed, so that this takes no longer in a large plan than in a small one. The nodes'
    offsets are those of `text`; their lines count from the mapping's own.
    """
    line_start = text.rfind("\n", 0, start) + 1
    indented = " " * (start - line_start) + text[start:]
    try:
        return _Tree(next_event(indented, fast=True), line_start).root()
    except LIBYAML_ERRORS:
        return _Tree(next_event(indented, fast=False), line_start).root()


class _Tree:
    """Composes nodes from events until the first node is whole."""

    def __init__(self, following: Callable[[], Any], shift: int = 0) -> None:
        self.following = following
        self.shift = shift

    def root(self) -> Node:
        while True:
            event = self.following()
            if isinstance(event, StreamEndEvent):
                return Node(self.shift, self.shift, 0, 0)
            if isinstance(event, (ScalarEvent, MappingStartEvent, SequenceStartEvent, AliasEvent)):
                return self._node(event)

    def _node(self, event: Any) -> Node:
        start, end = event.start_mark, event.end_mark
        node = Node(start.index + self.shift, end.index + self.shift, start.line, start.column, last_line=end.line)
        if isinstance(event, ScalarEvent):
            node.style, node.text = event.style or "", event.value
        elif isinstance(event, MappingStartEvent):
            node.flow, node.entries = bool(event.flow_style), []
            self._fill_mapping(node, node.entries)
        elif isinstance(event, SequenceStartEvent):
            node.flow, node.items = bool(event.flow_style), []
            while not isinstance(event := self.following(), SequenceEndEvent):
                node.items.append(self._node(event))
            self._close(node, event, node.items)
        return node

    def _fill_mapping(self, node: Node, entries: list[tuple[Node, Node]]) -> None:
        while not isinstance(event := self.following(), MappingEndEvent):
            key = self._node(event)
            value = self._node(self.following())
            if not value.text and not value.style and value.entries is None and value.items is None:
                # the two parsers put an absent value in different places; after its key is where a person looks
                value.start, value.end, value.line, value.column = key.end + 1, key.end + 1, key.line, key.column
                value.last_line = key.line
            entries.append((key, value))
        self._close(node, event, [value for _, value in entries])

    def _close(self, node: Node, event: Any, children: list[Node]) -> None:
        """A block collection's own end mark lies at the next token; its content ends with its last child."""
        if node.flow or not children:
            node.end, node.last_line = event.end_mark.index + self.shift, event.end_mark.line
        else:
            node.end, node.last_line = children[-1].end, children[-1].last_line


__all__ = ["Node", "SyntaxFault", "locate", "locate_mapping"]
