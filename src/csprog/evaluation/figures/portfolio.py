"""Figures of many plans: a row for each, and sums by year and company."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from csprog.evaluation.evaluator import Evaluation
from csprog.evaluation.figures.summary import FigureTotals, added, summary
from csprog.evaluation.groups import grouped


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """A plan on a day, by its file; `year_over` is true once its year has ended."""

    path: str
    organisation: str
    year: int
    year_over: bool
    figures: FigureTotals


@dataclass(frozen=True, slots=True)
class YearLine:
    """The sum of all plans of a year."""

    year: int
    figures: FigureTotals


@dataclass(frozen=True, slots=True)
class CompanyLine:
    """The sum of all plans of a company."""

    organisation: str
    figures: FigureTotals


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Many plans with their sums, the lowest share done first: plans of a single year, and companies."""

    plans: tuple[PortfolioRow, ...]
    by_year: tuple[YearLine, ...]
    by_company: tuple[CompanyLine, ...]
    total: FigureTotals


def portfolio_row(evaluation: Evaluation) -> PortfolioRow:
    """Return the row of an evaluated year, its path left empty for the caller."""
    programme = evaluation.programme
    return PortfolioRow("", programme.passport.organisation, programme.year, evaluation.year_over, summary(evaluation))


def row_from_json(value: dict[str, Any]) -> PortfolioRow:
    """Return the row that `to_json` made `value` of, its shares exact again."""
    row = _row_adapter().validate_python(value)
    return replace(row, figures=added([row.figures]))  # JSON has rounded shares: they follow from the counts


def portfolio(rows: Iterable[PortfolioRow]) -> Portfolio:
    """Return the plans of `rows` with their sums; a company is identified by its name."""
    plans = sorted(rows, key=lambda row: (row.organisation, row.year, row.path))
    if len({row.year for row in plans}) == 1:
        plans.sort(key=_least_done_first)
    years = [YearLine(year, _sum(part)) for year, part in grouped(plans, lambda row: (row.year,))]
    companies = [CompanyLine(name, _sum(part)) for name, part in grouped(plans, lambda row: (row.organisation,))]
    return Portfolio(
        plans=tuple(plans),
        by_year=tuple(sorted(years, key=lambda line: line.year)),
        by_company=tuple(sorted(companies, key=_least_done_first)),
        total=_sum(plans),
    )


@cache
def _row_adapter() -> TypeAdapter[PortfolioRow]:
    return TypeAdapter(PortfolioRow)


def _sum(rows: Iterable[PortfolioRow]) -> FigureTotals:
    return added(row.figures for row in rows)


def _least_done_first(line: CompanyLine | PortfolioRow) -> tuple[bool, Fraction | int, str]:
    """Order by share carried out; a company without measures has none and comes last."""
    share = line.figures.measures.shares.done
    return share is None, share or 0, line.organisation
