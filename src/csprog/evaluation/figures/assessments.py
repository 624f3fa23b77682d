"""Assessments of satisfaction with their scores (F14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from csprog.evaluation.figures.execution import share
from csprog.parsing.periods import Period
from csprog.programme.assessments import Score
from csprog.programme.enums import Audience, Channel
from csprog.programme.model import Programme


@dataclass(frozen=True, slots=True)
class ScoreFigure:
    """A score, and the part of its scale that it is."""

    name: str
    score: Decimal
    scale: Decimal
    share: Fraction | None
    respondents: int | None


@dataclass(frozen=True, slots=True)
class Survey:
    """An assessment that was recorded by the day, with its scores."""

    id: str
    kind: Literal["operative", "comprehensive"]
    period: Period
    on: date | None
    audience: Audience | None
    channel: Channel | None
    scores: tuple[ScoreFigure, ...]


@dataclass(frozen=True, slots=True)
class LatestScore:
    """Of what was asked several times of the same audience through the same channel: the score of the latest period."""

    audience: Audience | None
    channel: Channel | None
    period: Period
    score: ScoreFigure


def surveys(programme: Programme, day: date) -> tuple[Survey, ...]:
    """Return the assessments recorded by `day` (one without a day counts always), the earliest period first."""
    found = [
        Survey(one.id, one.kind, one.period, one.on, one.audience, one.channel, tuple(map(_score, one.scores)))
        for one in programme.assessments
        if one.on is None or one.on <= day
    ]
    return tuple(sorted(found, key=_time))


def latest_scores(found: tuple[Survey, ...], year: int) -> tuple[LatestScore, ...]:
    """Return the last of all scores of `year` with the same audience, channel and name, in the order in which they came.

    A plan also lists assessments of the year before, on which its proposals rest: they say nothing of this year.
    """
    last: dict[tuple[Audience | None, Channel | None, str], LatestScore] = {}
    for one in (one for one in found if one.period.last.year == year):
        for score in one.scores:
            last[one.audience, one.channel, score.name] = LatestScore(one.audience, one.channel, one.period, score)
    return tuple(last.values())


def _score(given: Score) -> ScoreFigure:
    return ScoreFigure(given.name, given.score, given.scale, share(given.score, given.scale), given.respondents)


def _time(one: Survey) -> tuple[date, int]:
    """Order by the period's end; of those that end together the longest comes last."""
    return one.period.last, -one.period.first.toordinal()
