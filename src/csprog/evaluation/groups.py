"""Groups measures by a value that they share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeVar

Item = TypeVar("Item")
Key = TypeVar("Key")


class Grouping(StrEnum):
    """Values that `status --by` groups measures by."""

    RESPONSIBLE = "responsible"
    OFFICE = "office"
    SECTION = "section"
    CHANNEL = "channel"
    AUDIENCE = "audience"


def grouped(items: Iterable[Item], keys: Callable[[Item], Iterable[Key]]) -> list[tuple[Key, tuple[Item, ...]]]:
    """Group `items` by key, in order of first appearance, the key None last."""
    groups: dict[Key, list[Item]] = {}
    for item in items:
        for key in keys(item):
            groups.setdefault(key, []).append(item)
    return [(key, tuple(groups[key])) for key in sorted(groups, key=lambda key: key is None)]
