"""Finds the offices and responsible units of a plan, and the measures of each."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from csprog.errors import RefusedError
from csprog.i18n import Message
from csprog.parsing.names import find_name, listed, names_beginning
from csprog.programme.model import PlacedMeasure, Programme


def find_recipient(programme: Programme, name: str) -> str:
    """Return the office or the responsible unit called `name`, as the plan writes it.

    Capitals, spaces and Latin letters that look Cyrillic are ignored; a beginning that no other name has is enough.

    Raises:
        RefusedError: the plan has neither, or several begin so; the message names those it has.
    """
    names = recipients(programme)
    if (match := spelt_name(name, names)) in names:
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


def spelt_name(typed: str, names: Iterable[str]) -> str:
    """Return the one of `names` that is meant, else the name as it was typed.

    Raises:
        RefusedError: several begin so; the message names them.
    """
    known = list(names)
    if match := find_name(typed, known):
        return match
    if begun := names_beginning(typed, known):
        offered = listed(f"«{name}»" for name in begun)
        raise RefusedError(
            Message("“{name}” may be one of several: {known}; type more of it", name=typed, known=offered)
        )
    return typed


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
