"""Finds the parts of a plan again in a version of it that somebody edited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import Any

from csprog.editing.merge.parts import Part
from csprog.findings import KeyPath
from csprog.history.matching import Node, matched, nodes, similar
from csprog.programme.model import Programme

NUMBERED = ("sections", "subsections", "proposals")
LEVELS = (*NUMBERED, "measures")


def base_paths(base: Programme, side: Programme) -> dict[KeyPath, KeyPath]:
    """Return the path in `base` of each section, subsection, proposal, measure of `side`.

    A measure's id is a place, so it takes like words to be the same; or all its neighbours have kept theirs.
    """
    before, after = nodes(base), nodes(side)
    old_texts, new_texts = _texts(before["measure"]), _texts(after["measure"])
    found: dict[KeyPath, KeyPath] = {}
    for part, parts in after.items():
        for old, new in matched(before[part], parts):
            like = part != "measure" or old.text == new.text or similar(old.text, new.text)
            if like or one_differs_at_most(old_texts[old.parent], new_texts[new.parent]):
                found[new.path] = old.path
    return found


def _texts(measures: Iterable[Node]) -> dict[KeyPath, list[str]]:
    """Return the texts of measures by the proposals that they lie in."""
    found: dict[KeyPath, list[str]] = {}
    for measure in measures:
        found.setdefault(measure.parent, []).append(measure.text)
    return found


def one_differs_at_most(old: list[str], new: list[str]) -> bool:
    """Tell whether as many texts stand in both lists, at most one of them another."""
    return len(old) == len(new) and sum(one != other for one, other in zip(old, new, strict=True)) <= 1


def identities(parts: Iterable[Part]) -> list[Hashable]:
    """Return what tells keys or items of a list from each other, the same in every version."""
    times: Counter[Hashable] = Counter()
    found: list[Hashable] = []
    for part in parts:
        name = part.path[-1] if isinstance(part.path[-1], str) else _identity(part.path, part.value)
        times[name] += 1
        found.append((name, times[name]))
    return found


def are_named(parts: Iterable[Part]) -> bool:
    """Tell whether all parts are items with an id or a number of their own."""
    return all(isinstance(part.value, dict) and not {"id", "number"}.isdisjoint(part.value) for part in parts)


def _identity(path: KeyPath, value: Any) -> Hashable:
    if not isinstance(value, dict):
        return str(value)
    keys = ("number",) if path[-2] in NUMBERED else ("id", "number", "name", "text")
    return next((str(value[key]) for key in keys if key in value), str(value))
