"""Conflicts with the usual markers, named in the plan's own terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from csprog.editing.merge.conflict_names import PartName, name_part
from csprog.editing.merge.part_merge import Conflict, Segment
from csprog.findings import KeyPath
from csprog.i18n import Message
from csprog.programme.plan_text import parse_plan
from csprog.yamltext.nodes import Node, locate

_LEAD = re.compile(r"[ \t]*(?:#[^\n]*)?\r?\n")


@dataclass(frozen=True, slots=True)
class MarkerStyle:
    """The length of markers, and whether the base stands between ours and theirs."""

    size: int = 7
    with_base: bool = False


def mark(segments: Iterable[Segment], style: MarkerStyle) -> str:
    """Return the text of segments, with conflicts between markers."""
    return "".join(one if isinstance(one, str) else _marked(one, style) for one in segments)


def _marked(conflict: Conflict, style: MarkerStyle) -> str:
    lead, conflict = _without_lead(conflict)
    base = f"{'|' * style.size} base: {conflict.name}\n{conflict.base}" if style.with_base else ""
    ours, theirs = (f"{sign * style.size} {side}: {conflict.name}\n" for sign, side in (("<", "ours"), (">", "theirs")))
    return f"{lead}{ours}{conflict.ours}{base}{'=' * style.size}\n{conflict.theirs}{theirs}"


def _without_lead(conflict: Conflict) -> tuple[str, Conflict]:
    """Take the blank lines and comments off that both sides begin with."""
    ours, theirs = (side.splitlines(keepends=True) for side in (conflict.ours, conflict.theirs))
    pairs = takewhile(lambda pair: pair[0] == pair[1] and _LEAD.fullmatch(pair[0]), zip(ours, theirs, strict=False))
    lead = "".join(line for line, _ in pairs)
    base = conflict.base.removeprefix(lead)
    return lead, replace(conflict, ours=conflict.ours[len(lead) :], theirs=conflict.theirs[len(lead) :], base=base)


def mark_difference(base: str, ours: str, theirs: str, style: MarkerStyle) -> str:
    """Return ours, with all between its first and its last difference in one conflict."""
    texts = [text.splitlines(keepends=True) for text in (ours, theirs, base)]
    first = _alike(texts)
    last = _alike([lines[first:][::-1] for lines in texts])
    middle = ["".join(_ended(lines[first : len(lines) - last])) for lines in texts]
    conflict = Conflict(middle[0], middle[2], middle[1], "plan", Message("the plan"))
    end = texts[0][len(texts[0]) - last :]
    return "".join([*texts[0][:first], _marked(conflict, style), *end])


def _alike(texts: list[list[str]]) -> int:
    return sum(1 for _ in takewhile(lambda lines: len({*lines}) == 1, zip(*texts, strict=False)))


def _ended(lines: list[str]) -> Iterator[str]:
    """Give the last line its end: a marker needs a line of its own."""
    return (line if line.endswith("\n") else line + "\n" for line in lines)


def name_conflicts(text: str, marker_size: int) -> tuple[str, tuple[Message, ...]]:
    """Write the part in conflict on each marker; return the text and sentences.

    Where our side of the conflicts is no plan, they keep their markers as they are.
    """
    begin, base, middle, end = (re.compile(rf"^{re.escape(sign * marker_size)}(?: .*)?$") for sign in "<|=>")
    lines = text.split("\n")
    ours: list[str] = []
    found: list[tuple[int, int]] = []  # the marker's line in `lines`, the first line of the conflict in `ours`
    apart = False
    for number, line in enumerate(lines):
        bare = line.rstrip("\r")
        if begin.match(bare):
            found.append((number, len(ours)))
        elif found and (base.match(bare) or middle.match(bare)):
            apart = True
        elif end.match(bare):
            apart = False
        elif not apart:
            ours.append(line)
    plan = parse_plan("\n".join(ours))
    if plan.programme is None:
        told = Message("{count} conflicting change", "{count} conflicting changes", count=len(found))
        return text, (told,)
    tree = locate(plan.text)
    names = [name_part(plan.programme, _path(tree, first)) for _, first in found]
    for (number, _), name in zip(found, names, strict=True):
        lines[number] = _renamed(lines[number], name, marker_size)
    return "\n".join(lines), tuple(name.changed() for name in names)


def _renamed(line: str, name: PartName, marker_size: int) -> str:
    return f"{'<' * marker_size} ours: {name.mark}" + ("\r" if line.endswith("\r") else "")


def _path(tree: Node, line: int) -> KeyPath:
    """Return the path of the innermost part in `line` (from 0)."""
    path: KeyPath = ()
    node = tree
    while step := _step(node, line):
        path, node = (*path, step[0]), step[1]
    return path


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
