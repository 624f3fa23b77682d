"""The report of the plans near the current folder: of a year, or of several side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from csprog.console.report import show_report
from csprog.evaluation.evaluator import evaluate
from csprog.evaluation.figures.year_figures import year_figures
from csprog.formats.report import as_record, as_records
from csprog.operations.plans import OpenPlan, open_plan, open_plans
from csprog.programme.model import Passport
from csprog.validation.rules.gaps import gaps
from csprog.views.report.document import Document, NotGiven, Report
from csprog.views.report.several_years import several_years
from csprog.views.report.single_year import single_year


@dataclass(frozen=True, slots=True)
class YearReport:
    """What is reported of the plans that were asked for; of the `missing` years there are none."""

    plans: Sequence[OpenPlan]
    missing: Sequence[int]
    several: bool

    @property
    def day(self) -> date:
        """As of when."""
        return self.plans[-1].today

    @property
    def look(self) -> Passport:
        """How the page is to look."""
        return self.plans[-1].programme.passport

    @property
    def templates(self) -> Path:
        """Return the folder of the project's own templates, which is not always there."""
        return self.plans[-1].source.path.parent.parent / "templates"

    def show(self) -> None:
        """Show it in the terminal."""
        show_report(self.document(compact=True))

    def document(self, *, compact: bool = False) -> Document:
        """Return it in words; `compact` where there is little room."""
        reports = [_report(plan) for plan in self.plans]
        if self.several:
            return several_years(reports, self.missing, compact=compact)
        return single_year(reports[0], compact=compact)

    def record(self) -> dict[str, Any]:
        """Return it for programs."""
        reports = [_report(plan) for plan in self.plans]
        return as_records(reports, self.missing) if self.several else as_record(reports[0])


def of_years(year: int | None, years: Sequence[int] | None, as_of: date | None) -> YearReport:
    """Return the report of `year` (by default the newest begun), or of `years` side by side.

    Raises:
        StoreError: there is no folder of plans, or a file can't be read.
        Refused: none of the years has a plan.
        InvalidPlan: a plan has problems.
    """
    if years is None:
        return YearReport([open_plan("report", year, as_of)], (), several=False)
    return YearReport(*open_plans("report", years, as_of), several=True)


def _report(plan: OpenPlan) -> Report:
    off = plan.programme.switched_off
    given = (gap for gap in gaps(plan.programme, plan.today) if gap.code not in off)
    return Report(
        year_figures(evaluate(plan.programme, plan.today)), tuple(NotGiven(gap.code, gap.message) for gap in given)
    )
