"""Finds the plan to which a completion of a carried-over measure belongs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from csprog.errors import RefusedError
from csprog.evaluation.continuation import Continuation, of_numbers
from csprog.evaluation.lineage import lineage
from csprog.i18n import Message
from csprog.operations.plans import plan_lookup
from csprog.programme.journal import fold
from csprog.programme.lookup import select_measures

COMPLETED = "completed"


def elsewhere(path: Path, today: date, identifier: str, event: str, on: date) -> Message | None:
    """Return the sentence that refuses a completion in the plan at `path`, None if it belongs there.

    What is done after the year of a plan belongs to the later plan that goes on with the measure.
    """
    year = int(path.stem)
    if event != COMPLETED or on.year <= year:
        return None
    for name, onward in continued(path.parent, year, identifier, today).items():
        return Message(
            "{id} of {year} was carried over to {later} as {there}; record what was done after {year} there, with {option}",
            id=name,
            year=year,
            later=onward.year,
            there=onward.id,
            option=f"--year {onward.year}",
        )
    return None


def continued(folder: Path, year: int, identifier: str, today: date) -> Mapping[str, Continuation]:
    """Return the next measure for each open one that `identifier` names in the plan of `year`, if all are carried on."""
    find = plan_lookup(folder)
    found = find(year)
    try:
        chosen = select_measures(found[1], identifier) if found else ()
    except RefusedError:
        return {}
    still_open = [placed for placed in chosen if fold(placed.measure, today).closure is None]
    going = lineage(found[1], today, find).carried_to if found and still_open else {}
    onward = {placed.id: of_numbers(going, placed.names) for placed in still_open}
    return {name: there[0] for name, there in onward.items()} if all(onward.values()) else {}
