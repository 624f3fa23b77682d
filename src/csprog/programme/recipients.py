"""Finds the offices and responsible units of a plan, and the measures of each."""

from __future__ import annotations

from difflib import get_close_matches

from csprog.errors import RefusedError
from csprog.i18n import Message
from csprog.parsing.names import find_name
from csprog.programme.model import PlacedMeasure, Programme


def find_recipient(programme: Programme, name: str) -> str:
    """Return the office or the responsible unit called `name`, as the plan writes it.

    Capitals, spaces and Latin letters that look Cyrillic are ignored.

    Raises:
        RefusedError: the plan has neither; the message names those it has.
    """
    names = recipients(programme)
    if match := find_name(name, names):
        return match
    near = get_close_matches(name, names, n=3) or names
    offered = ", ".join(f"«{offer}»" for offer in near) or "—"
    raise RefusedError(
        Message(
            "there is no office or responsible unit “{name}” in the plan of {year}; there are: {known}",
            year=programme.year,
            name=name,
            known=offered,
        )
    )


def recipients(programme: Programme) -> list[str]:
    """Return the responsible units and offices of a plan, each once, in plan order."""
    by_measure = ((placed.measure.responsible, *placed.measure.offices) for placed in programme.measures)
    return list(dict.fromkeys(name for names in by_measure for name in names if name))


def measures_of(programme: Programme, name: str) -> tuple[tuple[PlacedMeasure, str | None], ...]:
    """Return the measures of a recipient, each with one of its offices or None.

    A responsible unit answers for all offices of its measures, an office for itself.
    """
    assigned: list[tuple[PlacedMeasure, str | None]] = []
    for placed in programme.measures:
        measure = placed.measure
        if measure.responsible == name:
            assigned += [(placed, office) for office in measure.offices or (None,)]
        elif name in measure.offices:
            assigned.append((placed, name))
    return tuple(assigned)


def without_recipient(programme: Programme) -> list[PlacedMeasure]:
    """Return the measures with neither an office nor a responsible unit."""
    measures = programme.measures
    return [placed for placed in measures if not placed.measure.offices and not placed.measure.responsible]
