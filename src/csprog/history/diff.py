"""Differences between two versions of a plan: every value, its order, its records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from csprog.findings import KeyPath
from csprog.history.ledger_diff import ledger_changes
from csprog.history.matching import Node, Part, matched, nodes
from csprog.history.text_diff import as_text
from csprog.history.value_diff import ValueChange, indicator_changes, value_changes
from csprog.programme.assessments import Assessment
from csprog.programme.ledgers import Item, Ledger, LedgerKey, every_ledger, placed_indicators
from csprog.programme.ledgers import Kind as LedgerName
from csprog.programme.model import Programme

Kind = Literal[
    "recorded",
    "inserted",
    "journal-rewritten",
    "record-rewritten",
    "changed",
    "added",
    "removed",
    "renumbered",
    "reordered",
]

DOCUMENT = tuple(key for key in Programme.model_fields if key != "sections")
"""Keys of a plan around its sections."""
_OWN_RULES = {"number", "subsections", "proposals", "measures", "journal"}
"""Keys of a part that are compared apart from its others."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A change between two versions.

    `id` is the part's number in the new version (in the old one, if it was removed), or a key of the document; `path`
    leads to its place in the new version, None if there is none. `key` names what changed from `old` to `new`, each
    empty if it is not given; for a renumbered part these are its numbers, for items that changed places it is their
    ledger. `entry` is the item that was recorded at the end of its ledger, or inserted before older ones; `lost` is one
    that is gone from it or rewritten. `filled` is True if nothing stood there before, nor anything in the list that it lies in.
    """

    kind: Kind
    part: Part
    id: str
    path: KeyPath | None
    key: str = ""
    old: str = ""
    new: str = ""
    entry: Item | None = None
    lost: Item | None = None
    filled: bool = False


class _Place(NamedTuple):
    """A ledger of a part or an indicator; `path` is None if it is gone."""

    part: Part
    kind: LedgerName
    name: str
    path: KeyPath | None


def compare(old: Programme, new: Programme) -> tuple[Difference, ...]:
    """Return all changes from `old` to `new`: document, parts, records.

    A part that kept its words under another number is renumbered, not removed and added.
    """
    first = not any(placed_indicators(old))
    differences = list(_document_changes(old, new, first=first))
    before = nodes(old)
    partners: dict[KeyPath, Node] = {}
    for part, parts in nodes(new).items():
        pairs = matched(before[part], parts)
        partners |= {after.path: earlier for earlier, after in pairs}
        differences += _part_changes(part, before[part], parts, partners, first=first)
    return (*differences, *_record_changes(old, new))


def _document_changes(old: Programme, new: Programme, *, first: bool) -> Iterator[Difference]:
    for part in DOCUMENT:
        if part == "assessments":
            continue  # a ledger: see _record_changes
        before, after = getattr(old, part), getattr(new, part)
        changes = (
            indicator_changes(before, after, first=first) if part == "indicators" else value_changes(before, after)
        )
        yield from (_changed("document", part, (part,), change) for change in changes)


def _changed(part: Part, name: str, path: KeyPath, change: ValueChange) -> Difference:
    where = (*path, *change.path)
    return Difference("changed", part, name, where, change.key, change.old, change.new, filled=change.filled)


def _record_changes(old: Programme, new: Programme) -> Iterator[Difference]:
    """Yield the changes of the ledgers of indicators and assessments."""
    before: dict[LedgerKey, list[Ledger]] = {}
    for ledger in filter(_of_values, every_ledger(old)):
        before.setdefault(ledger.place, []).append(ledger)  # a faulty plan repeats an id
    for kind, name, path, items in filter(_of_values, every_ledger(new)):
        earlier = before[kind, name].pop(0).items if before.get((kind, name)) else ()
        yield from _ledger_differences(_Place("document", kind, name, (*path, kind)), earlier, items)
    for (kind, name), missing in before.items():
        for ledger in missing:
            yield from _ledger_differences(_Place("document", kind, name, None), ledger.items, ())


def _of_values(ledger: Ledger) -> bool:
    return ledger.kind != "journal"


def _ledger_differences(ledger: _Place, old: Sequence[Item], new: Sequence[Item]) -> Iterator[Difference]:
    part, kind, name, path = ledger
    for change in ledger_changes(old, new):
        owner = change.item.id if isinstance(change.item, Assessment) else name
        text = as_text(change.item)
        where = path if path is None or change.place is None else (*path, change.place)
        match change.kind:
            case "rewritten":
                rewritten: Kind = "journal-rewritten" if kind == "journal" else "record-rewritten"
                yield Difference(rewritten, part, owner, where, kind, text, lost=change.item)
            case "reordered":
                yield Difference("reordered", part, owner, where, kind)
            case "recorded" | "inserted":
                yield Difference(change.kind, part, owner, where, kind, new=text, entry=change.item)


def _part_changes(
    part: Part, old: Sequence[Node], new: Sequence[Node], partners: Mapping[KeyPath, Node], *, first: bool
) -> Iterator[Difference]:
    for node in new:
        if before := partners.get(node.path):
            yield from _node_changes(part, before, node, first=first)
        else:
            yield Difference("added", part, node.number, node.path, new=node.text)
        journal = before.journal if before else ()
        place = _Place(part, "journal", node.number, (*node.path, "journal"))
        yield from _ledger_differences(place, journal, node.journal)
    kept = {before.path for before in partners.values()}
    for node in old:
        if node.path not in kept:
            yield Difference("removed", part, node.number, None, old=node.text)
            yield from _ledger_differences(_Place(part, "journal", node.number, None), node.journal, ())
    yield from _reordered(part, new, partners)


def _node_changes(part: Part, old: Node, new: Node, *, first: bool) -> Iterator[Difference]:
    if old.number != new.number:
        yield Difference("renumbered", part, new.number, new.path, "number", old.number, new.number)
    for key in type(new.value).model_fields:
        if key not in _OWN_RULES:
            before, after = getattr(old.value, key), getattr(new.value, key)
            changes = _key_changes(key, before, after, first=first)
            yield from (_changed(part, new.number, new.path, change.below(key, key=key)) for change in changes)


def _key_changes(key: str, old: object, new: object, *, first: bool) -> Iterator[ValueChange]:
    """Yield the changes of a part's key; a list of words is one text."""
    if isinstance(old, tuple) and isinstance(new, tuple):
        if key == "indicators":
            yield from indicator_changes(old, new, first=first)
        elif old != new:
            yield ValueChange("", (), as_text(old), as_text(new), filled=not old)
    else:
        yield from value_changes(old, new)


def _reordered(part: Part, new: Sequence[Node], partners: Mapping[KeyPath, Node]) -> Iterator[Difference]:
    """Yield the parts that kept their numbers and moved behind others, or elsewhere."""
    highest: tuple[int, ...] = ()
    for node in new:
        if before := partners.get(node.path):
            home = partners.get(node.parent)
            moved = before.indexes < highest or (home.path if home else ()) != before.parent
            if moved and before.number == node.number:
                yield Difference("reordered", part, node.number, node.path)
            highest = max(highest, before.indexes)
