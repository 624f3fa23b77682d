"""Merges the items that both sides recorded in one ledger, in order of date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import cast

from csprog.editing.ledger_edits import place_of
from csprog.editing.merge.three_way import conflicting, corrected, multiset_difference
from csprog.programme.entries import Entry
from csprog.programme.journal_rules import violates_rules
from csprog.programme.ledgers import Item, day_of
from csprog.programme.model import Measure

Reference = tuple[bool, int]
"""Where an item stands: True in ours or False in theirs, and its index there."""
Fits = Callable[[Sequence[Item], Sequence[Item]], bool]


@dataclass(frozen=True, slots=True)
class MergedLedger:
    """The items in their order, as they are if ours is kept, and if theirs is.

    `ours` and `theirs` differ only if items contradict each other; those are `our_items` and `their_items`.
    """

    ours: tuple[Reference, ...]
    theirs: tuple[Reference, ...]
    our_items: tuple[Item, ...] = ()
    their_items: tuple[Item, ...] = ()

    @property
    def conflicts(self) -> bool:
        """Tell whether items contradict each other."""
        return self.ours != self.theirs

    def runs(self, *, single: bool) -> list[tuple[tuple[Reference, ...], tuple[Reference, ...]]]:
        """Return the items by runs, those of ours and of theirs; equal ones agree.

        With `single`, all from the first difference to the last is one run.
        """
        found = SequenceMatcher(None, self.ours, self.theirs, autojunk=False).get_opcodes()
        blocks = _as_one(found) if single else found
        return [(self.ours[a:b], self.theirs[c:d]) for _, a, b, c, d in blocks]


def merge_items(
    base: Sequence[Item], ours: Sequence[Item], theirs: Sequence[Item], measure: Measure | None
) -> MergedLedger | None:
    """Merge the items of a ledger, of `measure` if it is a journal.

    None if a side has changed or taken out what stood in the ledger.
    """
    if multiset_difference(base, ours) or multiset_difference(base, theirs):
        return None
    new = multiset_difference(ours, base), multiset_difference(theirs, base)
    own, missing = multiset_difference(new[0], new[1]), multiset_difference(new[1], new[0])
    fits = _fits(measure.model_copy(update={"journal": ()}) if measure else None, base)
    kept = _fitting(new[0], missing, fits)
    whole = _placed([(True, n) for n in range(len(ours))], kept, ours, theirs)
    if len(kept) == len(missing) and (measure is None or _keeps_targets(whole, ours, theirs)):
        return MergedLedger(tuple(whole), tuple(whole))
    our_kept = _fitting(new[1], own, fits)
    if len(kept) == len(missing):  # a correction would be about another entry: nothing can be taken from either side
        kept, our_kept = (), ()
        whole = _placed([(True, n) for n in range(len(ours))], kept, ours, theirs)
    our_items, their_items = multiset_difference(own, our_kept), multiset_difference(missing, kept)
    left = _without(whole, our_items, ours)
    return MergedLedger(tuple(whole), tuple(_placed(left, their_items, ours, theirs)), our_items, their_items)


def _fits(measure: Measure | None, base: Sequence[Item]) -> Fits:
    """Return what tells whether the new items of both sides fit together."""

    def fits(one: Sequence[Item], other: Sequence[Item]) -> bool:
        return not conflicting(one, other) and not (measure and _contradict(measure, base, one, other))

    return fits


def _contradict(measure: Measure, base: Sequence[Item], ours: Sequence[Item], theirs: Sequence[Item]) -> bool:
    """Tell whether the entries of both sides break a rule of journals in either order."""
    both_ways = ((ours, theirs), (theirs, ours))
    together = ([*base, *first, *multiset_difference(second, first)] for first, second in both_ways)
    return any(violates_rules(measure, cast("list[Entry]", sorted(items, key=day_of))) for items in together)


def _fitting(present: Sequence[Item], wanted: Iterable[Item], fits: Fits) -> tuple[Item, ...]:
    """Return those of `wanted` that fit to what is `present`, all together."""
    kept: tuple[Item, ...] = ()
    for item in wanted:
        if fits(present, (*kept, item)):
            kept = (*kept, item)
    return kept


def _placed(
    present: Iterable[Reference], added: Sequence[Item], ours: Sequence[Item], theirs: Sequence[Item]
) -> list[Reference]:
    """Put items of theirs between those that are `present`, in order of date."""
    found = list(present)
    left = list(added)
    new = []
    for number, item in enumerate(theirs):  # the last of equal ones are the new ones, which differ in nothing
        if item in left:
            left.remove(item)
            new.append((False, number))
    for reference in sorted(new, key=lambda one: day_of(theirs[one[1]])):
        items = [_item(other, ours, theirs) for other in found]
        found.insert(place_of(theirs[reference[1]], items), reference)
    return found


def _without(present: Iterable[Reference], items: Iterable[Item], ours: Sequence[Item]) -> list[Reference]:
    """Return the references without those to `items` of ours, the last of equal ones."""
    left, found = list(items), []
    for is_ours, number in reversed(list(present)):
        if is_ours and ours[number] in left:
            left.remove(ours[number])
        else:
            found.append((is_ours, number))
    return found[::-1]


def _item(reference: Reference, ours: Sequence[Item], theirs: Sequence[Item]) -> Item:
    return ours[reference[1]] if reference[0] else theirs[reference[1]]


def _keeps_targets(merged: Sequence[Reference], ours: Sequence[Item], theirs: Sequence[Item]) -> bool:
    """Tell whether the corrections of both sides are about the same entries as before.

    A correction names its entry by day and event, and the other side may have put in another one before it.
    """
    journals = ([_item(reference, ours, theirs) for reference in merged], ours, theirs)
    kept, *sides = (corrected(cast("Sequence[Entry]", items)) for items in journals)
    return all(pair in kept for side in sides for pair in side)


def _as_one(blocks: Sequence[tuple[str, int, int, int, int]]) -> Sequence[tuple[str, int, int, int, int]]:
    """Put all blocks between the first difference and the last together."""
    apart = [number for number, block in enumerate(blocks) if block[0] != "equal"]
    if not apart:
        return blocks
    first, last = blocks[apart[0]], blocks[apart[-1]]
    middle = ("replace", first[1], last[2], first[3], last[4])
    return [*blocks[: apart[0]], middle, *blocks[apart[-1] + 1 :]]
