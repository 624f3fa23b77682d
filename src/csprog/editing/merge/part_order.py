"""Puts the keys or items that two sides kept and added into one order."""

from __future__ import annotations

from collections.abc import Hashable, Sequence


def merged_order(
    base: Sequence[Hashable], ours: Sequence[Hashable], theirs: Sequence[Hashable], *, matters: bool
) -> list[Hashable] | None:
    """Return all that is in ours or theirs; None if both changed the order, each otherwise.

    Where the order does not matter it is ours.

    The order is ours, or theirs if only they changed it. What the other side added stands where it stood there, behind
    our own additions.
    """
    kept = [one for one in base if one in ours and one in theirs]
    in_ours, in_theirs = ([one for one in side if one in kept] for side in (ours, theirs))
    if matters and in_theirs not in (kept, in_ours):
        return None if in_ours != kept else _with(theirs, ours, base, behind=False)
    return _with(ours, theirs, base, behind=True)


def _with(
    first: Sequence[Hashable], other: Sequence[Hashable], base: Sequence[Hashable], *, behind: bool
) -> list[Hashable]:
    order = list(first)
    for number, one in enumerate(other):
        if one in order:
            continue
        above = [earlier for earlier in other[:number] if earlier in order]
        place = order.index(above[-1]) + 1 if above else 0
        while behind and place < len(order) and order[place] not in other and order[place] not in base:
            place += 1
        order.insert(place, one)
    return order
