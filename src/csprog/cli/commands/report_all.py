"""Builds the report of all plans of a tree: a row for each, and their totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from csprog.cli.commands.report_years import ReportSource
from csprog.console.progress import progress
from csprog.errors import RefusedError
from csprog.evaluation.figures.portfolio import PortfolioRow, portfolio, row_from_json
from csprog.formats.report import portfolio_record
from csprog.i18n import Message
from csprog.operations.plan_choice import checking_day, view_day
from csprog.portfolio.missing_plans import missing_plans
from csprog.portfolio.query import QueryKind
from csprog.portfolio.runner import ExecutionOptions, faults_of, files_of, run_queries
from csprog.store.paths import shown_path
from csprog.store.plan_files import is_plan_name
from csprog.views.report.portfolio import many_plans

MOST_ON_PAPER = 500
"""Plans in a PDF; Typst takes 250 KB of memory for each."""


def of_all(
    tops: Sequence[str], years: Sequence[int] | None, as_of: date | None, options: ExecutionOptions, *, on_paper: bool
) -> ReportSource:
    """Return the report of all plans under `tops` (by default the current folder).

    Templates come from the folder, or from the current one if there are several.

    Raises:
        StoreError: there is no plan there, or a folder can't be read.
        RefusedError: none of `years` has a plan, there are too many for a PDF, or the cluster fails.
    """
    day = view_day(as_of)
    files = files_of(tops, years)
    if on_paper and len(files) > MOST_ON_PAPER:
        raise RefusedError(
            Message(
                "too many plans for a PDF ({count}, at most {most}); give a folder or a year, or use --format html",
                count=len(files),
                most=MOST_ON_PAPER,
            )
        )
    with progress(Message("reading plans")) as on_progress:
        results = run_queries(QueryKind.FIGURES, row_from_json, files, day, checking_day(day), options, on_progress)
    names = {file.stem for file in files if is_plan_name(file.name)}
    missing = [year for year in years or () if f"{year:04}" not in names]
    faults = faults_of(results)
    counted = {path: row for path, row in results.items() if isinstance(row, PortfolioRow)}
    rows = portfolio(replace(row, path=shown_path(path)) for path, row in counted.items())
    lacking = missing_plans(files if years is None else files_of(tops, None), years, counted, day, options)
    named = [f"{plan.organisation or plan.folder}, {plan.year}" for plan in lacking]
    return ReportSource(
        day,
        Path(tops[0] if len(tops) == 1 else ".") / "templates",
        partial(many_plans, rows, day, missing, named, faults),
        partial(portfolio_record, rows, day, missing, [plan._asdict() for plan in lacking], faults),
        faults=faults,
    )
