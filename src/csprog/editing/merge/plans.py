"""Merges three versions of a plan; a contradiction becomes a named conflict.

Git merges lines and knows no ledgers: two entries added to one journal conflict, although nothing contradicts. Here
each side's new items (entries, actuals, assessments) are taken out first, the rest is merged line by line, and the items
are put back in order of date. Ours is the text that stays as it is, to the byte; theirs is what is added to it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from typing import cast

from csprog.editing.ledger_edits import edits_of
from csprog.editing.merge.amendments import put_back, taken_out
from csprog.editing.merge.conflict_markers import mark_lines, name_conflicts
from csprog.editing.merge.three_way import (
    Items,
    appended_items,
    conflicting,
    matching_ledgers,
    multiset_difference,
    preserves_both_sides,
)
from csprog.errors import PlacementError
from csprog.i18n import Message
from csprog.programme.assessments import Assessment
from csprog.programme.entries import Entry
from csprog.programme.indicators import Actual
from csprog.programme.journal_rules import violates_rules
from csprog.programme.ledgers import Item, Ledger, LedgerKey, day_of, ledgers
from csprog.programme.model import Measure
from csprog.programme.plan_text import FaultyPlan, Plan, SoundPlan, parse_plan
from csprog.programme.plan_writer import as_value
from csprog.yamltext.edits import apply, remove_items

MergeLines = Callable[[str, str, str], tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged text, with conflicts between the usual markers, and their sentences."""

    text: str
    conflicts: tuple[Message, ...] = ()


def merge(base: str, ours: str, theirs: str, merge_lines: MergeLines, marker_size: int = 7) -> Merged:
    """Return `ours` with what `theirs` changed since `base`.

    `merge_lines` merges (ours, base, theirs) line by line, as `git merge-file` does, and tells whether it is clean;
    its markers are `marker_size` characters long. Where a version is no sound plan its result stands.
    """
    plans = [parse_plan(base), parse_plan(ours), parse_plan(theirs)]
    return _with_both_amendments(*plans, merge_lines=merge_lines, marker_size=marker_size) or _merged(
        *plans, merge_lines=merge_lines, marker_size=marker_size
    )


def _with_both_amendments(
    base: Plan, ours: Plan, theirs: Plan, *, merge_lines: MergeLines, marker_size: int
) -> Merged | None:
    """Merge two amended sides; None if one has no amendment or they conflict."""
    if not (isinstance(base, SoundPlan) and isinstance(ours, SoundPlan) and isinstance(theirs, SoundPlan)):
        return None
    with suppress(PlacementError):
        if taken := taken_out(base, ours, theirs):
            rest = parse_plan(taken.text)
            merged = _merged(base, ours, rest, merge_lines=merge_lines, marker_size=marker_size)
            text = None if merged.conflicts else put_back(merged.text, taken.amendments)
            return None if text is None else Merged(text)
    return None


def _merged(*plans: Plan, merge_lines: MergeLines, marker_size: int) -> Merged:
    sound = [plan for plan in plans if isinstance(plan, SoundPlan)]
    merged = None
    if len(sound) == len(plans):
        with suppress(PlacementError):
            merged = _merge_plans(*sound, merge_lines=merge_lines, marker_size=marker_size)
    return merged or _by_lines(*plans, merge_lines=merge_lines, marker_size=marker_size)


def _by_lines(base: Plan, ours: Plan, theirs: Plan, *, merge_lines: MergeLines, marker_size: int) -> Merged:
    text, clean = merge_lines(ours.text, base.text, theirs.text)
    if clean and (ours.programme is None or preserves_both_sides(parse_plan(text), base, (ours, theirs))):
        return Merged(text)
    if clean:  # lines that fit each other can still make no plan, or another than both meant: a key twice, say
        text = mark_lines(ours.text, [(theirs.text, "plan")], marker_size)
    return Merged(*name_conflicts(text, marker_size))


def _merge_plans(
    base: SoundPlan, ours: SoundPlan, theirs: SoundPlan, *, merge_lines: MergeLines, marker_size: int
) -> Merged | None:
    """Merge three sound plans; None if their texts without items can't be merged."""
    our_items, their_items = (appended_items(base.programme, side.programme) for side in (ours, theirs))
    both = {place: items for place, items in their_items.items() if place in our_items}
    # the fewer items are taken out, the more lines stay as they were typed
    for out_of_ours, out_of_theirs in (({}, both), ({}, their_items), (our_items, their_items)):
        text, clean = merge_lines(_stripped(ours, out_of_ours), base.text, _stripped(theirs, out_of_theirs))
        common = parse_plan(text)
        if clean and isinstance(common, SoundPlan):
            break
    else:
        return None
    if not {*out_of_ours, *out_of_theirs} <= {*matching_ledgers(base.programme, common.programme)}:
        return None
    if out_of_ours and _with_items(_stripped(ours, out_of_ours), out_of_ours) != ours.text:
        return None
    text = _with_items(common.text, out_of_ours)
    contrary = _contrary(base, our_items, out_of_theirs)
    new = _missing(out_of_theirs, our_items)
    merged = parse_plan(_with_items(text, {place: items for place, items in new.items() if place not in contrary}))
    if isinstance(merged, FaultyPlan) or not preserves_both_sides(merged, base, (ours, theirs), apart=contrary):
        return None
    pairs = [(_exchanged(merged, place, before, their_items[place]), place[1]) for place, before in contrary.items()]
    conflicts = tuple(_told(place[1], our_items[place], their_items[place]) for place in contrary)
    return Merged(mark_lines(merged.text, pairs, marker_size), conflicts)


def _contrary(base: SoundPlan, ours: Items, theirs: Items) -> dict[LedgerKey, int]:
    """Return the ledgers of `base` whose new items conflict, with their old lengths."""
    measures = {("journal", p.id): p.measure for p in base.programme.measures}
    found = {}
    for place, ledger in _ledgers(base, theirs.keys() & ours.keys()):
        measure, one, other = measures.get(place), ours[place], _missing(theirs, ours).get(place, ())
        if conflicting(one, other) or (measure and _contrary_entries(measure, one, theirs[place])):
            found[place] = len(ledger.items)
    return found


def _stripped(side: SoundPlan, items: Items) -> str:
    """Return the text of `side` without `items`, the last of their ledgers.

    Raises:
        PlacementError: a comment stands among them, which would be lost.
    """
    edits = []
    for place, ledger in _ledgers(side, items):
        first = len(ledger.items) - len(items[place])
        edit = remove_items(side.text, side.loaded.start_of(ledger.path), ledger.kind, first)
        said = "".join(str(value) for item in items[place] for value in as_value(item).values())
        if side.text.count("#", edit.start, edit.end) > said.count("#"):
            line = side.text.count("\n", 0, edit.start) + 1
            what = Message("what is to be taken out shares line {line} with something else", line=line)
            raise PlacementError(what)
        edits.append(edit)
    return apply(side.text, edits)


def _missing(wanted: Items, present: Items) -> dict[LedgerKey, tuple[Item, ...]]:
    """Return the `wanted` items that are not `present`: equal ones are recorded once."""
    missing = {place: multiset_difference(items, present.get(place, ())) for place, items in wanted.items()}
    return {place: items for place, items in missing.items() if items}


def _with_items(text: str, items: Items) -> str:
    """Return a plan's text with `items` in their ledgers; unchanged if it is no plan."""
    plan = parse_plan(text)
    if isinstance(plan, FaultyPlan):
        return text
    found = _ledgers(plan, items)
    return apply(plan.text, [edit for place, ledger in found for edit in edits_of(plan, ledger, items[place])])


def _ledgers(plan: SoundPlan, places: Collection[LedgerKey]) -> list[tuple[LedgerKey, Ledger]]:
    known = ledgers(plan.programme).items() if places else ()
    return [(place, ledger) for place, ledger in known if place in places]


def _contrary_entries(measure: Measure, ours: tuple[Item, ...], theirs: tuple[Item, ...]) -> bool:
    """Tell whether the entries of both sides break a rule of journals in either order."""
    both_ways = ((ours, theirs), (theirs, ours))
    together = ([*first, *multiset_difference(second, first)] for first, second in both_ways)
    return any(violates_rules(measure, cast("list[Entry]", sorted(items, key=day_of))) for items in together)


def _exchanged(plan: SoundPlan, place: LedgerKey, before: int, theirs: tuple[Item, ...]) -> str:
    """Return the text with only their items after the first `before` of a ledger."""
    text = plan.text
    for _, ledger in _ledgers(plan, [place]):
        text = apply(text, [remove_items(text, plan.loaded.start_of(ledger.path), ledger.kind, before)])
    return _with_items(text, {place: theirs})


def _told(name: str, ours: tuple[Item, ...], theirs: tuple[Item, ...]) -> Message:
    return Message(
        "{id}: here {ours}, there {theirs}; keep what is true",
        id=name,
        ours=", ".join(map(_in_short, ours)),
        theirs=", ".join(map(_in_short, theirs)),
    )


def _in_short(item: Item) -> str:
    match item:
        case Actual():
            return f"{item.period}: {item.value:f}"
        case Assessment():
            return f"{item.id} {item.period}"
    return f"{item.event} {item.on}"
