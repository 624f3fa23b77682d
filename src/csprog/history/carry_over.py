"""A measure that was carried over has a history in the years before: followed back through `carried_from`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from csprog.errors import RefusedError
from csprog.history.events import LogEntry, history
from csprog.programme.ledgers import places_of
from csprog.programme.lookup import select_measures
from csprog.programme.model import PlacedMeasure, Programme
from csprog.store.git import Repository

PlanLookup = Callable[[int], tuple[Path, Programme] | None]
"""Gives the plan of a year and its file, None if there is none that can be read."""


def previous_years(
    measures: Iterable[PlacedMeasure], year: int, find: PlanLookup, repository: Repository | None
) -> list[LogEntry]:
    """Return what happened to `measures` of the plan of `year` in the years before, oldest first.

    Each year's events begin with where its measures came from; so do those of `year` itself, of which nothing else is
    told. A measure that is not to be found in the plan it is said to come from is an event too (`lost`).
    """
    came: dict[int, list[LogEntry]] = {}
    wanted: dict[int, set[str]] = {}
    todo = [(year, measure) for measure in measures]
    for at, placed in todo:  # it grows on the way: an origin may have an origin
        origin = placed.measure.carried_from
        if origin is None or origin.year >= at:
            continue
        came.setdefault(at, []).append(LogEntry(placed.id, None, year=at, origin=origin))
        before = _named(find(origin.year), origin.id)
        known = wanted.setdefault(origin.year, set())
        if not before and origin.id not in known:
            came.setdefault(origin.year, []).append(LogEntry(origin.id, None, year=origin.year, lost=True))
            known.add(origin.id)
        todo += [(origin.year, one) for one in before if one.id not in known]
        known.update(one.id for one in before)
    events: list[LogEntry] = []
    for at in sorted({*came, *wanted}):
        events += came.get(at, ())
        events += _of_year(find(at), at, wanted.get(at, set()), repository)
    return events


def _named(plan: tuple[Path, Programme] | None, identifier: str) -> tuple[PlacedMeasure, ...]:
    try:
        return select_measures(plan[1], identifier) if plan else ()
    except RefusedError:
        return ()


def _of_year(
    plan: tuple[Path, Programme] | None, year: int, ids: set[str], repository: Repository | None
) -> list[LogEntry]:
    if plan is None or not ids:
        return []
    places = places_of(plan[1], [placed for placed in plan[1].measures if placed.id in ids])
    return [replace(event, year=year) for event in history(repository, plan[0], plan[1], places)]
