"""Splices items into the ledgers of a plan; every other character stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from csprog.errors import PlacementError
from csprog.findings import KeyPath
from csprog.i18n import Message
from csprog.programme.ledgers import Item, Ledger, day_of, keys_below
from csprog.programme.model import Programme
from csprog.programme.plan_text import SoundPlan, parse_plan
from csprog.programme.plan_writer import as_value
from csprog.yamltext.edits import Edit, apply, insert_items
from csprog.yamltext.reader import load_text

Addition = tuple[Ledger, Sequence[Item]]


def add(plan: SoundPlan, additions: Sequence[Addition]) -> str:
    """Splice items into ledgers, each ledger named once, in order of date.

    The result is read again and must say what the text said, and the items.

    Raises:
        PlacementError: they can't be placed without a guess.
    """
    edits = [edit for ledger, items in additions for edit in edits_of(plan, ledger, items)]
    text = apply(plan.text, edits)
    expected = _expected(plan, additions)
    # a last line that had no line end gains one, which a block's value notices and the programme does not
    if load_text(text).value != expected and parse_plan(text).programme != Programme.model_validate(expected):
        names = ", ".join(ledger.name for ledger, _ in additions)
        raise PlacementError(
            Message("the entry for {id} can't be inserted without changing something else; add it by hand", id=names)
        )
    return text


def edits_of(plan: SoundPlan, ledger: Ledger, items: Iterable[Item]) -> list[Edit]:
    """Return the edits that insert `items` into a ledger of `plan` in order of date.

    Raises:
        PlacementError: they can't be placed without a guess.
    """
    start = plan.loaded.start_of(ledger.path)
    below = keys_below(ledger.kind)
    grouped = _by_place(ledger, items).items()
    return [insert_items(plan.text, start, ledger.kind, values, place, before=below) for place, values in grouped]


def place_of(item: Item, present: Sequence[Item]) -> int:
    """Return before which of the items `present` an item stands: after all of its day.

    A correction comes last, so that it stands below what it corrects.
    """
    if getattr(item, "why", None):
        return len(present)
    return sum(day_of(earlier) <= day_of(item) for earlier in present)


def _by_place(ledger: Ledger, items: Iterable[Item]) -> dict[int, list[dict[str, Any]]]:
    """Return the items' values by the index of the present item that they precede."""
    grouped: dict[int, list[dict[str, Any]]] = {}
    for item in sorted(items, key=day_of):
        grouped.setdefault(place_of(item, ledger.items), []).append(as_value(item))
    return grouped


def _expected(plan: SoundPlan, additions: Iterable[Addition]) -> Any:
    """Return the loaded value with the items added; unchanged parts are shared."""
    value: Any = plan.loaded.value
    for ledger, items in additions:
        value = _with_items(value, ledger.path, ledger.kind, _by_place(ledger, items))
    return value


def _with_items(value: Any, path: KeyPath, key: str, grouped: dict[int, list[dict[str, Any]]]) -> Any:
    if path:
        copy = value.copy()
        copy[path[0]] = _with_items(value[path[0]], path[1:], key, grouped)
        return copy
    present = value.get(key)
    items = list(present) if isinstance(present, list) else []
    for place in sorted(grouped, reverse=True):
        items[place:place] = grouped[place]
    return {**value, key: items}
