"""Log of carried-over and repeated measures in other years, earlier and later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from csprog.errors import RefusedError
from csprog.history.events import LogEntry, history
from csprog.programme.ledgers import ledger_keys_of
from csprog.programme.lookup import select_measures
from csprog.programme.model import PlacedMeasure, Programme
from csprog.programme.plan_text import PlanLookup
from csprog.store.git import Repository


def previous_years(
    measures: Iterable[PlacedMeasure], year: int, find: PlanLookup, repository: Repository | None
) -> list[LogEntry]:
    """Return the log of `measures` of the plan of `year` in earlier years.

    Oldest first. The entries of each year, `year` included, begin with the origins of its measures; of `year` there
    are no others. A measure that is missing in the plan it came from has an entry with `lost`.
    """
    origins: dict[int, list[LogEntry]] = {}
    ids: dict[int, set[str]] = {}
    queue = [(year, measure) for measure in measures]
    for current, placed in queue:  # grows on the way: an origin may have an origin
        origin = placed.measure.came_from
        if origin is None or origin.year >= current:
            continue
        origins.setdefault(current, []).append(LogEntry(placed.id, None, year=current, origin=origin))
        earlier = _selected(find(origin.year), origin.id)
        seen = ids.setdefault(origin.year, set())
        if not earlier and origin.id not in seen:
            origins.setdefault(origin.year, []).append(LogEntry(origin.id, None, year=origin.year, lost=True))
            seen.add(origin.id)
        queue += [(origin.year, measure) for measure in earlier if measure.id not in seen]
        seen.update(measure.id for measure in earlier)
    log: list[LogEntry] = []
    for current in sorted({*origins, *ids}):
        log += origins.get(current, ())
        log += _log_of_year(find(current), current, ids.get(current, set()), repository)
    return log


def later_years(
    measures: Iterable[PlacedMeasure], year: int, last: int, find: PlanLookup, repository: Repository | None
) -> list[LogEntry]:
    """Return the log of what goes on from `measures` of the plan of `year` in later plans, up to that of `last`.

    Oldest first. The entries of each year begin with the origins of its measures.
    """
    followed = {(year, name) for placed in measures for name in placed.names}
    log: list[LogEntry] = []
    for later in range(year + 1, last + 1):
        plan = find(later)
        going = [placed for placed in (plan[1].measures if plan else ()) if _place(placed) in followed]
        followed |= {(later, name) for placed in going for name in placed.names}
        log += [LogEntry(placed.id, None, year=later, origin=placed.measure.came_from) for placed in going]
        log += _log_of_year(plan, later, {placed.id for placed in going}, repository)
    return log


def _place(placed: PlacedMeasure) -> tuple[int, str] | None:
    origin = placed.measure.came_from
    return (origin.year, origin.id) if origin else None


def _selected(plan: tuple[Path, Programme] | None, identifier: str) -> tuple[PlacedMeasure, ...]:
    try:
        return select_measures(plan[1], identifier) if plan else ()
    except RefusedError:
        return ()


def _log_of_year(
    plan: tuple[Path, Programme] | None, year: int, ids: set[str], repository: Repository | None
) -> list[LogEntry]:
    if plan is None or not ids:
        return []
    path, programme = plan
    places = ledger_keys_of(programme, [placed for placed in programme.measures if placed.id in ids])
    return [replace(entry, year=year) for entry in history(repository, path, programme, places)]
