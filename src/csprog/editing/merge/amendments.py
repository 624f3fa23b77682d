"""Merges the amendments that both sides added: each order stands, ours first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from csprog.editing.amendment import append_amendments
from csprog.errors import PlacementError
from csprog.history.amendment import NUMBER
from csprog.programme.model import Amendment
from csprog.programme.plan_text import SoundPlan, parse_plan
from csprog.yamltext.edits import apply, remove_items


@dataclass(frozen=True, slots=True)
class TheirAmendments:
    """The text of their side without the amendments that it added, and these."""

    text: str
    amendments: tuple[Amendment, ...]


def taken_out(base: SoundPlan, ours: SoundPlan, theirs: SoundPlan) -> TheirAmendments | None:
    """Take their new amendments out of their text, if ours added some as well.

    None if they can't be put back as they stood, or if numbers changed on a side: what the other one says of a number
    would be said of another part.
    """
    count = len(base.programme.amendments)
    new = [side.programme.amendments[count:] for side in (ours, theirs)]
    kept = all(side.programme.amendments[:count] == base.programme.amendments for side in (ours, theirs))
    if not kept or not all(new) or any(map(_renumbers, new)):
        return None
    edit = remove_items(theirs.text, theirs.loaded.start_of(()), "amendments", count)
    text = apply(theirs.text, [edit])
    return TheirAmendments(text, new[1]) if put_back(text, new[1]) == theirs.text else None


def put_back(text: str, amendments: Sequence[Amendment]) -> str | None:
    """Return the text with `amendments` at its end, None if they can't be placed."""
    plan = parse_plan(text)
    if not isinstance(plan, SoundPlan):
        return None
    missing = [one for one in amendments if one not in plan.programme.amendments]
    try:
        return append_amendments(plan, missing)
    except PlacementError:
        return None


def _renumbers(amendments: Sequence[Amendment]) -> bool:
    return any(value.key == NUMBER for amendment in amendments for value in amendment.changes)
