"""Measures in groups, so that each unit, office or part of the plan can be told of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import TypeVar

Item = TypeVar("Item")


class Grouping(StrEnum):
    """What measures are put together by."""

    RESPONSIBLE = "responsible"
    OFFICE = "office"
    SECTION = "section"
    CHANNEL = "channel"
    AUDIENCE = "audience"


def grouped(
    items: Iterable[Item], names: Callable[[Item], Sequence[str | None]]
) -> list[tuple[str | None, tuple[Item, ...]]]:
    """Return `items` by the `names` of each, in plan order; None, what is not given, comes last."""
    found: dict[str | None, list[Item]] = {}
    for item in items:
        for name in names(item):
            found.setdefault(name, []).append(item)
    return [(name, tuple(found[name])) for name in sorted(found, key=lambda name: name is None)]
