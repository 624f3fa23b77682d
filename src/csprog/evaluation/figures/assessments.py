"""Lists assessments of satisfaction with their scores (F14)."""

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
    """A score, with its share of the scale."""

    name: str
    score: Decimal
    scale: Decimal
    share: Fraction | None
    respondents: int | None


@dataclass(frozen=True, slots=True)
class Survey:
    """An assessment recorded by the day, with its scores."""

    id: str
    kind: Literal["operative", "comprehensive"]
    period: Period
    on: date | None
    audience: Audience | None
    channel: Channel | None
    scores: tuple[ScoreFigure, ...]


@dataclass(frozen=True, slots=True)
class LatestScore:
    """The score of the latest period among surveys of the same audience and channel."""

    audience: Audience | None
    channel: Channel | None
    period: Period
    score: ScoreFigure


def surveys(programme: Programme, day: date) -> tuple[Survey, ...]:
    """Return the assessments recorded by `day` or undated, earliest period first."""
    listed = [
        Survey(item.id, item.kind, item.period, item.on, item.audience, item.channel, tuple(map(_score, item.scores)))
        for item in programme.current_assessments
        if item.on is None or item.on <= day
    ]
    return tuple(sorted(listed, key=_chronological))


def latest_scores(surveys: tuple[Survey, ...], year: int) -> tuple[LatestScore, ...]:
    """Return the last score of `year` for each audience, channel and name.

    Assessments of the year before, on which proposals rest, are left out.
    """
    last: dict[tuple[Audience | None, Channel | None, str], LatestScore] = {}
    for survey in surveys:
        for score in survey.scores if survey.period.last.year == year else ():
            key = survey.audience, survey.channel, score.name
            last[key] = LatestScore(survey.audience, survey.channel, survey.period, score)
    return tuple(last.values())


def _score(given: Score) -> ScoreFigure:
    return ScoreFigure(given.name, given.score, given.scale, share(given.score, given.scale), given.respondents)


def _chronological(survey: Survey) -> tuple[date, int]:
    """Order by the period's end; of those that end together the longest comes last."""
    return survey.period.last, -survey.period.first.toordinal()
