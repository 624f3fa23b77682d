"""Finds measures, indicators and assessments of a plan by the ids people type."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from csprog.errors import RefusedError
from csprog.i18n import Message
from csprog.parsing.names import is_alike, nearest_names, read_id, split_ids
from csprog.programme.assessments import Assessment
from csprog.programme.ledgers import PlacedIndicator, placed_indicators
from csprog.programme.model import Aims, PlacedMeasure, Programme, Section, Subsection


def select_measures(programme: Programme, identifier: str) -> tuple[PlacedMeasure, ...]:
    """Return the measure with an id (1.2.2.1), or those of a proposal (1.2.2).

    Several ids may be named; each is typed in any way that `read_id` knows.

    Raises:
        RefusedError: there is no such measure; the message offers the nearest ids.
    """
    wanted = split_ids([identifier]) or [""]
    named = {placed.id: {name for name in wanted if name in placed.names} for placed in programme.measures}
    for name in wanted:
        if not any(name in names for names in named.values()):
            raise RefusedError(_no_measure(name, programme))
    return tuple(placed for placed in programme.measures if named[placed.id])


def _no_measure(name: str, programme: Programme) -> Message:
    return Message(
        "there is no measure {id} in the plan of {year}; nearest: {nearest}",
        id=name,
        year=programme.year,
        nearest=", ".join(_nearest(name, programme)) or "—",
    )


def find_indicator(programme: Programme, identifier: str) -> PlacedIndicator:
    """Return the indicator with an id, look-alike letters being equal.

    Raises:
        RefusedError: there is none, or there are several; the message offers the nearest ids.
    """
    indicators = list(placed_indicators(programme))
    matches = [placed for placed in indicators if is_alike(placed.indicator.id, identifier)]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise RefusedError(Message("the id “{id}” is repeated {count} times", id=identifier, count=len(matches)))
    raise RefusedError(
        Message(
            "there is no indicator “{id}” in the plan of {year}; nearest: {nearest}",
            id=identifier,
            year=programme.year,
            nearest=", ".join(nearest_names(identifier, [placed.indicator.id for placed in indicators], cutoff=0))
            or "—",
        )
    )


class Found(NamedTuple):
    """Parts of a plan with the same id; in a sound plan all are of one kind."""

    measures: tuple[PlacedMeasure, ...] = ()
    indicators: tuple[PlacedIndicator, ...] = ()
    assessments: tuple[Assessment, ...] = ()


class PlanPart(NamedTuple):
    """A section, or a subsection of it, with their measures."""

    section: Section
    subsections: tuple[Subsection, ...]
    measures: tuple[PlacedMeasure, ...]


def find_part(programme: Programme, number: str) -> PlanPart | None:
    """Return the section or the subsection with a number, None if there is none."""
    wanted = read_id(number)
    for section in programme.sections:
        if section.number == wanted:
            return _part(programme, section, section.subsections)
        for subsection in section.subsections:
            if subsection.number == wanted:
                return _part(programme, section, (subsection,))
    return None


def _part(programme: Programme, section: Section, subsections: tuple[Subsection, ...]) -> PlanPart:
    numbers = {subsection.number for subsection in subsections}
    measures = tuple(placed for placed in programme.measures if placed.subsection.number in numbers)
    return PlanPart(section, subsections, measures)


def find(programme: Programme, identifier: str) -> Found:
    """Return the measures, else the indicators and assessments with an id.

    Raises:
        RefusedError: there are none; the message offers the nearest ids.
    """
    try:
        return Found(select_measures(programme, identifier))
    except RefusedError:
        indicators = list(placed_indicators(programme))
        alike = tuple(placed for placed in indicators if is_alike(placed.indicator.id, identifier))
        surveys = tuple(survey for survey in programme.current_assessments if is_alike(survey.id, identifier))
        if alike or surveys:
            return Found((), alike, surveys)
        names = [
            *(placed.indicator.id for placed in indicators),
            *(survey.id for survey in programme.current_assessments),
        ]
        if near := nearest_names(identifier, names, cutoff=0.6):
            message = Message("there is no “{id}”; nearest: {nearest}", id=identifier, nearest=", ".join(near))
            raise RefusedError(message) from None
        raise


def find_all(programme: Programme, identifiers: Iterable[str]) -> Found:
    """Return what the ids name, in plan order.

    Raises:
        RefusedError: one of them names nothing; the message offers the nearest ids.
    """
    found = [find(programme, identifier) for identifier in identifiers]
    ids = {placed.id for one in found for placed in one.measures}
    indicators = {placed.indicator.id: placed for one in found for placed in one.indicators}
    assessments = {survey.id: survey for one in found for survey in one.assessments}
    measures = tuple(placed for placed in programme.measures if placed.id in ids)
    return Found(measures, tuple(indicators.values()), tuple(assessments.values()))


def aims_by_number(aims: Aims | None) -> dict[str, str]:
    """Return the texts of goals or tasks by number (2.1.1)."""
    return dict(aims.numbered) if aims else {}


def _nearest(wanted: str, programme: Programme) -> list[str]:
    # A common beginning weighs more than likeness: 1.2.22 and 1.2.8 are both meant for something in 1.2.
    ids = list(dict.fromkeys(n for placed in programme.measures for n in (placed.proposal.number, placed.id)))
    parts = wanted.split(".")
    for count in range(len(parts), 0, -1):
        begin = ".".join([*parts[:count], ""])
        if alike := [number for number in ids if number.startswith(begin)]:
            return get_close_matches(wanted, alike, n=4, cutoff=0)
    return get_close_matches(wanted, ids, n=4, cutoff=0.6) or ids[:4]
