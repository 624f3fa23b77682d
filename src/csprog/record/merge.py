"""Merges three versions of a plan: what either side recorded is kept, a contradiction is shown in the plan's words.

Git merges lines and knows no journals: two entries added to one measure conflict, although nothing contradicts.
Here each side's new entries are taken out first, the rest is merged line by line, and the entries are put back in
order of date. Ours is the text that stays as it is, to the byte; theirs is what is added to it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csprog.errors import PlacementError
from csprog.language import Message
from csprog.programme.journal import fold, objections
from csprog.programme.reading import parse
from csprog.record.conflict import mark_lines, name_conflicts
from csprog.record.entry import as_item
from csprog.yamltext import apply, insert_item, remove_items

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from csprog.programme.entries import Entry
    from csprog.programme.model import Measure, PlacedMeasure, Programme
    from csprog.programme.reading import PlanText

    MergeLines = Callable[[str, str, str], tuple[str, bool]]
    Entries = Mapping[str, tuple[Entry, ...]]


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged text, and what a person must decide: in the text it stands between the usual markers."""

    text: str
    conflicts: tuple[Message, ...] = ()


def merge(base: str, ours: str, theirs: str, merge_lines: MergeLines, marker_size: int = 7) -> Merged:
    """Return `ours` with what `theirs` changed since `base`.

    `merge_lines` merges (ours, base, theirs) line by line, as `git merge-file` does, and tells whether it is clean;
    its markers are `marker_size` characters long. Where a version is no sound plan its result stands.
    """
    plans = (parse(base), parse(ours), parse(theirs))
    merged = None
    if all(plan.programme is not None for plan in plans):
        with suppress(PlacementError):
            merged = _merge_plans(*plans, merge_lines=merge_lines, marker_size=marker_size)
    return merged or _by_lines(base, ours, theirs, merge_lines, marker_size)


def _by_lines(base: str, ours: str, theirs: str, merge_lines: MergeLines, marker_size: int) -> Merged:
    text, clean = merge_lines(ours, base, theirs)
    if clean and (parse(text).programme is not None or parse(ours).programme is None):
        return Merged(text)
    if clean:  # lines that fit each other can still make no plan: a key twice, say
        text = mark_lines(ours, [(theirs, "plan")], marker_size)
    return Merged(*name_conflicts(text, marker_size))


def _merge_plans(
    base: PlanText, ours: PlanText, theirs: PlanText, *, merge_lines: MergeLines, marker_size: int
) -> Merged | None:
    """Merge three sound plans; None where the rest of the text, entries apart, can't be merged."""
    our_entries, their_entries = _added(base, ours), _added(base, theirs)
    stripped = _stripped(theirs, their_entries)
    common, clean = merge_lines(ours.text, base.text, stripped)
    kept = our_entries
    if not clean or parse(common).programme is None:
        common, clean = merge_lines(_stripped(ours, our_entries), base.text, stripped)
        kept = {}
    plan = parse(common)
    if not clean or plan.programme is None:
        return None
    text = _with_entries(plan, _missing(our_entries, kept))
    return _with_theirs(base, text, our_entries, their_entries, marker_size)


def _with_theirs(
    base: PlanText, text: str, our_entries: Entries, their_entries: Entries, marker_size: int
) -> Merged | None:
    plan = parse(text)
    if plan.programme is None or base.programme is None:
        return None
    before = {placed.id: placed.measure for placed in base.programme.measures}
    new = _missing(their_entries, our_entries)
    contrary = {i for i in new if _contradicts(before[i], our_entries.get(i, ()), their_entries[i])}
    text = _with_entries(plan, {i: entries for i, entries in new.items() if i not in contrary})
    if not contrary:
        return Merged(text)
    merged = parse(text)
    if merged.programme is None:
        return None
    pairs = [(_exchanged(merged, before[i], i, their_entries[i]), i) for i in sorted(contrary)]
    conflicts = tuple(_told(i, our_entries[i], their_entries[i]) for i in sorted(contrary))
    return Merged(mark_lines(text, pairs, marker_size), conflicts)


def _added(base: PlanText, side: PlanText) -> dict[str, tuple[Entry, ...]]:
    """Return, by id, the entries that `side` only appended to the journals of measures that stayed what they are."""
    if base.programme is None or side.programme is None:
        return {}
    before = {placed.id: placed.measure for placed in base.programme.measures}
    added = {}
    for placed in side.programme.measures:
        old = before.get(placed.id)
        if old is not None and old.text == placed.measure.text:
            count = len(old.journal)
            if placed.measure.journal[:count] == old.journal and len(placed.measure.journal) > count:
                added[placed.id] = placed.measure.journal[count:]
    return added


def _stripped(side: PlanText, entries: Entries) -> str:
    """Return the text of `side` without `entries`, the last of their journals."""
    edits = [
        remove_items(side.text, side.reading.start_of(placed.path), "journal", _first(placed, entries))
        for placed in _measures(side.programme, entries)
    ]
    return apply(side.text, edits)


def _first(placed: PlacedMeasure, entries: Entries) -> int:
    return len(placed.measure.journal) - len(entries[placed.id])


def _missing(wanted: Entries, present: Entries) -> dict[str, tuple[Entry, ...]]:
    """Return what of `wanted` is not `present`: what both sides recorded alike was recorded once."""
    missing = {i: tuple(e for e in entries if e not in present.get(i, ())) for i, entries in wanted.items()}
    return {i: entries for i, entries in missing.items() if entries}


def _with_entries(plan: PlanText, entries: Entries) -> str:
    """Return the text of `plan` with `entries` put into their journals in order of date, one after another."""
    text = plan.text
    for number in range(max(map(len, entries.values()), default=0)):
        current = plan if number == 0 else parse(text)
        edits = []
        for placed in _measures(current.programme, entries):
            if number < len(entries[placed.id]):
                entry = entries[placed.id][number]
                place = sum(earlier.on <= entry.on for earlier in placed.measure.journal)
                edits.append(insert_item(text, current.reading.start_of(placed.path), "journal", as_item(entry), place))
        text = apply(text, edits)
    return text


def _measures(programme: Programme | None, ids: Iterable[str]) -> list[PlacedMeasure]:
    wanted = set(ids)
    return [placed for placed in programme.measures if placed.id in wanted] if programme else []


def _contradicts(measure: Measure, ours: tuple[Entry, ...], theirs: tuple[Entry, ...]) -> bool:
    """Tell whether the entries of both sides, in order of date, can't be one journal's."""
    together = sorted([*ours, *(entry for entry in theirs if entry not in ours)], key=lambda entry: entry.on)
    state = fold(measure)
    for entry in together:
        if any(objections(measure, state, entry)):
            return bool(ours)
        state = state.after(entry)
    return False


def _exchanged(plan: PlanText, old: Measure, identifier: str, theirs: tuple[Entry, ...]) -> str:
    """Return the text as it would be had only they recorded something for this measure."""
    placed = _measures(plan.programme, [identifier])[0]
    start = plan.reading.start_of(placed.path)
    text = apply(plan.text, [remove_items(plan.text, start, "journal", len(old.journal))])
    return _with_entries(parse(text), {identifier: theirs})


def _told(identifier: str, ours: tuple[Entry, ...], theirs: tuple[Entry, ...]) -> Message:
    return Message(
        "{id}: here {ours}, there {theirs}; keep what is true",
        id=identifier,
        ours=", ".join(f"{entry.event} {entry.on}" for entry in ours),
        theirs=", ".join(f"{entry.event} {entry.on}" for entry in theirs),
    )
