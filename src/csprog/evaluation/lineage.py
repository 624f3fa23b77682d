"""Follows carried-over measures through the plans of other years, both ways."""

from __future__ import annotations

from datetime import date

from csprog.evaluation.continuation import Continuation, Continuations, Lineage
from csprog.evaluation.evaluator import EvaluatedMeasure, evaluate
from csprog.evaluation.record_builder import due_text
from csprog.programme.limits import LAST_YEAR
from csprog.programme.model import CarriedFrom, EarlierMeasure, Programme
from csprog.programme.plan_text import PlanLookup

_ByOrigin = dict[tuple[int, str], tuple[Continuation, ...]]
"""What goes on from a measure or proposal, by the year of its plan and its number."""


def lineage(programme: Programme, day: date, find: PlanLookup) -> Lineage:
    """Return what the measures of a plan came from, and went on to by `day`.

    `find` gives the plans of other years. While the year of the plan runs nothing has gone on from it, whatever the next
    plan says already.
    """
    year = programme.year
    carried, repeated = _onward(year, day, find)
    since = {
        placed.id: _first_year(placed.measure.carried_from, year, find)
        for placed in programme.measures
        if placed.measure.carried_from is not None
    }
    return Lineage(since, _of_year(carried, year), _of_year(repeated, year))


def _onward(year: int, day: date, find: PlanLookup) -> tuple[_ByOrigin, _ByOrigin]:
    """Return what the plans after `year` carry on, and what they repeat; the latest is read first."""
    carried: _ByOrigin = {}
    repeated: _ByOrigin = {}
    for later in range(min(day.year, LAST_YEAR), year, -1):
        found = find(later)
        rows = evaluate(found[1], day, lineage=Lineage(carried_to=_of_year(carried, later))).measures if found else ()
        for row in rows:
            here, measure = _continuation(row, later), row.placed.measure
            _add(carried, measure.carried_from, later, (here, *row.carried_to))
            _add(repeated, measure.repeated_from, later, (here,))
    return carried, repeated


def _of_year(going: _ByOrigin, year: int) -> Continuations:
    return {number: onward for (of, number), onward in going.items() if of == year}


def _add(going: _ByOrigin, origin: EarlierMeasure | None, year: int, steps: tuple[Continuation, ...]) -> None:
    """Add what goes on from `origin`, if that is of an earlier year, in the order of the years."""
    if origin is not None and origin.year < year:
        key = (origin.year, origin.id)
        going[key] = tuple(sorted((*going.get(key, ()), *steps), key=lambda one: one.year))


def _continuation(row: EvaluatedMeasure, year: int) -> Continuation:
    completed = row.completed_on
    return Continuation(year, row.placed.id, row.status, row.outcome, completed, due_text(row.placed.measure))


def _first_year(origin: CarriedFrom, year: int, find: PlanLookup) -> int:
    """Return the year of the first plan from which a measure of `year` has been carried on."""
    first, earlier = year, origin
    while earlier.year < first:
        first = earlier.year
        found = find(first)
        came_from = [
            placed.measure.carried_from
            for placed in (found[1].measures if found else ())
            if earlier.id in placed.names and placed.measure.carried_from is not None
        ]
        if came_from:
            earlier = came_from[0]
    return first
