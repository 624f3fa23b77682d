"""Figures of a plan that add up over plans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from csprog.evaluation.evaluator import Evaluation
from csprog.evaluation.figures import execution, indicators, money, postponements
from csprog.evaluation.figures.execution import Execution, Proposals
from csprog.evaluation.figures.indicators import Judged
from csprog.evaluation.figures.money import Money
from csprog.evaluation.figures.postponements import Delays


@dataclass(frozen=True, slots=True)
class FigureTotals:
    """Figures of one plan or of several together; docs/figures.md defines them.

    `lacks_reason` and `lacks_result` are the numbers of measures without the reason or result that publication needs.
    """

    plans: int
    measures: Execution
    proposals: Proposals
    postponements: Delays
    indicators: Judged
    money: Money
    lacks_reason: int
    lacks_result: int


def summary(evaluation: Evaluation) -> FigureTotals:
    """Return the figures of an evaluated year."""
    measures, day, missing = evaluation.measures, evaluation.day, evaluation.missing
    return FigureTotals(
        plans=1,
        measures=execution.execution(measures),
        proposals=execution.proposals(measures),
        postponements=postponements.added([postponements.postponements(measures)]),
        indicators=indicators.judged(indicators.indicator_figures(evaluation.programme, day)),
        money=money.money(measures),
        lacks_reason=missing.reasons,
        lacks_result=missing.results,
    )


def added(parts: Iterable[FigureTotals]) -> FigureTotals:
    """Return the sum of `parts`, with shares and means of the whole."""
    parts = list(parts)
    return FigureTotals(
        plans=sum(part.plans for part in parts),
        measures=execution.added(part.measures for part in parts),
        proposals=execution.proposals_added(part.proposals for part in parts),
        postponements=postponements.added(part.postponements for part in parts),
        indicators=indicators.added(part.indicators for part in parts),
        money=money.added(part.money for part in parts),
        lacks_reason=sum(part.lacks_reason for part in parts),
        lacks_result=sum(part.lacks_result for part in parts),
    )
