"""Rewrites a YAML text to hold another value, with few changes of lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from csprog.errors import PlacementError
from csprog.i18n import Message
from csprog.yamltext.edits import Edit, apply, content_end, line_end, lines_after, newline_of
from csprog.yamltext.encoding import position
from csprog.yamltext.nodes import Node, locate
from csprog.yamltext.reader import Unquoted, load_text
from csprog.yamltext.writer import APART, entry_lines, indented, item_lines

_BLOCKS = ("|", ">")


def revise(text: str, value: Mapping[str, Any]) -> tuple[Edit, ...]:
    """Return the edits that make `text` hold `value`; all other lines stay.

    Raises:
        PlacementError: a comment would be lost, or the place of a change is ambiguous.
    """
    old = load_text(text).value
    edits = _combine(_Rewriter(text).mapping(locate(text), old, value))
    if load_text(apply(text, edits)).value != value:  # the proof: whatever was edited, the result is right
        raise PlacementError(Message("the plan's text can't be changed there without changing something else"))
    return edits


def _combine(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return the edits in order, an insertion and a deletion at one offset as one."""
    combined: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if combined and combined[-1].start == edit.start:
            before = combined.pop()
            combined.append(Edit(edit.start, max(before.end, edit.end), before.text + edit.text))
        else:
            combined.append(edit)
    return tuple(combined)


class _Rewriter:
    """Compares the old and the new value along the nodes of the old text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.newline = newline_of(text)

    def mapping(self, node: Node, old: Any, new: Mapping[str, Any]) -> Iterator[Edit]:
        """Yield the edits of a block mapping, key by key."""
        if node.flow or not node.entries or not isinstance(old, dict):
            raise self._refusal(node)
        for key in old.keys() - new.keys():
            yield self._remove(node, key)
        added: list[tuple[str, Any]] = []
        before: str | None = None
        for key, value in new.items():
            if key not in old:
                added.append((key, value))
                continue
            yield from self._add(node, before, added)
            before, added = key, []
            if value != old[key]:
                yield from self._change(node, key, old[key], value)
        yield from self._add(node, before, added)

    def _change(self, node: Node, key: str, old: Any, new: Any) -> Iterator[Edit]:
        name, value = self._entry(node, key)
        if isinstance(new, dict) and value.entries and not value.flow and new.keys() & old.keys():
            yield from self.mapping(value, old, new)
        elif value.items and not value.flow and new and all(isinstance(item, dict) for item in (*old, *new)):
            yield from self._change_items(value, key, old, new)
        else:
            yield self._replace(node, name, value, key, new)

    def _replace(self, node: Node, name: Node, value: Node, key: str, new: Any) -> Edit:
        first, *rest = entry_lines(key, new, node.column)
        comment = self.text[value.end : line_end(self.text, value.end)].strip() if value.style not in _BLOCKS else ""
        whole = isinstance(new, (str, Unquoted)) and not rest and value.last_line == name.line
        if comment.startswith("#") and whole:
            return Edit(value.start, value.end, first.removeprefix(self.text[name.start : name.end]).lstrip(": "))
        end = content_end(self.text, value)
        if comment.startswith("#") or self._holds_comment(name.end, value, end):
            raise self._refusal(value)
        lines = first + self.newline + indented(rest, node.column, self.newline)
        return Edit(name.start, end, lines if self.text[:end].endswith("\n") else lines.removesuffix(self.newline))

    def _add(self, node: Node, before: str | None, added: Sequence[tuple[str, Any]]) -> Iterator[Edit]:
        if not added:
            return
        if before is None:  # above its first key there may be a dash or a comment
            raise self._refusal(node)
        lines = [line for key, value in added for line in entry_lines(key, value, node.column)]
        yield lines_after(
            self.text, self._entry(node, before)[1], node.column + 1, indented(lines, node.column, self.newline)
        )

    def _remove(self, node: Node, key: str) -> Edit:
        name, value = self._entry(node, key)
        begin = self.text.rfind("\n", 0, name.start) + 1
        end = content_end(self.text, value)
        if self.text[begin : name.start].strip() or self._holds_comment(name.end, value, end):
            raise self._refusal(name)
        return Edit(begin, end, "")

    def _change_items(self, node: Node, key: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Edit]:
        """Yield the edits of a list of mappings; matching items are edited in place."""
        items = node.items or []
        before, after = [_identity(item) for item in old], [_identity(item) for item in new]
        for _, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            paired = min(b - a, d - c)
            for offset in range(paired):
                if old[a + offset] != new[c + offset]:
                    yield from self.mapping(items[a + offset], old[a + offset], new[c + offset])
            for item in items[a + paired : b]:
                yield self._remove_item(item)
            if c + paired < d:
                yield self._add_items(node, key, a + paired, new[c + paired : d])

    def _add_items(self, node: Node, key: str, index: int, new: Sequence[Any]) -> Edit:
        items = node.items or []
        lines: list[str] = []
        for item in new:
            more = item_lines(item, node.column)
            lines += ["", *more] if key in APART and index else [*more, ""] if key in APART else more
        written = indented(lines, node.column, self.newline)
        if index:
            return lines_after(self.text, items[index - 1], node.column + 1, written)
        line = self.text.rfind("\n", 0, node.start) + 1
        return Edit(line, line, written)

    def _remove_item(self, item: Node) -> Edit:
        begin = self.text.rfind("\n", 0, item.start) + 1
        end = content_end(self.text, item)
        if self.text[begin : item.start].strip(" -") or self._holds_comment(item.start, item, end):
            raise self._refusal(item)
        before = self.text[:begin]
        if before.endswith(2 * self.newline):  # the blank line between it and the item above
            begin -= len(self.newline)
        return Edit(begin, end, "")

    def _entry(self, node: Node, key: str) -> tuple[Node, Node]:
        entry = node.entry(key)
        if entry is None:
            raise self._refusal(node)
        return entry

    def _holds_comment(self, begin: int, node: Node, end: int) -> bool:
        """Tell whether a comment in `begin:end` lies outside the scalars of `node`."""
        rest = list(self.text[begin:end])
        for leaf in _leaves(node):
            first = line_end(self.text, leaf.start) if leaf.style in _BLOCKS else leaf.start
            last = min(leaf.end, end)
            rest[first - begin : last - begin] = " " * (last - first)
        return "#" in "".join(rest)

    def _refusal(self, node: Node) -> PlacementError:
        line = position(self.text, node.start).line
        return PlacementError(Message("line {line} can't be changed without losing a comment or guessing", line=line))


def _identity(item: Any) -> str:
    """Return the key by which items of two versions are matched."""
    return str(item.get("number") or item.get("text") or item.get("id") or item)


def _leaves(node: Node) -> Iterator[Node]:
    children = node.items or [child for entry in node.entries or () for child in entry]
    if not children:
        yield node
    for child in children:
        yield from _leaves(child)
