"""Gathers all figures of a year on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from csprog.evaluation.evaluator import Evaluation
from csprog.evaluation.figures import assessments, coverage, execution, indicators, money
from csprog.evaluation.figures.assessments import LatestScore, Survey
from csprog.evaluation.figures.by_month import MonthFigures, by_month
from csprog.evaluation.figures.carry_over import CarryOver, carry_over
from csprog.evaluation.figures.coverage import ChannelCoverage, Coverage, DigitalServices, OriginCount, ProposalName
from csprog.evaluation.figures.evidence import EvidenceFigures, evidence_figures
from csprog.evaluation.figures.execution import Execution, Group, Proposals
from csprog.evaluation.figures.indicators import IndicatorFigure, Judged
from csprog.evaluation.figures.money import Money, MoneyGroup
from csprog.evaluation.figures.postponements import Postponements, postponements
from csprog.programme.office_names import present_names


@dataclass(frozen=True, slots=True)
class Lacking:
    """Ids of measures that lack a reason or a result (F11, F12)."""

    reason: tuple[str, ...]
    result: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YearFigures:
    """A year in figures as of a day; docs/figures.md defines them."""

    year: int
    as_of: date
    organisation: str
    title: str
    year_over: bool
    measures: Execution
    proposals: Proposals
    evidence: EvidenceFigures
    by_section: tuple[Group, ...]
    by_channel: tuple[Group, ...]
    by_audience: tuple[Group, ...]
    by_office: tuple[Group, ...]
    by_responsible: tuple[Group, ...]
    by_month: tuple[MonthFigures, ...]
    postponements: Postponements
    carry_over: CarryOver
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


def year_figures(evaluation: Evaluation, office_names: Mapping[str, str] | None = None) -> YearFigures:
    """Return the figures of an evaluated year.

    `office_names` are the present names of renamed offices, by default as the plan itself gives them.
    """
    names = present_names([evaluation.programme]) if office_names is None else office_names
    programme, rows, day = evaluation.programme, evaluation.measures, evaluation.day
    listed = indicators.indicator_figures(programme, day)
    surveys = assessments.surveys(programme, day)
    return YearFigures(
        year=programme.year,
        as_of=day,
        organisation=programme.passport.organisation,
        title=programme.passport.title,
        year_over=evaluation.year_over,
        measures=execution.execution(rows),
        proposals=execution.proposals(rows),
        evidence=evidence_figures(rows),
        by_section=execution.by_section(evaluation),
        by_channel=execution.by_value(rows, lambda row: row.placed.subsection.channel),
        by_audience=execution.by_value(rows, lambda row: row.placed.subsection.audience),
        by_office=execution.by_office(evaluation, names),
        by_responsible=execution.by_value(rows, lambda row: row.placed.measure.responsible),
        by_month=by_month(evaluation),
        postponements=postponements(rows),
        carry_over=carry_over(rows),
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
        assessments=surveys,
        latest_scores=assessments.latest_scores(surveys, programme.year),
        lacking=Lacking(
            reason=tuple(row.placed.id for row in rows if row.lacks_reason),
            result=tuple(row.placed.id for row in rows if row.lacks_result),
        ),
    )
