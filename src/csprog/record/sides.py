"""What each side of a merge recorded, and whether a merged plan holds all of it, each entry where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csprog.programme.journal import fold, objections

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from csprog.programme.entries import Entry
    from csprog.programme.model import Measure, Programme
    from csprog.programme.reading import PlanText

    Entries = Mapping[str, tuple[Entry, ...]]


def added(base: PlanText, side: PlanText) -> dict[str, tuple[Entry, ...]]:
    """Return, by id, the entries that `side` only appended to the journals of measures that stayed where they were."""
    if base.programme is None or side.programme is None:
        return {}
    before = {placed.id: placed.measure.journal for placed in base.programme.measures}
    places = same_places(base, side)
    found = {}
    for placed in side.programme.measures:
        old, new = before.get(placed.id, ()), placed.measure.journal
        if placed.id in places and new[: len(old)] == old and len(new) > len(old):
            found[placed.id] = new[len(old) :]
    return found


def same_places(base: PlanText, side: PlanText) -> set[str]:
    """Return the ids that name the same measure in both plans.

    An id is a place, so a measure put in or taken out gives its neighbours' ids to others. A proposal's measures
    are taken for the same if they are as many and at most one of them has a new text.
    """
    if base.programme is None or side.programme is None:
        return set()
    before, after = _texts(base.programme), _texts(side.programme)
    same = {
        number
        for number, texts in before.items()
        if len(texts) == len(after.get(number, ()))
        and sum(old != new for old, new in zip(texts, after[number], strict=True)) <= 1
    }
    return {placed.id for placed in side.programme.measures if placed.proposal.number in same}


def keeps_all(merged: PlanText, base: PlanText, sides: Iterable[PlanText], apart: Collection[str] = ()) -> bool:
    """Tell whether `merged` is a plan that holds what both sides recorded, and no contradiction that is in neither.

    Ids `apart` are not looked at, and nothing is where a version is no plan.
    """
    if merged.programme is None:
        return False
    programmes = [side.programme for side in sides if side.programme is not None]
    known = [placed.measure for programme in programmes for placed in programme.measures]
    contradictory = (placed for placed in merged.programme.measures if objected(placed.measure))
    if any(placed.id not in apart and placed.measure not in known for placed in contradictory):
        return False
    return all(_holds(merged, base, added(base, side), apart) for side in sides)


def objected(measure: Measure, following: Iterable[Entry] = ()) -> bool:
    """Tell whether something in the journal of `measure`, or in the entries `following` it, can't be true."""
    state = fold(measure.model_copy(update={"journal": ()}))
    for entry in (*measure.journal, *following):
        if any(objections(measure, state, entry)):
            return True
        state = state.after(entry)
    return False


def _holds(merged: PlanText, base: PlanText, entries: Entries, apart: Collection[str]) -> bool:
    """Tell whether `entries` stand in `merged` with the measures for which they were recorded in `base`."""
    if base.programme is None or merged.programme is None:
        return True
    places = same_places(base, merged)
    for placed in base.programme.measures:
        heirs = (
            other.measure.journal
            for other in merged.programme.measures
            if other.proposal.number == placed.proposal.number
            and (other.id == placed.id if placed.id in places else other.measure.text == placed.measure.text)
        )
        wanted = () if placed.id in apart else entries.get(placed.id, ())
        if wanted and not any(all(entry in journal for entry in wanted) for journal in heirs):
            return False
    return True


def _texts(programme: Programme) -> dict[str, list[str]]:
    return {placed.proposal.number: [m.text for m in placed.proposal.measures] for placed in programme.measures}
