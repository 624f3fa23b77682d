"""Views of what happened to a measure: moves, corrections, carrying over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from csprog.evaluation.evaluator import EvaluatedMeasure, evaluate
from csprog.evaluation.record_builder import due_text
from csprog.programme.model import CarriedFrom, PlacedMeasure, Programme
from csprog.views.typography import short_date
from csprog.views.year.status_labels import status_of


@dataclass(frozen=True, slots=True)
class OriginView:
    """The origin of a carried-over measure: year, id, reason, address."""

    year: int
    id: str
    reason: str | None
    address: str | None


@dataclass(frozen=True, slots=True)
class PostponementView:
    """A postponement: the day it was made on, the new day, the reason."""

    on: date
    to: date
    reason: str


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction of what was recorded of a measure: its day and what was wrong."""

    on: date
    why: str


@dataclass(frozen=True, slots=True)
class CarriedMeasure:
    """A measure of the next year's plan, and what became of it there in words."""

    id: str
    state: str


@dataclass(frozen=True, slots=True)
class DestinationView:
    """The measure into which one was carried over; `state` is what became of it there."""

    year: int
    id: str
    state: str
    address: str | None


Link = Callable[[int, str], str | None]
"""Returns the address of a measure by its year and id, None if it has no page."""

CarriedTo = Mapping[str, tuple[CarriedMeasure, ...]]
"""By the number of a measure or proposal: the measures of the next year's plan that came from it."""


def carried_to(next_year: Programme | None, day: date) -> CarriedTo:
    """Return what the next year's plan took over, and how that stands on `day`."""
    found: dict[str, tuple[CarriedMeasure, ...]] = {}
    for row in evaluate(next_year, day).measures if next_year else ():
        origin = row.placed.measure.carried_from
        if origin is not None and next_year is not None and origin.year == next_year.year - 1:
            found[origin.id] = (*found.get(origin.id, ()), CarriedMeasure(row.placed.id, _state(row)))
    return found


def destinations(placed: PlacedMeasure, year: int, carried: CarriedTo, link: Link) -> tuple[DestinationView, ...]:
    """Return the measures of the plan of `year`, the next one, into which one was carried over."""
    measures = [*carried.get(placed.id, ()), *carried.get(placed.proposal.number, ())]
    return tuple(DestinationView(year, one.id, one.state, link(year, one.id)) for one in measures)


def origin(came_from: CarriedFrom | None, link: Link) -> OriginView | None:
    """Return the measure of an earlier year that one was carried over from, if any."""
    if came_from is None:
        return None
    return OriginView(came_from.year, came_from.id, came_from.reason, link(came_from.year, came_from.id))


def _state(row: EvaluatedMeasure) -> str:
    word = status_of(row.outcome).word.lower()
    if row.completed_on:
        return f"{word} {short_date(row.completed_on)}"
    return f"{word}, срок {due_text(row.placed.measure)}" if row.status.is_open else word
