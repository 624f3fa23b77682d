"""`csprog report --all`: the figures of all plans of a tree, a line for each, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from csprog.console.progress import progress
from csprog.errors import RefusedError
from csprog.evaluation.figures.portfolio import Portfolio, PortfolioRow, portfolio, row_from_json
from csprog.i18n import Message
from csprog.operations.plan_choice import checking_day, view_day
from csprog.portfolio.query import QueryKind
from csprog.portfolio.runner import ExecutionOptions, faults_of, files_of, run_queries
from csprog.store.paths import shown_path
from csprog.views.report.document import Document

MOST_ON_PAPER = 500
"""Plans that a PDF may tell of: what sets it takes 250 KB of memory for each."""


@dataclass(frozen=True, slots=True)
class PortfolioReport:
    """What is reported of many plans; of the `missing` years there are none, those of `faults` could not be counted."""

    day: date
    portfolio: Portfolio
    missing: Sequence[int]
    faults: Mapping[str, Message]
    templates: Path

    @property
    def look(self) -> None:
        """How the page is to look: as that of no company in particular."""

    def show(self) -> None:
        """Show it in the terminal."""
        from csprog.console.report import show_report  # noqa: PLC0415 - Rich is for the terminal alone

        show_report(self.document(compact=True))

    def document(self, *, compact: bool = False) -> Document:
        """Return it in words; `compact` where there is little room."""
        from csprog.views.report.portfolio import many_plans  # noqa: PLC0415 - programs wait for no words

        return many_plans(self.portfolio, self.day, self.missing, self.faults, compact=compact)

    def record(self) -> dict[str, Any]:
        """Return it for programs."""
        from csprog.formats.report import portfolio_record  # noqa: PLC0415 - for programs alone

        return portfolio_record(self.portfolio, self.day, self.missing, self.faults)

    def tell_faults(self) -> None:
        """Say on standard error which plans could not be counted, and why."""
        from csprog.console.status_all import show_faults  # noqa: PLC0415 - likewise

        show_faults(self.faults)


def of_all(
    tops: Sequence[str],
    years: Sequence[int] | None,
    as_of: date | None,
    options: ExecutionOptions,
    *,
    on_paper: bool = False,
) -> PortfolioReport:
    """Return the report of the plans in the folders `tops` (by default the current one) or below them.

    A page looks as the templates of the folder say, if it is one; of several folders, those of the current one.

    Raises:
        StoreError: there is no plan there, or a folder can't be read.
        Refused: there is no plan of any of `years`, there are too many to go on paper, or the cluster lets us down.
    """
    day = view_day(as_of)
    files = files_of(tops, years)
    if on_paper and len(files) > MOST_ON_PAPER:
        what = Message(
            "too many plans for a PDF ({count}): up to {most} go on paper; name a folder or a year, or take --format html",
            count=len(files),
            most=MOST_ON_PAPER,
        )
        raise RefusedError(what)
    with progress(Message("reading plans")) as on_progress:
        results = run_queries(QueryKind.FIGURES, row_from_json, files, day, checking_day(day), options, on_progress)
    found = {file.stem for file in files}
    return PortfolioReport(
        day=day,
        portfolio=portfolio(
            replace(found, path=shown_path(path)) for path, found in results.items() if isinstance(found, PortfolioRow)
        ),
        missing=[year for year in years or () if f"{year:04}" not in found],
        faults=faults_of(results),
        templates=Path(tops[0] if len(tops) == 1 else ".") / "templates",
    )
