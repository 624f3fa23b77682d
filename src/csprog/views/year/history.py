"""Views of what happened to a measure: moves, corrections, carrying over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from csprog.evaluation.continuation import Continuation
from csprog.evaluation.evaluator import EvaluatedMeasure
from csprog.programme.enums import Status
from csprog.views.typography import short_date
from csprog.views.year.status_labels import status_of


@dataclass(frozen=True, slots=True)
class OriginView:
    """The origin of a carried-over measure: year, id, reason, address, change of its words.

    `since` is the year of the first plan that had it, `years_running` the number of years since, the page's included;
    `drags_on` tells whether these are many.
    """

    year: int
    id: str
    reason: str | None
    address: str | None
    change: str | None
    since: int
    years_running: int
    drags_on: bool


@dataclass(frozen=True, slots=True)
class EarlierView:
    """The measure of an earlier year's plan that a recurring one repeats."""

    year: int
    id: str
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
class DestinationView:
    """A measure of a later plan that goes on from one; `state` is what became of it there.

    `state` is None if it went on from there as well: the next view says where to.
    """

    year: int
    id: str
    state: str | None
    address: str | None


Link = Callable[[int, str], str | None]
"""Returns the address of a measure by its year and id, None if it has no page."""


def destinations(row: EvaluatedMeasure, link: Link) -> tuple[DestinationView, ...]:
    """Return the measures of later plans that go on from one, oldest year first."""
    return tuple(DestinationView(one.year, one.id, _state(one), link(one.year, one.id)) for one in row.carried_to)


def repetitions(row: EvaluatedMeasure, link: Link) -> tuple[DestinationView, ...]:
    """Return the recurring measures of later plans that repeat one."""
    return tuple(DestinationView(one.year, one.id, _state(one), link(one.year, one.id)) for one in row.repeated_to)


def repeated(row: EvaluatedMeasure, link: Link) -> EarlierView | None:
    """Return the measure of an earlier year that a recurring one repeats, if any."""
    earlier = row.placed.measure.repeated_from
    return None if earlier is None else EarlierView(earlier.year, earlier.id, link(earlier.year, earlier.id))


def origin(row: EvaluatedMeasure, link: Link) -> OriginView | None:
    """Return the measure of an earlier year that one was carried over from, if any."""
    came_from = row.placed.measure.carried_from
    if came_from is None:
        return None
    since = row.carried_since or came_from.year
    address = link(came_from.year, came_from.id)
    words = came_from.reason, address, came_from.change
    return OriginView(came_from.year, came_from.id, *words, since, row.years_running, row.drags_on)


def _state(one: Continuation) -> str | None:
    if one.standing is Status.CARRIED_OVER:
        return None
    word = status_of(one.outcome).word.lower()
    if one.completed_on:
        return f"{word} {short_date(one.completed_on)}"
    return f"{word}, срок {one.due_text}" if one.standing.is_open else word
