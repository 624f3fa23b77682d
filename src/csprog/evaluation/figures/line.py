"""A year as one line among those of many plans: counted here, added up where nothing that reads plans is needed."""

from __future__ import annotations

from csprog.evaluation.evaluator import Evaluation
from csprog.evaluation.figures.indicators import indicator_figures, judged
from csprog.evaluation.figures.missing import lacking
from csprog.evaluation.figures.money import money
from csprog.evaluation.figures.outcomes import execution, proposals_done
from csprog.evaluation.figures.portfolio import PortfolioRow
from csprog.evaluation.figures.postponements import added, postponements
from csprog.evaluation.figures.summary import FigureTotals


def summary(evaluation: Evaluation) -> FigureTotals:
    """Return what an evaluated year comes to."""
    rows, day = evaluation.measures, evaluation.day
    needed = lacking(evaluation)
    return FigureTotals(
        plans=1,
        measures=execution(rows),
        proposals=proposals_done(rows),
        postponements=added([postponements(rows, day)]),
        indicators=judged(indicator_figures(evaluation.programme, day)),
        money=money(rows),
        lacks_reason=len(needed.reason),
        lacks_result=len(needed.result),
    )


def plan_line(evaluation: Evaluation) -> PortfolioRow:
    """Return an evaluated year as one of many plans; its path is not known here."""
    programme = evaluation.programme
    return PortfolioRow("", programme.passport.organisation, programme.year, evaluation.year_over, summary(evaluation))
