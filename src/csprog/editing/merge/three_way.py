"""Compares the ledgers of the sides of a merge with those of the result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from csprog.editing.merge.alignment import one_differs_at_most
from csprog.parsing.names import fold_homoglyphs
from csprog.programme.assessments import Assessment
from csprog.programme.corrections import with_targets
from csprog.programme.entries import Corrected, Entry
from csprog.programme.indicators import Actual
from csprog.programme.journal_rules import violates_rules
from csprog.programme.ledgers import Item, LedgerKey, every_ledger, ledgers
from csprog.programme.model import PlacedMeasure, Programme
from csprog.programme.plan_text import Plan

Items = Mapping[LedgerKey, tuple[Item, ...]]


def added_items(base: Programme, side: Programme) -> dict[LedgerKey, tuple[Item, ...]]:
    """Return the items that `side` only added to ledgers of both plans, by ledger.

    Their place does not matter: the same two entries of a day stand one way or the other, by who merged them first.
    """
    before, after = ledgers(base), ledgers(side)
    found = {}
    for place in matching_ledgers(base, side):
        old, new = before[place].items, after[place].items
        if len(new) > len(old) and not multiset_difference(old, new):
            found[place] = multiset_difference(new, old)
    return found


def matching_ledgers(base: Programme, side: Programme) -> list[LedgerKey]:
    """Return what names the same ledger in both plans, in the order of `side`.

    An indicator keeps its id. A measure's id is a place, so one put in or taken out gives its neighbours' ids to
    others. A proposal's measures are taken for the same if they are as many and at most one of them has a new text.
    """
    before, after = _texts(base), _texts(side)
    same = {number for number, texts in before.items() if one_differs_at_most(texts, after.get(number, []))}
    same_measures = {placed.id for placed in side.measures if placed.proposal.number in same}
    known = ledgers(base)
    return [
        (kind, name)
        for kind, name in ledgers(side)
        if (kind, name) in known and (kind != "journal" or name in same_measures)
    ]


def preserves_both_sides(merged: Plan, base: Plan, sides: Iterable[Plan]) -> bool:
    """Tell whether `merged` holds all that both sides recorded, each once, and no new violation.

    Where a version is no plan nothing is looked at.
    """
    if merged.programme is None:
        return False
    programmes = [side.programme for side in sides if side.programme is not None]
    if any(newly_broken(merged.programme, programmes)):
        return False
    if not all(_keeps_targets(merged.programme, programme) for programme in programmes):
        return False
    if base.programme is None:
        return True
    before, after = base.programme, merged.programme
    held = all(_holds(after, before, added_items(before, programme)) for programme in programmes)
    return held and not _doubles(after, before, programmes)


def newly_broken(merged: Programme, sides: Iterable[Programme]) -> Iterator[PlacedMeasure]:
    """Yield the measures whose merged journal breaks a rule, and that no side has so."""
    known = [placed.measure for side in sides for placed in side.measures]
    return (one for one in merged.measures if violates_rules(one.measure) and one.measure not in known)


def holds_recorded(merged: Sequence[Programme], base: Plan, sides: Iterable[Plan]) -> bool:
    """Tell whether all that both sides recorded is in one of the `merged` plans."""
    present = [item for programme in merged for item in _all_items(programme)]
    before = _all_items(base.programme) if base.programme else []
    recorded = [multiset_difference(_all_items(side.programme), before) for side in sides if side.programme]
    return all(item in present for items in recorded for item in items)


def _all_items(programme: Programme) -> list[Item]:
    return [item for ledger in every_ledger(programme) for item in ledger.items]


def multiset_difference(items: Iterable[Item], present: Iterable[Item]) -> tuple[Item, ...]:
    """Return the `items` that are not `present`, as multisets: equal items count."""
    left, more = list(present), []
    for item in items:
        if item in left:
            left.remove(item)
        else:
            more.append(item)
    return tuple(more)


def conflicting(ours: Iterable[Item], theirs: Iterable[Item]) -> bool:
    """Tell whether both sides differ on a period, an assessment or an entry."""
    return any(_differ(one, other) for one in ours for other in theirs)


def _differ(one: Item, other: Item) -> bool:
    if isinstance(one, Actual) and isinstance(other, Actual):
        return one.period == other.period and one.value != other.value
    if isinstance(one, Assessment) and isinstance(other, Assessment):
        return fold_homoglyphs(one.id) == fold_homoglyphs(other.id) and one != other
    if isinstance(one, Corrected) and isinstance(other, Corrected):
        return one.corrects == other.corrects and one != other
    return False


def _holds(merged: Programme, base: Programme, wanted: Items) -> bool:
    """Tell whether the `wanted` items stand in `merged` with their own measures."""
    present, same = ledgers(merged), set(matching_ledgers(base, merged))
    for place in wanted:
        heirs = [present[place].items] if place in same else _of_same_text(merged, base, place)
        if not any(not multiset_difference(wanted[place], items) for items in heirs):
            return False
    return True


def _doubles(merged: Programme, base: Programme, sides: Sequence[Programme]) -> bool:
    """Tell whether a ledger has an item in `merged` more often than in any of the `sides`."""
    places = set(matching_ledgers(base, merged)).intersection(*(matching_ledgers(base, side) for side in sides))
    present, known = ledgers(merged), [ledgers(side) for side in sides]
    for place in places if sides else ():
        first, *others = [multiset_difference(present[place].items, side[place].items) for side in known]
        if any(all(item in more for more in others) for item in first):
            return True
    return False


def _keeps_targets(merged: Programme, side: Programme) -> bool:
    """Tell whether the corrections of `side` are about the same entries in `merged`.

    A correction names its entry by day and event, and the other side may have put in another one before it.
    """
    kept = _all_corrected(merged)
    return all(pair in kept for pair in _all_corrected(side))


def _all_corrected(programme: Programme) -> list[tuple[str, tuple[Entry, Entry]]]:
    """Return the text of each corrected measure, with each correction and its entry."""
    return [(one.measure.text, pair) for one in programme.measures for pair in corrected(one.measure.journal)]


def corrected(journal: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    """Return each correction of a journal, with the entry that it is about."""
    return [(entry, journal[target]) for _, target, entry in with_targets(journal) if isinstance(entry, Corrected)]


def _of_same_text(merged: Programme, base: Programme, place: LedgerKey) -> list[tuple[Item, ...]]:
    """Return the journals in `merged` of measures with the same proposal and text."""
    texts = {(p.proposal.number, p.measure.text) for p in base.measures if ("journal", p.id) == place}
    return [p.measure.journal for p in merged.measures if (p.proposal.number, p.measure.text) in texts]


def _texts(programme: Programme) -> dict[str, list[str]]:
    return {placed.proposal.number: [m.text for m in placed.proposal.measures] for placed in programme.measures}
