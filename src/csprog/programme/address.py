"""How people name parts of a plan: ids such as 1.2.2 and 1.2.2.1, numbers of sections, years."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from csprog.errors import Refused
from csprog.language import Message

if TYPE_CHECKING:
    from csprog.programme.model import PlacedMeasure, Programme


def select(programme: Programme, identifier: str) -> tuple[PlacedMeasure, ...]:
    """Return the measures that `identifier` names: one (1.2.2.1), or all of a proposal (1.2.2).

    A point at the end, as the document prints some numbers, does not matter.

    Raises:
        Refused: there is no such measure; the sentence offers the nearest ids.
    """
    wanted = identifier.strip().rstrip(".")
    measures = programme.measures
    found = tuple(placed for placed in measures if wanted in {placed.id, placed.proposal.number})
    if found:
        return found
    raise Refused(
        Message(
            "there is no measure {id} in the plan of {year}; nearest: {nearest}",
            id=identifier,
            year=programme.year,
            nearest=", ".join(_nearest(wanted, programme)) or "—",
        )
    )


def within(placed: PlacedMeasure, number: str) -> bool:
    """Tell whether a measure is `number` or lies in it: a section, a subsection, a proposal."""
    wanted = number.strip().rstrip(".")
    return wanted in {placed.section.number, placed.subsection.number, placed.proposal.number, placed.id}


def _nearest(wanted: str, programme: Programme) -> list[str]:
    """Offer what begins alike before what only looks alike: 1.2.22 and 1.2.8 both mean something near 1.2."""
    known = list(dict.fromkeys(n for placed in programme.measures for n in (placed.proposal.number, placed.id)))
    parts = wanted.split(".")
    for count in range(len(parts), 0, -1):
        begin = ".".join([*parts[:count], ""])
        if alike := [number for number in known if number.startswith(begin)]:
            return get_close_matches(wanted, alike, n=4, cutoff=0)
    return get_close_matches(wanted, known, n=4, cutoff=0.6) or known[:4]
