"""Compares the plan of a year with the end of the year before, as both are by a day.

The next plan is often written before the year is over. What is then carried out, explained or left open in the old plan
is not in the copy: here it is found, for `validate`, `status` and `new --refresh`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from csprog.evaluation.continuation import Unreconciled, of_numbers
from csprog.evaluation.evaluator import EvaluatedMeasure, evaluate
from csprog.evaluation.lineage import lineage
from csprog.parsing.deadlines import Due, years_later
from csprog.programme.limits import FIRST_YEAR, LAST_YEAR
from csprog.programme.model import CarriedFrom, PlacedMeasure, Programme
from csprog.programme.plan_text import PlanLookup


@dataclass(frozen=True, slots=True)
class CarriedMeasure:
    """A measure of a plan, and the one of an earlier plan from which it was carried over, by the day."""

    placed: PlacedMeasure
    origin: CarriedFrom
    earlier: EvaluatedMeasure

    @property
    def is_done(self) -> bool:
        """True if nothing was left to carry over: it is carried out there by now."""
        return self.earlier.status.is_done

    @property
    def offices_done(self) -> tuple[str, ...]:
        """The offices of it in which it is carried out there by now, unless all of it is, or it comes every year."""
        if self.is_done or self.earlier.placed.measure.recurring:
            return ()
        done = {office.name for office in self.earlier.offices if office.status.is_done}
        return tuple(name for name in self.placed.measure.offices if name in done)

    @property
    def new_reason(self) -> str | None:
        """The reason recorded there since, None if that here is as new, or written by hand."""
        now, here = self.earlier.reason, self.origin.reason
        if now is None or now == here or self.is_done:
            return None
        known = {
            line for entry in self.earlier.placed.measure.entries for line in _lines(getattr(entry, "reason", None))
        }
        return now if known.issuperset(_lines(here)) else None

    @property
    def new_due(self) -> Due | None:
        """The day in the plan's year to which it was postponed there since, None if that here is another by hand."""
        due, old = self.placed.measure.due, self.earlier.placed.measure.due
        years = self.placed.measure.due.day.year - old.day.year
        if self.earlier.state.closure is not None or not self.earlier.postponed:
            return None
        postponed = self.earlier.awaited.year == due.day.year and self.earlier.awaited != due.day
        return Due(self.earlier.awaited) if postponed and due == years_later(old, years) else None


def _lines(text: str | None) -> frozenset[str]:
    return frozenset(text.split("\n")) if text else frozenset()


def carried_measures(programme: Programme, day: date, find: PlanLookup) -> Iterator[CarriedMeasure]:
    """Yield the carried-over measures of a plan whose origin is known, each with it.

    One that names a proposal of the earlier plan comes with the first of its measures that isn't carried out.
    """
    plans: dict[int, Mapping[str, list[EvaluatedMeasure]]] = {}
    for placed in programme.measures:
        origin = placed.measure.carried_from
        if origin is None or origin.year >= programme.year:
            continue
        if origin.year not in plans:
            found = find(origin.year)
            plans[origin.year] = _by_number(evaluate(found[1], day).measures if found else ())
        rows = sorted(plans[origin.year].get(origin.id, ()), key=lambda row: row.status.is_done)
        if rows:
            yield CarriedMeasure(placed, origin, rows[0])


def _by_number(rows: Iterable[EvaluatedMeasure]) -> Mapping[str, list[EvaluatedMeasure]]:
    numbered: dict[str, list[EvaluatedMeasure]] = {}
    for row in rows:
        for name in row.placed.names:
            numbered.setdefault(name, []).append(row)
    return numbered


def next_plan(year: int, day: date, find: PlanLookup) -> Programme | None:
    """Return the plan that follows that of `year`, if there is one by the year after `day`."""
    years = range(year + 1, min(day.year + 1, LAST_YEAR) + 1)
    return next((found[1] for later in years if (found := find(later))), None)


def unreconciled(programme: Programme, day: date, find: PlanLookup) -> tuple[Unreconciled, ...]:
    """Return where a plan is not in line with the plan before it, and the plan after it not with this one."""
    earlier = next((found[1] for year in range(programme.year - 1, FIRST_YEAR - 1, -1) if (found := find(year))), None)
    plans = [plan for plan in (earlier, programme, next_plan(programme.year, day, find)) if plan is not None]
    pairs = (_compared(before, after, day, find) for before, after in pairwise(plans))
    return tuple(pair for pair in pairs if pair.done or pair.news or pair.left)


def _compared(before: Programme, after: Programme, day: date, find: PlanLookup) -> Unreconciled:
    carried = [one for one in carried_measures(after, day, find) if one.origin.year == before.year]
    done = tuple(one.placed.id for one in carried if one.is_done or one.offices_done)
    news = tuple(one.placed.id for one in carried if one.placed.id not in done and (one.new_reason or one.new_due))
    left = tuple(row.placed.id for row in left_open(before, day, find))
    return Unreconciled(before.year, after.year, done, news, left)


def left_open(programme: Programme, day: date, find: PlanLookup) -> tuple[EvaluatedMeasure, ...]:
    """Return the measures that the year of a plan left open, and that no later plan goes on with.

    There are none while the year runs, while there is no later plan, or where the year was reported elsewhere.
    """
    if (
        programme.passport.reported_elsewhere
        or day.year <= programme.year
        or next_plan(programme.year, day, find) is None
    ):
        return ()
    going = lineage(programme, day, find).carried_to
    rows = evaluate(programme, day).measures
    return tuple(row for row in rows if row.state.closure is None and not of_numbers(going, row.placed.names))
