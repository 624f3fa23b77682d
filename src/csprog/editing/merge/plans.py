"""Merges three versions of a plan; a contradiction becomes a named conflict.

Git merges lines and knows neither parts nor ledgers: two entries added to one journal conflict, although nothing
contradicts. Where its merge is clean and nothing was recorded in one place on both sides, it stands. Else the plan is merged
part by part. Ours is the text that stays as it is, to the byte; theirs is what is added to it.
"""

from __future__ import annotations

from dataclasses import dataclass

from csprog.editing.merge.alignment import base_paths
from csprog.editing.merge.conflict_markers import MarkerStyle, mark, mark_difference, name_conflicts
from csprog.editing.merge.part_merge import Conflict, MergeLines, PartMerge, Segment, Side
from csprog.editing.merge.three_way import added_items, holds_recorded, newly_broken, preserves_both_sides
from csprog.findings import KeyPath
from csprog.i18n import Message
from csprog.programme.model import Programme
from csprog.programme.plan_text import Plan, SoundPlan, parse_plan
from csprog.yamltext.edits import newline_of

_MOST_ATTEMPTS = 3  # each marks as a whole what contradicts in the one before


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged text, with conflicts between the usual markers, and their sentences."""

    text: str
    conflicts: tuple[Message, ...] = ()


def merge(base: str, ours: str, theirs: str, merge_lines: MergeLines, style: MarkerStyle | None = None) -> Merged:
    """Return `ours` with what `theirs` changed since `base`.

    `merge_lines` merges (ours, base, theirs) line by line, as `git merge-file` does, and tells whether it is clean;
    its markers are those of `style`. Where a version is no sound plan its result stands.
    """
    style = style or MarkerStyle()
    plans = [parse_plan(base), parse_plan(ours), parse_plan(theirs)]
    sound = [plan for plan in plans if isinstance(plan, SoundPlan)]
    merged = _of_sound(*sound, merge_lines=merge_lines, style=style) if len(sound) == len(plans) else None
    return merged or _by_lines(*plans, merge_lines=merge_lines, style=style)


def _of_sound(
    base: SoundPlan, ours: SoundPlan, theirs: SoundPlan, *, merge_lines: MergeLines, style: MarkerStyle
) -> Merged | None:
    grown = [added_items(base.programme, side.programme).keys() for side in (ours, theirs)]
    if not grown[0] & grown[1]:
        text, clean = merge_lines(ours.text, base.text, theirs.text)
        if clean and preserves_both_sides(parse_plan(text), base, (ours, theirs)):
            return Merged(text)
    segments = _by_parts(*map(_unified, (base, ours, theirs)), merge_lines=merge_lines)
    if segments is None:
        return None
    text = mark(segments, style)
    if not ours.text.endswith("\n") and isinstance(segments[-1], str):
        text = text.removesuffix("\n")
    conflicts = tuple(segment.sentence for segment in segments if isinstance(segment, Conflict))
    return Merged(text.replace("\n", newline_of(ours.text)), conflicts)


def _unified(plan: SoundPlan) -> SoundPlan:
    """Return the plan with plain line ends, one at its end."""
    text = plan.text.replace("\r\n", "\n")
    text = text if text.endswith("\n") else text + "\n"
    unified = plan if text == plan.text else parse_plan(text)
    return unified if isinstance(unified, SoundPlan) else plan


def _by_parts(base: SoundPlan, ours: SoundPlan, theirs: SoundPlan, *, merge_lines: MergeLines) -> list[Segment] | None:
    """Merge sound plans part by part; None if that gives no sound plan.

    Whichever side is kept in all conflicts, the result must be sound and hold what was recorded.
    """
    old = Side(base, {})
    own, other = (Side(plan, base_paths(base.programme, plan.programme)) for plan in (ours, theirs))
    undivided: set[KeyPath] = set()
    for _ in range(_MOST_ATTEMPTS):
        segments = PartMerge(old, own, other, merge_lines, undivided).merge()
        texts = dict.fromkeys(
            "".join(one if isinstance(one, str) else getattr(one, side) for one in segments)
            for side in ("ours", "theirs")
        )
        plans = [parse_plan(text) for text in texts]
        programmes = [plan.programme for plan in plans if isinstance(plan, SoundPlan)]
        if len(programmes) != len(plans) or not holds_recorded(programmes, base, (ours, theirs)):
            return None
        contrary = {path for one in programmes for path in _contrary(one, ours.programme, theirs.programme)}
        if contrary <= undivided:
            return segments
        undivided |= contrary
    return None


def _contrary(merged: Programme, ours: Programme, theirs: Programme) -> set[KeyPath]:
    """Return the paths in ours of the measures whose merged journal breaks a rule."""
    return {
        placed.path
        for one in newly_broken(merged, (ours, theirs))
        for placed in ours.measures
        if (placed.proposal.number, placed.measure.text) == (one.proposal.number, one.measure.text)
        or placed.id == one.id
    }


def _by_lines(base: Plan, ours: Plan, theirs: Plan, *, merge_lines: MergeLines, style: MarkerStyle) -> Merged:
    text, clean = merge_lines(ours.text, base.text, theirs.text)
    if clean and (ours.programme is None or preserves_both_sides(parse_plan(text), base, (ours, theirs))):
        return Merged(text)
    if clean:  # lines that fit each other can still make no plan, or another than both meant: a key twice, say
        text = mark_difference(base.text, ours.text, theirs.text, style)
    return Merged(*name_conflicts(text, style.size))
