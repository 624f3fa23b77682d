"""Builds the report of one year, or of several side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from csprog.console.report_duty import show_other_year
from csprog.evaluation.figures.year_figures import year_figures
from csprog.formats.report import as_record, as_records
from csprog.i18n import Message
from csprog.operations.carried_over import evaluate_plan
from csprog.operations.plans import OpenPlan, open_plan, open_plans
from csprog.operations.year_choice import reporting_year
from csprog.programme.office_names import present_names
from csprog.programme.passport import Passport
from csprog.validation.rules.gaps import gaps
from csprog.views.report.document import Document, NotGiven, Report
from csprog.views.report.several_years import several_years
from csprog.views.report.single_year import single_year


@dataclass(frozen=True, slots=True)
class ReportSource:
    """A report as a document and as JSON, with all that its page needs.

    `document` takes `compact=True` for a terminal; `faults` are the plans that could not be counted, by path.
    """

    day: date
    templates: Path
    document: Callable[..., Document]
    record: Callable[[], dict[str, Any]]
    passport: Passport | None = None
    faults: Mapping[str, Message] = field(default_factory=dict)


def of_years(year: int | None, years: Sequence[int] | None, as_of: date | None) -> ReportSource:
    """Return the report of `year`, or of `years`.

    By default it is that of the newest ended year that is not published for good, else of the newest begun.

    Raises:
        StoreError: there is no folder of plans, or a file can't be read.
        RefusedError: none of the years has a plan.
        InvalidPlanError: a plan has errors.
    """
    if years is None:
        plan = open_reported(year, as_of)
        report = _report(plan)
        return source_of(plan, partial(single_year, report), partial(as_record, report))
    plans, missing = open_plans("report", years, as_of)
    names = present_names(plan.programme for plan in plans)
    reports = [_report(plan, names) for plan in plans]
    return source_of(plans[-1], partial(several_years, reports, missing), partial(as_records, reports, missing))


def open_reported(year: int | None, as_of: date | None) -> OpenPlan:
    """Open the plan of `year`, by default of the year that is reported on, and say so if another has begun."""
    reported, begun = (year, year) if year is not None else reporting_year(as_of)
    plan = open_plan("report", reported, as_of)
    show_other_year(reported, begun)
    return plan


def source_of(plan: OpenPlan, document: Callable[..., Document], record: Callable[[], dict[str, Any]]) -> ReportSource:
    """Return a report of a plan with the plan's own templates."""
    templates = plan.source.path.parent.parent / "templates"
    return ReportSource(plan.today, templates, document, record, plan.programme.passport)


def _report(plan: OpenPlan, office_names: Mapping[str, str] | None = None) -> Report:
    off = plan.programme.switched_off
    given = (gap for gap in gaps(plan.programme, plan.today) if gap.code not in off)
    figures = year_figures(evaluate_plan(plan), office_names)
    return Report(figures, tuple(NotGiven(gap.code, gap.message) for gap in given))
