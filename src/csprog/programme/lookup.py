"""How people name parts of a plan: ids such as 1.2.2 and 1.2.2.1, numbers of sections, years."""

from __future__ import annotations

from difflib import get_close_matches
from typing import NamedTuple

from csprog.errors import RefusedError
from csprog.i18n import Message
from csprog.parsing.names import is_alike, nearest_names, read_id
from csprog.programme.assessments import Assessment
from csprog.programme.ledgers import PlacedIndicator, placed_indicators
from csprog.programme.model import Aims, PlacedMeasure, Programme


def select_measures(programme: Programme, identifier: str) -> tuple[PlacedMeasure, ...]:
    """Return the measures that `identifier` names: one (1.2.2.1), or all of a proposal (1.2.2).

    A point at the end, as the document prints some numbers, does not matter.

    Raises:
        Refused: there is no such measure; the sentence offers the nearest ids.
    """
    wanted = read_id(identifier)
    found = tuple(placed for placed in programme.measures if wanted in placed.names)
    if found:
        return found
    raise RefusedError(
        Message(
            "there is no measure {id} in the plan of {year}; nearest: {nearest}",
            id=identifier,
            year=programme.year,
            nearest=", ".join(_nearest(wanted, programme)) or "—",
        )
    )


def find_indicator(programme: Programme, identifier: str) -> PlacedIndicator:
    """Return the indicator whose id is `identifier`; letters of either alphabet that look alike are the same.

    Raises:
        Refused: there is none, or there are two; the sentence offers the nearest ids.
    """
    known = list(placed_indicators(programme))
    found = [placed for placed in known if is_alike(placed.indicator.id, identifier)]
    if len(found) == 1:
        return found[0]
    if found:
        raise RefusedError(Message("the id “{id}” is given {count} times", id=identifier, count=len(found)))
    raise RefusedError(
        Message(
            "there is no indicator “{id}” in the plan of {year}; nearest: {nearest}",
            id=identifier,
            year=programme.year,
            nearest=", ".join(nearest_names(identifier, [placed.indicator.id for placed in known], cutoff=0)) or "—",
        )
    )


class Found(NamedTuple):
    """What an id names; in a sound plan all of it is of one kind."""

    measures: tuple[PlacedMeasure, ...] = ()
    indicators: tuple[PlacedIndicator, ...] = ()
    assessments: tuple[Assessment, ...] = ()


def find(programme: Programme, identifier: str) -> Found:
    """Return what `identifier` names: measures as `select` finds them, else indicators and assessments of that id.

    Raises:
        Refused: nothing is called so; the sentence offers the nearest.
    """
    indicators = list(placed_indicators(programme))
    found = Found(
        (),
        tuple(placed for placed in indicators if is_alike(placed.indicator.id, identifier)),
        tuple(survey for survey in programme.assessments if is_alike(survey.id, identifier)),
    )
    try:
        return Found(select_measures(programme, identifier))
    except RefusedError:
        if found.indicators or found.assessments:
            return found
        names = [*(placed.indicator.id for placed in indicators), *(survey.id for survey in programme.assessments)]
        if near := nearest_names(identifier, names, cutoff=0.6):
            what = Message("nothing is called “{id}”; nearest: {nearest}", id=identifier, nearest=", ".join(near))
            raise RefusedError(what) from None
        raise


def aims_by_number(aims: Aims | None) -> dict[str, str]:
    """Return goals or tasks by their numbers: that of their list and the place in it, 2.1.1."""
    return {f"{aims.number}.{place}": text for place, text in enumerate(aims.items, start=1)} if aims else {}


def _nearest(wanted: str, programme: Programme) -> list[str]:
    """Offer what begins alike before what only looks alike: 1.2.22 and 1.2.8 both mean something near 1.2."""
    known = list(dict.fromkeys(n for placed in programme.measures for n in (placed.proposal.number, placed.id)))
    parts = wanted.split(".")
    for count in range(len(parts), 0, -1):
        begin = ".".join([*parts[:count], ""])
        if alike := [number for number in known if number.startswith(begin)]:
            return get_close_matches(wanted, alike, n=4, cutoff=0)
    return get_close_matches(wanted, known, n=4, cutoff=0.6) or known[:4]
