"""Rules between the plans of two years: what was carried over, and what was left open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from csprog.evaluation.reconciliation import CarriedMeasure, carried_measures, left_open, next_plan
from csprog.findings import Violation
from csprog.i18n import Message
from csprog.programme.model import PlacedMeasure, Programme
from csprog.programme.plan_text import PlanLookup

_MOST_IDS = 10  # named in a sentence
_YEAR = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")


def between_years(programme: Programme, today: date, find: PlanLookup) -> Iterator[Violation]:
    """Yield where a plan and those of other years no longer agree.

    A plan that `find` doesn't give is not compared.
    """
    carried = list(carried_measures(programme, today, find))
    for one in carried:
        yield from _with_origin(one, programme)
    yield from _taken_twice(programme, find)
    yield from _left_open(programme, today, find)


def _with_origin(one: CarriedMeasure, programme: Programme) -> Iterator[Violation]:
    path, command = (*one.placed.path, "carried_from"), f"csprog new {programme.year} --refresh"
    if message := _done_meanwhile(one, command):
        yield Violation("carried-from-done", path, message, "warning")
    elif one.new_reason or one.new_due:
        yield Violation("carried-from-news", path, _news(one, command), "warning")
    if not one.origin.change and _words(one.placed.measure.text) != _words(one.earlier.placed.measure.text):
        message = Message(
            "the text is not that of {id} in the plan of {year}; if it is meant to be another, say here what is different, "
            "as {key}",
            key="change",
            id=one.origin.id,
            year=one.origin.year,
        )
        yield Violation("carried-from-text", path, message, "warning")


def _done_meanwhile(one: CarriedMeasure, command: str) -> Message | None:
    if one.is_done and one.earlier.completed_on:
        return Message(
            "{id} of the plan of {year} was completed on {day}: nothing is left to carry over; {command}",
            id=one.origin.id,
            year=one.origin.year,
            day=one.earlier.completed_on,
            command=command,
        )
    if not one.offices_done:
        return None
    return Message(
        "{id} of the plan of {year} is completed in {offices} by now: nothing is left to do there; {command}",
        id=one.origin.id,
        year=one.origin.year,
        offices=", ".join(one.offices_done),
        command=command,
    )


def _news(one: CarriedMeasure, command: str) -> Message:
    origin = one.origin
    if one.new_due:
        return Message(
            "{id} of the plan of {year} was postponed to {day} after it was carried over; {command}",
            id=origin.id,
            year=origin.year,
            day=one.new_due.day,
            command=command,
        )
    return Message(
        "the plan of {year} says by now why {id} was not completed; {command}",
        id=origin.id,
        year=origin.year,
        command=command,
    )


def _taken_twice(programme: Programme, find: PlanLookup) -> Iterator[Violation]:
    """Yield measures that take over what another one of the plan, or of a plan between, has taken over already."""
    taken = [(placed, key) for placed, key in _taken(programme) if key[0] < programme.year]
    counts = Counter(key for _, key in taken)
    for between in range(min((year for year, _ in counts), default=programme.year) + 1, programme.year):
        found = find(between)
        counts.update(key for _, key in (_taken(found[1]) if found else ()) if key in counts)
    for placed, (year, name) in taken:
        if counts[year, name] > _measures_named(find, year, name):
            message = Message(
                "{id} of the plan of {year} is carried over {count} times; it can be carried over only once",
                id=name,
                year=year,
                count=counts[year, name],
            )
            yield Violation("carried-from-twice", (*placed.path, "carried_from", "id"), message, "warning")


def _taken(programme: Programme) -> Iterator[tuple[PlacedMeasure, tuple[int, str]]]:
    for placed in programme.measures:
        origin = placed.measure.carried_from
        if origin is not None:
            yield placed, (origin.year, origin.id)


def _measures_named(find: PlanLookup, year: int, name: str) -> int:
    """Return how many measures a number of the plan of `year` names: of a proposal each may go on."""
    found = find(year)
    return max(1, sum(name in placed.names for placed in found[1].measures)) if found else 1


def _left_open(programme: Programme, today: date, find: PlanLookup) -> Iterator[Violation]:
    left, following = left_open(programme, today, find), next_plan(programme.year, today, find)
    if not left or following is None:
        return
    ids = [row.placed.id for row in left]
    message = Message(
        "{count} measure is neither closed nor carried over to {later}: {ids}; {command}, or close it here: csprog decline",
        "{count} measures are neither closed nor carried over to {later}: {ids}; {command}, or close them here: csprog decline",
        count=len(ids),
        later=following.year,
        ids=", ".join([*ids[:_MOST_IDS], *(["…"] if len(ids) > _MOST_IDS else [])]),
        command=f"csprog new {following.year} --refresh",
    )
    yield Violation("left-open", left[0].placed.path, message, "warning")


def _words(text: str) -> str:
    """Return a text as it is compared: a year in it may be the new one, and layout counts for nothing."""
    return _YEAR.sub("", " ".join(text.split()))
