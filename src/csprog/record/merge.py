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
from csprog.programme.reading import parse
from csprog.programme.writing import as_value
from csprog.record.conflict import mark_lines, name_conflicts
from csprog.record.sides import added, keeps_all, objected, same_places
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
    return merged or _by_lines(*plans, merge_lines=merge_lines, marker_size=marker_size)


def _by_lines(base: PlanText, ours: PlanText, theirs: PlanText, *, merge_lines: MergeLines, marker_size: int) -> Merged:
    text, clean = merge_lines(ours.text, base.text, theirs.text)
    if clean and (ours.programme is None or keeps_all(parse(text), base, (ours, theirs))):
        return Merged(text)
    if clean:  # lines that fit each other can still make no plan, or another than both meant: a key twice, say
        text = mark_lines(ours.text, [(theirs.text, "plan")], marker_size)
    return Merged(*name_conflicts(text, marker_size))


def _merge_plans(
    base: PlanText, ours: PlanText, theirs: PlanText, *, merge_lines: MergeLines, marker_size: int
) -> Merged | None:
    """Merge three sound plans; None where the rest of the text, entries apart, can't be merged."""
    our_entries, their_entries = added(base, ours), added(base, theirs)
    both = {identifier: entries for identifier, entries in their_entries.items() if identifier in our_entries}
    # the fewer entries are taken out, the more lines stay as they were typed
    for out_of_ours, out_of_theirs in (({}, both), ({}, their_entries), (our_entries, their_entries)):
        text, clean = merge_lines(_stripped(ours, out_of_ours), base.text, _stripped(theirs, out_of_theirs))
        common = parse(text)
        if clean and common.programme is not None:
            break
    else:
        return None
    if not {*out_of_ours, *out_of_theirs} <= same_places(base, common):
        return None
    if out_of_ours and _with_entries(parse(_stripped(ours, out_of_ours)), out_of_ours) != ours.text:
        return None
    text = _with_entries(common, out_of_ours)
    contrary = _contrary(base, our_entries, out_of_theirs)
    new = _missing(out_of_theirs, our_entries)
    merged = parse(_with_entries(parse(text), {i: entries for i, entries in new.items() if i not in contrary}))
    if not keeps_all(merged, base, (ours, theirs), apart=contrary):
        return None
    pairs = [(_exchanged(merged, measure, i, their_entries[i]), i) for i, measure in contrary.items()]
    conflicts = tuple(_told(i, our_entries[i], their_entries[i]) for i in contrary)
    return Merged(mark_lines(merged.text, pairs, marker_size), conflicts)


def _contrary(base: PlanText, ours: Entries, theirs: Entries) -> dict[str, Measure]:
    """Return, by id, the measures of `base` for which both sides recorded what can't stand in one journal."""
    placed = _measures(base.programme, theirs.keys() & ours.keys())
    return {p.id: p.measure for p in placed if _contradict(p.measure, ours[p.id], theirs[p.id])}


def _stripped(side: PlanText, entries: Entries) -> str:
    """Return the text of `side` without `entries`, the last of their journals.

    Raises:
        PlacementError: a comment stands among them, which would be lost.
    """
    edits = []
    for placed in _measures(side.programme, entries):
        edit = remove_items(side.text, side.reading.start_of(placed.path), "journal", _first(placed, entries))
        said = "".join(str(value) for entry in entries[placed.id] for value in as_value(entry).values())
        if side.text.count("#", edit.start, edit.end) > said.count("#"):
            line = side.text.count("\n", 0, edit.start) + 1
            what = Message("what is to be taken out shares line {line} with something else", line=line)
            raise PlacementError(what)
        edits.append(edit)
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
                edits.append(
                    insert_item(text, current.reading.start_of(placed.path), "journal", as_value(entry), place)
                )
        text = apply(text, edits)
    return text


def _measures(programme: Programme | None, ids: Iterable[str]) -> list[PlacedMeasure]:
    wanted = set(ids)
    return [placed for placed in programme.measures if placed.id in wanted] if programme else []


def _contradict(measure: Measure, ours: tuple[Entry, ...], theirs: tuple[Entry, ...]) -> bool:
    """Tell whether the entries of both sides, in order of date, can't be one journal's, whoever comes first in a day."""
    both_ways = ((ours, theirs), (theirs, ours))
    return any(
        objected(measure, sorted([*first, *(e for e in second if e not in first)], key=lambda entry: entry.on))
        for first, second in both_ways
    )


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
