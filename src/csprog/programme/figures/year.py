"""All figures of a year on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csprog.programme.evaluation import Outcome
from csprog.programme.figures import assessments, coverage, execution, indicators, money
from csprog.programme.figures.postponements import postponements

if TYPE_CHECKING:
    from datetime import date

    from csprog.programme.evaluation import Evaluation
    from csprog.programme.figures.assessments import LatestScore, Survey
    from csprog.programme.figures.coverage import ChannelCoverage, Coverage, DigitalServices, OriginCount, ProposalName
    from csprog.programme.figures.execution import Execution, Group, Proposals
    from csprog.programme.figures.indicators import IndicatorFigure, Judged
    from csprog.programme.figures.money import Money, MoneyGroup
    from csprog.programme.figures.postponements import Postponements


@dataclass(frozen=True, slots=True)
class Lacking:
    """The measures of which the public answer still needs something: ids without a reason, ids without a result."""

    reason: tuple[str, ...]
    result: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """A year in figures as of a day; names and meanings are those of docs/figures.md."""

    year: int
    as_of: date
    organisation: str
    title: str
    year_over: bool
    measures: Execution
    proposals: Proposals
    by_section: tuple[Group, ...]
    by_channel: tuple[Group, ...]
    by_audience: tuple[Group, ...]
    by_office: tuple[Group, ...]
    by_responsible: tuple[Group, ...]
    postponements: Postponements
    indicators: Judged
    indicators_listed: tuple[IndicatorFigure, ...]
    money: Money
    money_by_section: tuple[MoneyGroup, ...]
    money_by_source: tuple[MoneyGroup, ...]
    goals: tuple[Coverage, ...]
    tasks: tuple[Coverage, ...]
    standard_clauses: tuple[Coverage, ...]
    channels: tuple[ChannelCoverage, ...]
    unassessed: tuple[ProposalName, ...]
    origins: tuple[OriginCount, ...]
    digital: tuple[DigitalServices, ...]
    assessments: tuple[Survey, ...]
    latest_scores: tuple[LatestScore, ...]
    lacking: Lacking


def figures(evaluation: Evaluation) -> Figures:
    """Return the figures of an evaluated year."""
    programme, rows, day = evaluation.programme, evaluation.rows, evaluation.day
    listed = indicators.indicator_figures(programme, day)
    asked = assessments.surveys(programme, day)
    return Figures(
        year=programme.year,
        as_of=day,
        organisation=programme.passport.organisation,
        title=programme.passport.title,
        year_over=evaluation.year_over,
        measures=execution.execution(rows),
        proposals=execution.proposals_done(rows),
        by_section=execution.by_section(evaluation),
        by_channel=execution.parts(rows, lambda row: row.placed.subsection.channel),
        by_audience=execution.parts(rows, lambda row: row.placed.subsection.audience),
        by_office=execution.by_office(evaluation),
        by_responsible=execution.parts(rows, lambda row: row.placed.measure.responsible),
        postponements=postponements(rows, day),
        indicators=indicators.judged(listed),
        indicators_listed=listed,
        money=money.money(rows),
        money_by_section=money.by_section(evaluation),
        money_by_source=money.by_source(rows),
        goals=coverage.goals(programme, rows),
        tasks=coverage.tasks(programme, rows),
        standard_clauses=coverage.standard_clauses(programme, rows),
        channels=coverage.channels(rows),
        unassessed=coverage.unassessed(programme),
        origins=coverage.origins(programme),
        digital=coverage.digital(rows),
        assessments=asked,
        latest_scores=assessments.latest_scores(asked, programme.year),
        lacking=_lacking(evaluation),
    )


def _lacking(evaluation: Evaluation) -> Lacking:
    """While the year is running nobody owes a reason for what is still open."""
    rows = evaluation.rows
    unexplained = (
        row for row in rows if row.lacks_reason and (evaluation.year_over or row.outcome is not Outcome.PENDING)
    )
    return Lacking(
        reason=tuple(row.placed.id for row in unexplained),
        result=tuple(row.placed.id for row in rows if row.lacks_result),
    )
