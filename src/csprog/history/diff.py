"""Differences between two versions of a plan: texts, numbers, order, records."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from csprog.findings import KeyPath
from csprog.history.text_diff import as_text, flatten
from csprog.programme.assessments import Assessment
from csprog.programme.entries import Entry, PlanModel
from csprog.programme.ledgers import Item, every_ledger
from csprog.programme.model import Measure, Programme

Kind = Literal["recorded", "journal-rewritten", "changed", "added", "removed", "renumbered", "reordered"]
Part = Literal["document", "section", "subsection", "proposal", "measure"]

DOCUMENT = tuple(key for key in Programme.model_fields if key != "sections")
"""Keys of a plan around its sections."""
_OWN_RULES = {"number", "subsections", "proposals", "measures", "journal"}
"""Keys of a part that are compared apart from its others."""
_MAX_COMPARISONS = 10_000  # pairs of leftover texts to compare; beyond it a plan is new, not reworded
_MIN_SIMILARITY = 0.6  # share of common letters from which on a text counts as the other one reworded


@dataclass(frozen=True, slots=True)
class Difference:
    """A change between two versions.

    `id` is the part's number in the new version (in the old one, if it was removed), or a key of the document; `path`
    leads to its place in the new version, None if there is none. `key` names what changed from `old` to `new`; for a
    renumbered part these are its numbers. `entry` is the item that was recorded.
    """

    kind: Kind
    part: Part
    id: str
    path: KeyPath | None
    key: str = ""
    old: str = ""
    new: str = ""
    entry: Item | None = None


class _Node(NamedTuple):
    """A section, subsection, proposal or measure with its number and its text."""

    number: str
    text: str
    value: PlanModel
    path: KeyPath

    @property
    def journal(self) -> tuple[Entry, ...]:
        return self.value.journal if isinstance(self.value, Measure) else ()

    @property
    def indexes(self) -> tuple[int, ...]:
        """The part's place in reading order."""
        return tuple(step for step in self.path if isinstance(step, int))


def compare(old: Programme, new: Programme) -> tuple[Difference, ...]:
    """Return the changes from `old` to `new`: document, parts, records.

    A part that kept its words under another number is renumbered, not removed and added.
    """
    differences = list(_document_changes(old, new))
    before = _nodes(old)
    for part, nodes in _nodes(new).items():
        differences += _part_changes(part, before[part], nodes)
    return (*differences, *_record_changes(old, new))


def matches(old: Programme, new: Programme) -> dict[KeyPath, KeyPath]:
    """Return the path in `old` of each part of `new` that both have."""
    before = _nodes(old)
    return {b.path: a.path for part, nodes in _nodes(new).items() for a, b in _matched(before[part], nodes)}


def similar(one: str, other: str) -> bool:
    """Tell whether one text is the other reworded."""
    return _similarity(one, other) >= _MIN_SIMILARITY


def _nodes(programme: Programme) -> dict[Part, list[_Node]]:
    return {
        "section": [_Node(s.number, s.title, s, ("sections", n)) for n, s in enumerate(programme.sections)],
        "subsection": [_Node(s.number, s.title, s, path) for path, s, _ in programme.subsections()],
        "proposal": [_Node(p.number, p.text, p, path) for path, p, _, _ in programme.proposals()],
        "measure": [_Node(m.id, m.measure.text, m.measure, m.path) for m in programme.measures],
    }


def _document_changes(old: Programme, new: Programme) -> Iterator[Difference]:
    for part in DOCUMENT:
        if part == "assessments":
            continue  # a ledger: see _record_changes
        before, after = flatten(getattr(old, part)), flatten(getattr(new, part))
        for key in dict.fromkeys([*before, *after]):
            texts = before.get(key, ""), after.get(key, "")
            if ".actuals." not in key and texts[0] != texts[1]:
                steps = key.split(".") if key else []
                path = (part, *(int(step) if step.isdigit() else step for step in steps))
                yield Difference("changed", "document", part, path, key, *texts)


def _record_changes(old: Programme, new: Programme) -> Iterator[Difference]:
    """Yield the added and the missing items of indicators and assessments."""
    before = {ledger.place: ledger.items for ledger in every_ledger(old) if ledger.kind != "journal"}
    for kind, name, path, items in every_ledger(new):
        if kind == "journal":
            continue
        earlier = before.pop((kind, name), ())
        for index, item in _surplus(items, earlier):
            where = (*path, kind, index)
            yield Difference("recorded", "document", _name(item, name), where, kind, new=as_text(item), entry=item)
        yield from (_missing(item, name, kind, path or ("assessments",)) for _, item in _surplus(earlier, items))
    for (kind, name), items in before.items():
        yield from (_missing(item, name, kind, None) for item in items)


def _missing(item: Item, ledger: str, kind: str, path: KeyPath | None) -> Difference:
    return Difference("changed", "document", _name(item, ledger), path, kind, as_text(item))


def _name(item: Item, ledger: str) -> str:
    return item.id if isinstance(item, Assessment) else ledger


def _part_changes(part: Part, old: Sequence[_Node], new: Sequence[_Node]) -> Iterator[Difference]:
    pairs = _matched(old, new)
    partners = {after.path: before for before, after in pairs}
    for node in new:
        if before := partners.get(node.path):
            yield from _value_changes(part, before, node)
        else:
            yield Difference("added", part, node.number, node.path, new=node.text)
        yield from _journal_changes(before.journal if before else (), node)
    matched = {before.path for before, _ in pairs}
    for node in old:
        if node.path not in matched:
            yield Difference("removed", part, node.number, None, old=node.text)
    yield from _reordered(part, pairs)


def _value_changes(part: Part, old: _Node, new: _Node) -> Iterator[Difference]:
    if old.number != new.number:
        yield Difference("renumbered", part, new.number, new.path, "number", old.number, new.number)
    for key in type(new.value).model_fields:
        before, after = as_text(getattr(old.value, key)), as_text(getattr(new.value, key))
        if key not in _OWN_RULES and before != after:
            yield Difference("changed", part, new.number, (*new.path, key), key, before, after)


def _journal_changes(before: Sequence[Entry], new: _Node) -> Iterator[Difference]:
    path = (*new.path, "journal")
    for _, entry in _surplus(before, new.journal):
        yield Difference("journal-rewritten", "measure", new.number, path, "journal", as_text(entry))
    for index, entry in _surplus(new.journal, before):
        text = as_text(entry)
        yield Difference("recorded", "measure", new.number, (*path, index), "journal", new=text, entry=entry)


def _surplus(items: Iterable[Item], others: Iterable[Item]) -> Iterator[tuple[int, Item]]:
    """Yield the items, each with its index, that `others` holds less often."""
    rest = list(others)
    for index, item in enumerate(items):
        if item in rest:
            rest.remove(item)
        else:
            yield index, item


def _reordered(part: Part, pairs: Iterable[tuple[_Node, _Node]]) -> Iterator[Difference]:
    """Yield the parts that moved behind others and kept their numbers."""
    highest: tuple[int, ...] = ()
    for before, after in sorted(pairs, key=lambda pair: pair[1].indexes):
        if before.indexes < highest and before.number == after.number:
            yield Difference("reordered", part, after.number, after.path)
        highest = max(highest, before.indexes)


def _matched(old: Iterable[_Node], new: Iterable[_Node]) -> list[tuple[_Node, _Node]]:
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


def _paired(old: list[_Node], new: list[_Node], key: Callable[[_Node], Hashable]) -> list[tuple[_Node, _Node]]:
    """Take the parts with equal keys out of both lists, in order."""
    waiting: dict[Hashable, list[_Node]] = {}
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
