"""Locates the values of a YAML text as a tree of nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ruamel.yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from csprog.findings import Position
from csprog.yamltext.events import SYNTAX_ERRORS, next_event


@dataclass(slots=True)
class Node:
    """A scalar, list or mapping of the text; `items` or `entries` hold its children.

    `start` and `end` (exclusive) are character offsets; `line`, `column` and `last_line` count from 0. A block list or
    mapping ends with its last value; a block scalar includes the blank lines after it. `style` is the scalar's
    indicator (`'`, `"`, `|`, `>`), empty if plain; `flow` tells brackets and braces from block style.
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

    def position(self) -> Position:
        """Return the position to report: a scalar's length if it is on one line, else 1."""
        length = self.end - self.start if self.entries is None and self.items is None else 1
        return Position(self.line + 1, self.column + 1, max(1, length if self.last_line == self.line else 1))

    def value(self, key: str) -> Node | None:
        """Return the value node under `key`, None if there is none."""
        entry = self.entry(key)
        return entry[1] if entry else None

    def entry(self, key: str) -> tuple[Node, Node] | None:
        """Return the key and value nodes of `key`, the first if it is duplicated."""
        return next((entry for entry in self.entries or () if entry[0].text == key), None)

    def find(self, path: Sequence[str | int]) -> Node:
        """Return the node at `path`, or its nearest ancestor if it is absent.

        Steps that name no key are skipped: pydantic puts the names of union members between keys.
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
        """Return the key node of the last step of `path`, else what `find` returns."""
        parent = self.find(path[:-1])
        entry = parent.entry(path[-1]) if isinstance(path[-1], str) else None
        return entry[0] if entry else self.find(path)


def plain_ends(node: Node) -> Iterator[int]:
    """Yield the offsets at which the plain scalars of a tree end."""
    if node.items is not None:
        for item in node.items:
            yield from plain_ends(item)
    elif node.entries is not None:
        for _, value in node.entries:
            yield from plain_ends(value)
    elif not node.style:
        yield node.end


def locate(text: str) -> Node:
    """Return the tree of a text.

    Raises:
        MarkedYAMLError, ReaderError: the text is not YAML.
    """
    return _compose(text, 0)


def locate_mapping(text: str, start: int) -> Node:
    """Return the tree of the mapping that begins at offset `start` of a valid text.

    Offsets and columns are those of `text`; lines count from the mapping's first. Only the mapping is parsed.
    """
    line_start = text.rfind("\n", 0, start) + 1
    return _compose(" " * (start - line_start) + text[start:], line_start)


def _compose(text: str, shift: int) -> Node:
    try:
        return _Composer(next_event(text, fast=True), shift).root()
    except SYNTAX_ERRORS:
        return _Composer(next_event(text, fast=False), shift).root()


class _Composer:
    """Composes nodes from events until the first node is complete.

    `shift` is added to the offsets of the events.
    """

    def __init__(self, following: Callable[[], Any], shift: int) -> None:
        self.following = following
        self.shift = shift

    def root(self) -> Node:
        while True:
            event = self.following()
            if isinstance(event, StreamEndEvent):
                return Node(self.shift, self.shift, 0, 0)
            if isinstance(event, NodeEvent):
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
                # the two parsers place an absent value differently; users look for it after its key
                value.start, value.end, value.line, value.column = key.end + 1, key.end + 1, key.line, key.column
                value.last_line = key.line
            entries.append((key, value))
        self._close(node, event, [value for _, value in entries])

    def _close(self, node: Node, event: Any, children: list[Node]) -> None:
        """Set the end of a collection, which a block's end event overshoots."""
        if node.flow or not children:
            node.end, node.last_line = event.end_mark.index + self.shift, event.end_mark.line
        else:
            node.end, node.last_line = children[-1].end, children[-1].last_line
