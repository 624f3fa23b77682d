"""The figures of many plans: a line for each, and what they come to by year, by company and in all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeVar

from csprog.evaluation.figures.summary import FigureTotals, added, of_record

_Key = TypeVar("_Key", int, str)


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """What a plan comes to on a day. `path` is its file; `year_over` tells whether its year has ended."""

    path: str
    organisation: str
    year: int
    year_over: bool
    figures: FigureTotals


@dataclass(frozen=True, slots=True)
class YearLine:
    """What all plans of a year come to."""

    year: int
    figures: FigureTotals


@dataclass(frozen=True, slots=True)
class CompanyLine:
    """What all plans of a company come to."""

    organisation: str
    figures: FigureTotals


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Many plans, by company and year, and their sums: by year, by company, the least carried out first, and in all."""

    plans: tuple[PortfolioRow, ...]
    by_year: tuple[YearLine, ...]
    by_company: tuple[CompanyLine, ...]
    total: FigureTotals


def portfolio(lines: Iterable[PortfolioRow]) -> Portfolio:
    """Return the plans of `lines` with their sums. A company is known by its name."""
    plans = sorted(lines, key=lambda line: (line.organisation, line.year, line.path))
    years = sorted(_parts(plans, lambda line: line.year).items())
    companies = [CompanyLine(*part) for part in _parts(plans, lambda line: line.organisation).items()]
    return Portfolio(
        plans=tuple(plans),
        by_year=tuple(YearLine(*part) for part in years),
        by_company=tuple(sorted(companies, key=_least_done_first)),
        total=added(line.figures for line in plans),
    )


def line_of(record: dict[str, Any]) -> PortfolioRow:
    """Return the line that `plain` made `record` of."""
    return PortfolioRow(**{**record, "figures": of_record(record["figures"])})


def _parts(plans: Iterable[PortfolioRow], key: Callable[[PortfolioRow], _Key]) -> dict[_Key, FigureTotals]:
    parts: dict[_Key, list[FigureTotals]] = {}
    for line in plans:
        parts.setdefault(key(line), []).append(line.figures)
    return {name: added(part) for name, part in parts.items()}


def _least_done_first(line: CompanyLine) -> tuple[bool, Fraction | int, str]:
    """Where a company has no measures, there is no share: it comes last."""
    share = line.figures.measures.shares.done
    return share is None, share or 0, line.organisation
