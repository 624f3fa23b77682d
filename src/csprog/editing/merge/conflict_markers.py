"""Conflicts with the usual markers, named in the plan's own terms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from csprog.findings import KeyPath
from csprog.i18n import Message
from csprog.programme.ledgers import placed_indicators
from csprog.programme.plan_text import parse_plan
from csprog.yamltext.nodes import Node, locate


def mark_lines(text: str, pairs: Sequence[tuple[str, str]], marker_size: int) -> str:
    """Put the lines of `text` that differ from the other texts between markers.

    `pairs` holds the other text and the name of what differs in it; each differs from `text` in one run of
    lines, and no two in the same.
    """
    lines = text.splitlines(keepends=True)
    runs = sorted((_differing(lines, other.splitlines(keepends=True)), name) for other, name in pairs)
    for (first, last, theirs), name in reversed(runs):
        ending = "\r\n" if text.split("\n", 1)[0].endswith("\r") else "\n"
        marked = [
            f"{'<' * marker_size} ours: {name}{ending}",
            *_ended(lines[first:last], ending),
            f"{'=' * marker_size}{ending}",
            *_ended(theirs, ending),
            f"{'>' * marker_size} theirs: {name}{ending}",
        ]
        lines[first:last] = marked
    return "".join(lines)


def name_conflicts(text: str, marker_size: int) -> tuple[str, tuple[Message, ...]]:
    """Write the part in conflict on each marker; return the text and sentences.

    Where our side of the conflicts is no plan, they keep their markers as they are.
    """
    begin, middle, end = (re.compile(rf"^{re.escape(sign * marker_size)}(?: .*)?$") for sign in "<=>")
    lines = text.split("\n")
    ours: list[str] = []
    found: list[tuple[int, int]] = []  # the marker's line in `lines`, the first line of the conflict in `ours`
    in_theirs = False
    for number, line in enumerate(lines):
        bare = line.rstrip("\r")
        if begin.match(bare):
            found.append((number, len(ours)))
        elif found and middle.match(bare):
            in_theirs = True
        elif end.match(bare):
            in_theirs = False
        elif not in_theirs:
            ours.append(line)
    plan = parse_plan("\n".join(ours))
    told = Message("{count} place is changed in two ways", "{count} places are changed in two ways", count=len(found))
    if plan.programme is None:
        return text, (told,)
    tree = locate(plan.text)
    names = {placed.path: placed.id for placed in plan.programme.measures}
    names |= {placed.path: placed.indicator.id for placed in placed_indicators(plan.programme)}
    sentences = []
    for number, first in found:
        name = _name(tree, first, names)
        carriage = "\r" if lines[number].endswith("\r") else ""
        lines[number] = f"{'<' * marker_size} ours: {name}{carriage}"
        sentences.append(Message("{name}: changed in two ways; keep one", name=name))
    return "\n".join(lines), tuple(sentences)


def _name(tree: Node, line: int, names: dict[KeyPath, str]) -> str:
    """Name the part in `line` (from 0): id and key of a measure or indicator, or path."""
    path: KeyPath = ()
    node = tree
    while True:
        step = _step(node, line)
        if step is None:
            break
        path, node = (*path, step[0]), step[1]
    for length in range(len(path), 0, -1):
        if path[:length] in names:
            return " ".join([names[path[:length]], *map(str, path[length : length + 1])])
    return ".".join(map(str, path)) or "?"


def _step(node: Node, line: int) -> tuple[str | int, Node] | None:
    """Return the last child of `node` that begins in or before `line`."""
    step: tuple[str | int, Node] | None = None
    for key, value in node.entries or ():
        if key.line <= line:
            step = (key.text, value)
    for number, item in enumerate(node.items or ()):
        if item.line <= line:
            step = (number, item)
    return step


def _differing(ours: list[str], theirs: list[str]) -> tuple[int, int, list[str]]:
    """Return the range of our lines that differ, and their lines instead."""
    first = 0
    while first < min(len(ours), len(theirs)) and ours[first] == theirs[first]:
        first += 1
    last = 0
    while last < min(len(ours), len(theirs)) - first and ours[-1 - last] == theirs[-1 - last]:
        last += 1
    return first, len(ours) - last, theirs[first : len(theirs) - last]


def _ended(lines: list[str], ending: str) -> list[str]:
    """Give the last line its end: a marker needs a line of its own."""
    return [line if line.endswith("\n") else line + ending for line in lines]
