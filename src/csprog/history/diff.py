"""What changed between two versions of a plan, in the plan's own terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple, TypeVar

from pydantic import BaseModel

from csprog.findings import KeyPath
from csprog.history.text_diff import as_text, flatten
from csprog.programme.assessments import Assessment
from csprog.programme.entries import Entry
from csprog.programme.ledgers import Item, every_ledger
from csprog.programme.model import PlacedMeasure, Programme

Kind = Literal["recorded", "journal-rewritten", "changed", "added", "removed", "renumbered", "reordered"]
Part = Literal["document", "section", "subsection", "proposal", "measure"]
_COMPARISONS = 10_000  # pairs of leftover texts to look at; beyond it a plan is new, not reworded
_SIMILAR = 0.6  # of the letters in common, from which on another text is the same measure reworded


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed.

    `id` is the number that the part has now (that it had, if it was removed), or the name of a part of the
    document; `path` leads to the place in the new version (None if it is not there). `key` names what changed,
    from `old` to `new`; a renumbering goes from number to number. `entry` is what was recorded.
    """

    kind: Kind
    part: Part
    id: str
    path: KeyPath | None
    key: str = ""
    old: str = ""
    new: str = ""
    entry: Item | None = None


class _Item(NamedTuple):
    """A part of the plan as the comparison sees it: its number, what it says, where it lies."""

    number: str
    text: str
    value: BaseModel
    path: KeyPath


def compare(old: Programme, new: Programme) -> tuple[Difference, ...]:
    """Return what changed from `old` to `new`: the document around the plan, its parts from above, then the measures.

    A part that kept its words and got another number is renumbered, not removed and added.
    """
    found = list(_document(old, new))
    for part, items in (("section", _sections), ("subsection", _subsections), ("proposal", _proposals)):
        found += _parts(part, items(old), items(new), _KEYS[part])  # type: ignore[arg-type]
    found += _parts("measure", _measures(old), _measures(new), _KEYS["measure"])
    found += _outcomes(old, new)
    return tuple(found)


def matches(old: Programme, new: Programme) -> dict[KeyPath, KeyPath]:
    """Return for the path of each section, subsection, proposal and measure of `new` that of the same one in `old`."""
    parts = (_sections, _subsections, _proposals, _measures)
    return {after.path: before.path for items in parts for before, after in _matched(items(old), items(new))}


DOCUMENT = (
    "passport",
    "provisions",
    "goals",
    "tasks",
    "plan",
    "indicators",
    "assessments",
    "amendments",
    "switched_off",
)
_KEYS = {
    "section": ("title", "printed", "remark"),
    "subsection": ("title", "channel", "audience", "printed", "remark"),
    "proposal": (
        "text",
        "printed",
        "remark",
        "origin",
        "goals",
        "tasks",
        "standard_clauses",
        "assessments",
        "indicators",
    ),
    "measure": (
        "text",
        "due",
        "result",
        "offices",
        "responsible",
        "funding",
        "digital",
        "recurring",
        "indicators",
        "carried_from",
        "printed",
        "remark",
    ),
}


def _document(old: Programme, new: Programme) -> Iterator[Difference]:
    for part in DOCUMENT:
        before, after = flatten(getattr(old, part)), flatten(getattr(new, part))
        for key in dict.fromkeys([*before, *after]) if part != "assessments" else ():
            if ".actuals." not in key and before.get(key, "") != after.get(key, ""):
                path: KeyPath = (
                    (part, *(int(step) if step.isdigit() else step for step in key.split("."))) if key else (part,)
                )
                yield Difference("changed", "document", part, path, key, before.get(key, ""), after.get(key, ""))


def _outcomes(old: Programme, new: Programme) -> Iterator[Difference]:
    """Yield what was recorded of indicators and in assessments, and what of it is not there any more."""
    before = {ledger.place: ledger.items for ledger in every_ledger(old) if ledger.kind != "journal"}
    for kind, name, path, items in every_ledger(new):
        if kind == "journal":
            continue
        known = list(before.pop((kind, name), ()))
        for place, item in enumerate(items):
            if item in known:
                known.remove(item)
            else:
                where = (*path, kind, place)
                yield Difference("recorded", "document", _name(item, name), where, kind, new=as_text(item), entry=item)
        yield from (_gone(item, name, kind, path or ("assessments",)) for item in known)
    for (kind, name), items in before.items():
        yield from (_gone(item, name, kind, None) for item in items)


def _gone(item: Item, ledger: str, kind: str, path: KeyPath | None) -> Difference:
    return Difference("changed", "document", _name(item, ledger), path, kind, as_text(item))


def _name(item: Item, ledger: str) -> str:
    return item.id if isinstance(item, Assessment) else ledger


def _parts(part: Part, old: Sequence[_Item], new: Sequence[_Item], keys: Sequence[str]) -> Iterator[Difference]:
    pairs = _matched(old, new)
    partner = {id(after): before for before, after in pairs}
    for item in new:
        before = partner.get(id(item))
        if before is None:
            yield Difference("added", part, item.number, item.path, new=item.text)
            if part == "measure":
                yield from _recorded((), item)
        else:
            yield from _changes(part, before, item, keys)
    kept = {id(before) for before, _ in pairs}
    for item in old:
        if id(item) not in kept:
            yield Difference("removed", part, item.number, None, old=item.text)
    yield from _reordered(part, pairs)


def _changes(part: Part, old: _Item, new: _Item, keys: Sequence[str]) -> Iterator[Difference]:
    if old.number != new.number:
        yield Difference("renumbered", part, new.number, new.path, "number", old.number, new.number)
    for key in keys:
        before, after = as_text(getattr(old.value, key)), as_text(getattr(new.value, key))
        if before != after:
            yield Difference("changed", part, new.number, (*new.path, key), key, before, after)
    if part == "measure":
        yield from _recorded(old.value.journal, new)  # type: ignore[attr-defined]


def _recorded(before: Sequence[Entry], new: _Item) -> Iterator[Difference]:
    journal: Sequence[Entry] = new.value.journal  # type: ignore[attr-defined]
    old = list(before)
    for entry in journal:
        if entry in old:
            old.remove(entry)
    for entry in old:
        yield Difference(
            "journal-rewritten", "measure", new.number, (*new.path, "journal"), "journal", as_text(entry), ""
        )
    known = list(before)
    for place, entry in enumerate(journal):
        if entry in known:
            known.remove(entry)
        else:
            path = (*new.path, "journal", place)
            yield Difference("recorded", "measure", new.number, path, "journal", new=as_text(entry), entry=entry)


def _reordered(part: Part, pairs: Sequence[tuple[_Item, _Item]]) -> Iterator[Difference]:
    """Name the parts that stand after others which they stood before; a new number is news enough."""
    places = [(_places(before.path), _places(after.path), before, after) for before, after in pairs]
    places.sort(key=lambda place: place[1])
    highest: tuple[int, ...] = ()
    for was, _, before, after in places:
        if was < highest and before.number == after.number:
            yield Difference("reordered", part, after.number, after.path)
        highest = max(highest, was)


def _places(path: KeyPath) -> tuple[int, ...]:
    """Return the places along `path`, by which two parts are in order."""
    return tuple(step for step in path if isinstance(step, int))


def _matched(old: Sequence[_Item], new: Sequence[_Item]) -> list[tuple[_Item, _Item]]:
    """Pair the parts that are the same: by number and words, by words, by alike words, by number, in this order."""
    rest_old, rest_new = list(old), list(new)
    pairs = _paired(rest_old, rest_new, lambda item: (item.number, item.text))
    pairs += _paired(rest_old, rest_new, lambda item: item.text)
    for before in list(rest_old) if len(rest_old) * len(rest_new) <= _COMPARISONS else ():
        alike = max(
            rest_new, key=lambda after: (_alike(before.text, after.text), after.number == before.number), default=None
        )
        if alike is not None and similar(before.text, alike.text):
            pairs.append((before, alike))
            rest_old.remove(before)
            rest_new.remove(alike)
    return pairs + _paired(rest_old, rest_new, lambda item: item.number)


_Key = TypeVar("_Key")


def _paired(old: list[_Item], new: list[_Item], key: Callable[[_Item], _Key]) -> list[tuple[_Item, _Item]]:
    """Take out of both lists the parts that have the same key, in order."""
    waiting: dict[_Key, list[_Item]] = {}
    for item in new:
        waiting.setdefault(key(item), []).append(item)
    pairs = [(before, waiting[key(before)].pop(0)) for before in old if waiting.get(key(before))]
    taken = {id(item) for pair in pairs for item in pair}
    old[:] = [item for item in old if id(item) not in taken]
    new[:] = [item for item in new if id(item) not in taken]
    return pairs


def similar(one: str, other: str) -> bool:
    """Tell whether two texts are so alike that one is the other reworded."""
    return _alike(one, other) >= _SIMILAR


def _alike(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _SIMILAR and matcher.quick_ratio() >= _SIMILAR else 0.0


def _sections(programme: Programme) -> list[_Item]:
    return [_Item(s.number, s.title, s, ("sections", n)) for n, s in enumerate(programme.sections)]


def _subsections(programme: Programme) -> list[_Item]:
    return [_Item(part.number, part.title, part, path) for path, part, _ in programme.subsections()]


def _proposals(programme: Programme) -> list[_Item]:
    return [_Item(one.number, one.text, one, path) for path, one, _, _ in programme.proposals()]


def _measures(programme: Programme) -> list[_Item]:
    return [_measure(placed) for placed in programme.measures]


def _measure(placed: PlacedMeasure) -> _Item:
    return _Item(placed.id, placed.measure.text, placed.measure, placed.path)
