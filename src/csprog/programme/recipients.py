"""TODO programme.recipients."""

from __future__ import annotations

from difflib import get_close_matches

from csprog.errors import RefusedError
from csprog.i18n import Message
from csprog.parsing.names import find_name
from csprog.programme.model import PlacedMeasure, Programme


def find_recipient(programme: Programme, name: str) -> str:
    """Return the office or the responsible unit that `name` means, as the plan writes it.

    Capital letters, spaces and Latin letters that look Cyrillic don't matter.

    Raises:
        Refused: the plan has neither; the sentence names those it has.
    """
    known = recipients(programme)
    if found := find_name(name, known):
        return found
    near = get_close_matches(name, known, n=3) or known
    offered = ", ".join(f"«{one}»" for one in near) or "—"
    raise RefusedError(
        Message(
            "the plan of {year} has no office or responsible unit “{name}”; it has: {known}",
            year=programme.year,
            name=name,
            known=offered,
        )
    )


def recipients(programme: Programme) -> list[str]:
    """Return the responsible units and the offices of a plan, each once, in plan order."""
    named = ((placed.measure.responsible, *placed.measure.offices) for placed in programme.measures)
    return list(dict.fromkeys(name for names in named for name in names if name))


def measures_of(programme: Programme, name: str) -> tuple[tuple[PlacedMeasure, str | None], ...]:
    """Return what the addressee `name` has to do: measures, each with the office of it (None: it names none).

    A responsible unit answers for all offices of its measures, an office for itself.
    """
    found: list[tuple[PlacedMeasure, str | None]] = []
    for placed in programme.measures:
        measure = placed.measure
        if measure.responsible == name:
            found += [(placed, office) for office in measure.offices or (None,)]
        elif name in measure.offices:
            found.append((placed, name))
    return tuple(found)


def without_recipient(programme: Programme) -> list[PlacedMeasure]:
    """Return the measures that nobody is named for, neither an office nor a responsible unit."""
    measures = programme.measures
    return [placed for placed in measures if not placed.measure.offices and not placed.measure.responsible]
