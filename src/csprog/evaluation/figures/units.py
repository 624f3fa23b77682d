"""Counts the figures of one responsible unit or office of a plan."""

from __future__ import annotations

from dataclasses import replace

from csprog.evaluation.evaluator import EvaluatedMeasure, Evaluation
from csprog.evaluation.figures import indicators, money
from csprog.evaluation.figures.year_figures import YearFigures, year_figures
from csprog.programme.recipients import measures_of


def unit_evaluation(evaluation: Evaluation, unit: str) -> Evaluation:
    """Return an evaluated year with the measures of a unit alone.

    A responsible unit answers for all offices of its measures. In an office a measure is what became of it there.
    """
    assigned = {placed.id for placed, _ in measures_of(evaluation.programme, unit)}
    rows = (row for row in evaluation.measures if row.placed.id in assigned)
    return replace(evaluation, measures=tuple(row if _answers(row, unit) else _in_office(row, unit) for row in rows))


def unit_figures(evaluation: Evaluation, unit: str) -> YearFigures:
    """Return the figures of a year for a unit, of the evaluation that `unit_evaluation` returned.

    Money and indicators are those of the measures that it answers for: an office has no part of them that is known.
    """
    figures = year_figures(evaluation)
    rows = tuple(row for row in evaluation.measures if _answers(row, unit))
    names = {name for row in rows for name in row.placed.names}
    own = tuple(one for one in figures.indicators_listed if one.of in names)
    answered = replace(evaluation, measures=rows)
    return replace(
        figures,
        by_section=tuple(group for group in figures.by_section if group.measures.total),
        indicators=indicators.judged(own),
        indicators_listed=own,
        money=money.money(rows),
        money_by_section=tuple(group for group in money.by_section(answered) if group.money.measures),
        money_by_source=money.by_source(rows),
    )


def _answers(row: EvaluatedMeasure, unit: str) -> bool:
    return row.placed.measure.responsible == unit


def _in_office(row: EvaluatedMeasure, name: str) -> EvaluatedMeasure:
    offices = tuple(office for office in row.offices if office.name == name)
    return replace(row, offices=offices, state=row.state.in_office(name))
