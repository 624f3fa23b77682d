"""Pairs the sections, subsections, proposals and measures of two plans."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from csprog.findings import KeyPath
from csprog.programme.entries import Entry, PlanModel
from csprog.programme.model import Measure, Programme

Part = Literal["document", "section", "subsection", "proposal", "measure"]

_MAX_COMPARISONS = 10_000  # pairs of leftover texts to compare; beyond it a plan is new, not reworded
_MIN_SIMILARITY = 0.6  # share of common letters from which on a text counts as the other one reworded


class Node(NamedTuple):
    """A section, subsection, proposal or measure with its number and its text."""

    number: str
    text: str
    value: PlanModel
    path: KeyPath

    @property
    def journal(self) -> tuple[Entry, ...]:
        """The entries of a measure; other parts have none."""
        return self.value.journal if isinstance(self.value, Measure) else ()

    @property
    def indexes(self) -> tuple[int, ...]:
        """The part's place in reading order."""
        return tuple(step for step in self.path if isinstance(step, int))

    @property
    def parent(self) -> KeyPath:
        """The path of the part that it lies in, () for a section."""
        return self.path[:-2]


def nodes(programme: Programme) -> dict[Part, list[Node]]:
    """Return the parts of a plan by kind, outer ones first."""
    return {
        "section": [Node(s.number, s.title, s, ("sections", n)) for n, s in enumerate(programme.sections)],
        "subsection": [Node(s.number, s.title, s, path) for path, s, _ in programme.subsections()],
        "proposal": [Node(p.number, p.text, p, path) for path, p, _, _ in programme.proposals()],
        "measure": [Node(m.id, m.measure.text, m.measure, m.path) for m in programme.measures],
    }


def matched(old: Iterable[Node], new: Iterable[Node]) -> list[tuple[Node, Node]]:
    """Pair equal parts: by number and text, text, similar text, then number."""
    rest_old, rest_new = list(old), list(new)
    pairs = _paired(rest_old, rest_new, lambda node: (node.number, node.text))
    pairs += _paired(rest_old, rest_new, lambda node: node.text)
    for before in list(rest_old) if len(rest_old) * len(rest_new) <= _MAX_COMPARISONS else ():
        closest = max(
            rest_new,
            key=lambda after: (_similarity(before.text, after.text), after.number == before.number),
            default=None,
        )
        if closest is not None and similar(before.text, closest.text):
            pairs.append((before, closest))
            rest_old.remove(before)
            rest_new.remove(closest)
    return pairs + _paired(rest_old, rest_new, lambda node: node.number)


def matches(old: Programme, new: Programme) -> dict[KeyPath, KeyPath]:
    """Return the path in `old` of each part of `new` that both have."""
    before = nodes(old)
    return {b.path: a.path for part, parts in nodes(new).items() for a, b in matched(before[part], parts)}


def similar(one: str, other: str) -> bool:
    """Tell whether one text is the other reworded."""
    return _similarity(one, other) >= _MIN_SIMILARITY


def _paired(old: list[Node], new: list[Node], key: Callable[[Node], Hashable]) -> list[tuple[Node, Node]]:
    """Take the parts with equal keys out of both lists, in order."""
    waiting: dict[Hashable, list[Node]] = {}
    for node in new:
        waiting.setdefault(key(node), []).append(node)
    pairs = [(before, waiting[key(before)].pop(0)) for before in old if waiting.get(key(before))]
    taken = {id(node) for pair in pairs for node in pair}
    old[:] = [node for node in old if id(node) not in taken]
    new[:] = [node for node in new if id(node) not in taken]
    return pairs


def _similarity(one: str, other: str) -> float:
    """Return the share of common letters, 0 if it is below the threshold."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    # Upper bounds first: the exact ratio takes quadratic time.
    bounds = matcher.real_quick_ratio() >= _MIN_SIMILARITY and matcher.quick_ratio() >= _MIN_SIMILARITY
    return matcher.ratio() if bounds else 0.0
