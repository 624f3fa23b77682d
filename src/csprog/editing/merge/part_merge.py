"""Merges the parts of three versions of a plan; only what contradicts is a conflict.

Each part that one side left as it was is the other side's, to the byte. Lists take the items that either side added, ours
first; ledgers take them in order of date.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from csprog.editing.ledger_edits import edits_of
from csprog.editing.merge.alignment import LEVELS, NUMBERED, are_named, identities
from csprog.editing.merge.amendments import named_ids, renumbers
from csprog.editing.merge.conflict_names import PartName, name_part
from csprog.editing.merge.ledger_merge import MergedLedger, Reference, merge_items
from csprog.editing.merge.part_order import merged_order
from csprog.editing.merge.parts import Part, whole
from csprog.errors import PlacementError
from csprog.findings import KeyPath
from csprog.i18n import Message
from csprog.programme.ledgers import Ledger, every_ledger
from csprog.programme.model import Amendment, Measure, Programme
from csprog.programme.plan_text import SoundPlan
from csprog.yamltext.edits import apply
from csprog.yamltext.nodes import locate

MergeLines = Callable[[str, str, str], tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Conflict:
    """The lines of a part on either side and in the base, its name, and a sentence."""

    ours: str
    base: str
    theirs: str
    name: str
    sentence: Message


Segment = str | Conflict


@dataclass(frozen=True)
class Side:
    """A version of the plan; `same` gives the path in the base of each of its parts."""

    plan: SoundPlan
    same: dict[KeyPath, KeyPath]

    @cached_property
    def part(self) -> Part:
        """The text as a part, to be split further."""
        return whole(self.plan.text, locate(self.plan.text), self.plan.loaded.value)

    @cached_property
    def ledgers(self) -> dict[KeyPath, Ledger]:
        """The ledgers by the paths of their lists."""
        return {(*ledger.path, ledger.kind): ledger for ledger in every_ledger(self.programme)}

    @property
    def programme(self) -> Programme:
        """The programme in this version."""
        return self.plan.programme

    def measure(self, path: KeyPath) -> Measure | None:
        """Return the measure at `path`, None if another part is there."""
        return next((placed.measure for placed in self.programme.measures if placed.path == path), None)


class PartMerge:
    """Merges three versions part by part; parts at the paths `undivided` of ours are not merged inside."""

    def __init__(
        self, base: Side, ours: Side, theirs: Side, merge_lines: MergeLines, undivided: Collection[KeyPath] = ()
    ) -> None:
        """Keep the three versions, and what numbers their new amendments are about."""
        self.base, self.ours, self.theirs = base, ours, theirs
        self.merge_lines = merge_lines
        self.undivided = undivided
        new = [_new_amendments(base.programme, side.programme) for side in (ours, theirs)]
        self.renumbered = all(new) and any(map(renumbers, new))
        self.amended = named_ids([*new[0], *new[1]])

    def merge(self) -> list[Segment]:
        """Return the merged text in segments: text, and conflicts."""
        return self._part(self.base.part, self.ours.part, self.theirs.part)

    def _part(self, base: Part | None, ours: Part | None, theirs: Part | None) -> list[Segment]:
        if ours is None or theirs is None:
            return self._one_sided(base, ours, theirs)
        if ours.lines == theirs.lines or (base and theirs.lines == base.lines):
            return [ours.lines]
        if base and ours.lines == base.lines:
            return [theirs.lines]
        inside = None if ours.path in self.undivided else self._inside(base, ours, theirs)
        return self._undivided(base, ours, theirs) if inside is None else inside

    def _one_sided(self, base: Part | None, ours: Part | None, theirs: Part | None) -> list[Segment]:
        """Take what one side added; leave out what one side took out, if the other kept it as it was."""
        kept = ours or theirs
        if kept is None or (base and kept.lines.strip("\n") == base.lines.strip("\n")):
            return []
        if base is None:
            return [kept.lines]
        name = self._name(ours, theirs)
        one, other = (part.lines if part else "" for part in (ours, theirs))
        return [Conflict(one, base.lines, other, name.mark, name.taken_out(here=ours is None))]

    def _undivided(self, base: Part | None, ours: Part, theirs: Part) -> list[Segment]:
        """Merge a part line by line if the lines don't conflict, else mark it."""
        if base and "\n" in base.lines[:-1]:
            text, clean = self.merge_lines(ours.lines, base.lines, theirs.lines)
            if clean and ours.path not in self.undivided:
                return [text]
        if ours.value == theirs.value and "#" not in theirs.lines:
            return [ours.lines]
        name = self._name(ours, theirs)
        return [Conflict(ours.lines, base.lines if base else "", theirs.lines, name.mark, name.changed())]

    def _name(self, ours: Part | None, theirs: Part | None) -> PartName:
        if ours is not None:
            return name_part(self.ours.programme, ours.path)
        return name_part(self.theirs.programme, theirs.path if theirs else ())

    def _inside(self, base: Part | None, ours: Part, theirs: Part) -> list[Segment] | None:
        """Merge a part by its keys or items; None where that can't be done."""
        if ours.path in self.ours.ledgers and theirs.path in self.theirs.ledgers:
            merged = self._items(base, ours, theirs)
            if merged is not None:
                return self._ledger(base, ours, theirs, merged)
        known = [part for part in (base, ours, theirs) if part and not (part is base and part.is_empty)]
        if not all(part.children and part.is_list == ours.is_list for part in known):
            return None
        if _is_item(ours) and len({part.children[0].path[-1] for part in known}) > 1:
            return None  # the first key stands behind the dash
        head = _one_of([base.head if base else None, ours.head, theirs.head])
        children = None if head is None else self._children(base, ours, theirs)
        return None if head is None or children is None else [head, *children]

    def _children(self, base: Part | None, ours: Part, theirs: Part) -> list[Segment] | None:
        in_base = _by_key(base.children if base else ())
        sides = [self._keyed(side, part, in_base) for side, part in ((self.ours, ours), (self.theirs, theirs))]
        in_ours, in_theirs = sides
        replaced = [key for key in in_base if key not in in_ours and key not in in_theirs]
        if replaced and _is_unnumbered_list(ours) and all(side.keys() - in_base.keys() for side in sides):
            return None  # both may have put something else in its place
        order = merged_order([*in_base], [*in_ours], [*in_theirs], matters=ours.is_list)
        if order is None:
            return None
        if ours.path == ("amendments",) and self.renumbered:
            return self._apart(in_base, in_ours, in_theirs)
        merged: list[Segment] = []
        for key in order:
            three = in_base.get(key), in_ours.get(key), in_theirs.get(key)
            merged += self._added(*three[1:]) if ours.is_list and three[0] is None else self._part(*three)
        return merged

    def _keyed(self, side: Side, part: Part, in_base: dict[Hashable, Part]) -> dict[Hashable, Part]:
        """Return the children of a part by what tells them from each other in all versions."""
        keys: Sequence[Hashable] = identities(part.children)
        if part.is_list and part.path[-1] in LEVELS:
            paths = {one.path: key for key, one in in_base.items()}
            same = [paths.get(side.same.get(child.path, ())) for child in part.children]
            new = [self._new_key(side, child, key) for child, key in zip(part.children, keys, strict=True)]
            keys = [key or new[number] for number, key in enumerate(same)]
        elif part.is_list and len(keys) == len(in_base) and not are_named(part.children):
            keys = [*in_base]  # as many as before: some have new words
        return dict(zip(keys, part.children, strict=True))

    def _new_key(self, side: Side, part: Part, key: Hashable) -> Hashable:
        """Return what a part that was added is known by: its id, if an amendment names that."""
        identifier = name_part(side.programme, part.path).short if self.amended else ""
        return "new", identifier if identifier in self.amended else key

    def _added(self, ours: Part | None, theirs: Part | None) -> list[Segment]:
        """Take the items that either side added, and mark two that are known by the same."""
        if ours is None or theirs is None:
            return self._one_sided(None, ours, theirs)
        if ours.value == theirs.value:
            return self._undivided(None, ours, theirs) if "#" in theirs.lines else [ours.lines]
        name = self._name(ours, theirs)
        return [Conflict(ours.lines, "", theirs.lines, name.mark, name.added(str(ours.path[-2])))]

    def _apart(self, *sides: dict[Hashable, Part]) -> list[Segment]:
        """Mark all amendments that the sides added: one of them gives parts other numbers."""
        in_base, in_ours, in_theirs = sides
        merged = [one for key in in_base for one in self._part(in_base[key], in_ours.get(key), in_theirs.get(key))]
        new = ["".join(part.lines for key, part in side.items() if key not in in_base) for side in sides[1:]]
        name = name_part(self.ours.programme, ("amendments",))
        return [*merged, Conflict(new[0], "", new[1], name.mark, name.changed())]

    def _items(self, base: Part | None, ours: Part, theirs: Part) -> MergedLedger | None:
        before = self.base.ledgers[base.path].items if base and base.path in self.base.ledgers else ()
        measure = self.ours.measure(ours.path[:-1]) if ours.path[-1] == "journal" else None
        return merge_items(before, self.ours.ledgers[ours.path].items, self.theirs.ledgers[theirs.path].items, measure)

    def _ledger(self, base: Part | None, ours: Part, theirs: Part, merged: MergedLedger) -> list[Segment] | None:
        """Return the lines of a ledger; None if the lines of its items can't be told."""
        head = _one_of([base.head if base else None, ours.head, theirs.head])
        if not (ours.children and theirs.children) or head is None:
            return None if merged.conflicts else self._with_items(base, ours, theirs, merged)
        segments: list[Segment] = [head]
        lines = self._item_lines(base, ours, theirs, merged)
        for one, other in merged.runs(single=ours.path[-1] == "journal"):
            if one == other:
                segments += [segment for reference in one for segment in lines[reference]]
                continue
            marked = [
                "".join(_kept(lines[ref], here=side) for ref in refs) for refs, side in ((one, True), (other, False))
            ]
            name = name_part(self.ours.programme, ours.path[:-1] or ours.path)
            segments.append(
                Conflict(marked[0], "", marked[1], name.mark, name.recorded(merged.our_items, merged.their_items))
            )
        return segments

    def _item_lines(
        self, base: Part | None, ours: Part, theirs: Part, merged: MergedLedger
    ) -> dict[Reference, list[Segment]]:
        """Return the lines of each item; those of one that several versions have are merged."""
        present = {*merged.ours, *merged.theirs}
        lines: dict[Reference, list[Segment]] = {}
        old = list(base.children if base else ())
        shared = [part for number, part in enumerate(theirs.children) if (False, number) not in present]
        for number, part in enumerate(ours.children):
            before, other = (_take(part.value, parts) for parts in (old, shared))
            lines[True, number] = self._part(before, part, other) if other else [part.lines]
        for number, part in enumerate(theirs.children):
            lines[False, number] = [part.lines]
        return lines

    def _with_items(self, base: Part | None, ours: Part, theirs: Part, merged: MergedLedger) -> list[Segment] | None:
        """Write the new items of theirs into our lines, however these hold the list.

        None if a comment of theirs would be lost.
        """
        ledger, other = self.ours.ledgers[ours.path], self.theirs.ledgers[theirs.path]
        new = [other.items[number] for is_ours, number in merged.ours if not is_ours]
        if theirs.around not in {ours.around, base.around if base else ""} or "#" in theirs.inside:
            return None
        try:
            edits = edits_of(self.ours.plan, ledger, new)
        except PlacementError:
            return None
        if not all(ours.begin <= edit.start and edit.end <= ours.end for edit in edits):
            return None
        return [apply(self.ours.plan.text[: ours.end], edits)[ours.begin :]]


def _new_amendments(base: Programme, side: Programme) -> list[Amendment]:
    return [amendment for amendment in side.amendments if amendment not in base.amendments]


def _is_unnumbered_list(part: Part) -> bool:
    return part.is_list and part.path[-1] not in NUMBERED


def _is_item(part: Part) -> bool:
    return bool(part.path) and isinstance(part.path[-1], int)


def _one_of(texts: Sequence[str | None]) -> str | None:
    """Return what ours and theirs made of a text, None if they made different things."""
    base, ours, theirs = texts
    if theirs in {ours, base}:
        return ours
    return theirs if base == ours else None


def _by_key(parts: Sequence[Part]) -> dict[Hashable, Part]:
    return dict(zip(identities(parts), parts, strict=True))


def _take(value: object, parts: list[Part]) -> Part | None:
    """Take the first part with a value out of `parts`."""
    for number, part in enumerate(parts):
        if part.value == value:
            return parts.pop(number)
    return None


def _kept(segments: Iterable[Segment], *, here: bool) -> str:
    """Return the text with one side of each conflict."""
    return "".join(one if isinstance(one, str) else one.ours if here else one.theirs for one in segments)
