"""Finds what the amendments that a side added say of numbers."""

from __future__ import annotations

from collections.abc import Iterable

from csprog.history.amendment import NUMBER
from csprog.programme.model import Amendment


def renumbers(amendments: Iterable[Amendment]) -> bool:
    """Tell whether a part got another number: what others say of it would be said of another part."""
    return any(value.key == NUMBER for amendment in amendments for value in amendment.changes)


def named_ids(amendments: Iterable[Amendment]) -> frozenset[str]:
    """Return the numbers that amendments name: a part that they name can't give way to another."""
    return frozenset(identifier for amendment in amendments for identifier in amendment.ids)
