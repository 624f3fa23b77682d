"""Figures of many plans: a row for each, and sums by year and company."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from csprog.evaluation.evaluator import Evaluation
from csprog.evaluation.figures.companies import companies
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
    inn: str | None = None
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class YearLine:
    """The sum of all plans of a year."""

    year: int
    figures: FigureTotals


@dataclass(frozen=True, slots=True)
class CompanyLine:
    """The sum of all plans of a company, under its newest name."""

    organisation: str
    figures: FigureTotals
    inn: str | None = None


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
    passport = programme.passport
    return PortfolioRow(
        path="",
        organisation=passport.organisation,
        year=programme.year,
        year_over=evaluation.year_over,
        figures=summary(evaluation),
        inn=passport.inn,
        formerly=passport.formerly,
    )


def row_from_json(value: dict[str, Any]) -> PortfolioRow:
    """Return the row that `to_json` made `value` of, its shares exact again."""
    row = _row_adapter().validate_python(value)
    return replace(row, figures=added([row.figures]))  # JSON has rounded shares: they follow from the counts


def portfolio(rows: Iterable[PortfolioRow]) -> Portfolio:
    """Return the plans of `rows` with their sums; `companies` says which are of one company."""
    plans = sorted(rows, key=lambda row: (row.organisation, row.year, row.path))
    if len({row.year for row in plans}) == 1:
        plans.sort(key=_least_done_first)
    years = [YearLine(year, _sum(part)) for year, part in grouped(plans, lambda row: (row.year,))]
    return Portfolio(
        plans=tuple(plans),
        by_year=tuple(sorted(years, key=lambda line: line.year)),
        by_company=tuple(sorted(map(_company, companies(plans)), key=_least_done_first)),
        total=_sum(plans),
    )


@cache
def _row_adapter() -> TypeAdapter[PortfolioRow]:
    return TypeAdapter(PortfolioRow)


def _company(plans: Sequence[PortfolioRow]) -> CompanyLine:
    newest = max(plans, key=lambda row: row.year)
    return CompanyLine(newest.organisation, _sum(plans), next((row.inn for row in reversed(plans) if row.inn), None))


def _sum(rows: Iterable[PortfolioRow]) -> FigureTotals:
    return added(row.figures for row in rows)


def _least_done_first(line: CompanyLine | PortfolioRow) -> tuple[bool, Fraction | int, str]:
    """Order by share carried out; a company without measures has none and comes last."""
    share = line.figures.measures.shares.done
    return share is None, share or 0, line.organisation
