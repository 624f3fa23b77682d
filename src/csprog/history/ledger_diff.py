"""Differences between two versions of a ledger, which may only grow at its end."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Literal, NamedTuple

from csprog.programme.assessments import Assessment
from csprog.programme.indicators import Actual
from csprog.programme.ledgers import Item

LedgerKind = Literal["recorded", "inserted", "rewritten", "reordered"]


class LedgerChange(NamedTuple):
    """A change of a ledger; `place` is the new index, None if the item is gone.

    An `inserted` item stands before older ones of its kind; a `reordered` one has changed places with others.
    """

    kind: LedgerKind
    item: Item
    place: int | None = None


def ledger_changes(old: Sequence[Item], new: Sequence[Item]) -> Iterator[LedgerChange]:
    """Yield the changes from `old` to `new`: losses, additions, then the order."""
    surplus = dict(_surplus(new, old))
    missing = dict(_surplus(old, new))
    yield from (LedgerChange("rewritten", item) for item in missing.values())
    kept = [(index, item) for index, item in enumerate(new) if index not in surplus]
    for index, item in surplus.items():
        is_last = all(place < index or _series(other) != _series(item) for place, other in kept)
        yield LedgerChange("recorded" if is_last else "inserted", item, index)
    before = [item for index, item in enumerate(old) if index not in missing]
    for earlier, (index, item) in zip(before, kept, strict=True):
        if _identity(earlier) != _identity(item):
            yield LedgerChange("reordered", item, index)
            break


def _surplus(items: Sequence[Item], others: Sequence[Item]) -> Iterator[tuple[int, Item]]:
    """Yield the items, each with its index, that `others` holds less often."""
    rest = [_identity(item) for item in others]
    for index, item in enumerate(items):
        if (identity := _identity(item)) in rest:
            rest.remove(identity)
        else:
            yield index, item


def _identity(item: Item) -> Hashable:
    """Return what makes two items the same, to the letter: 9.5 is not 9.50."""
    return type(item), item.model_dump_json()


def _series(item: Item) -> str:
    """Return what an item is one of: the last of them counts."""
    match item:
        case Actual():
            return str(item.period)
        case Assessment():
            return item.id
    return ""
