"""Builds the scorecards of a year: the report of each responsible unit and office."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from csprog import __version__
from csprog.cli.commands.report_years import ReportSource, open_reported, source_of
from csprog.evaluation.evaluator import Evaluation
from csprog.evaluation.figures.units import unit_evaluation, unit_figures
from csprog.exporting.file_names import file_names
from csprog.exporting.subject import Subject
from csprog.formats.report import as_unit_record
from csprog.operations.carried_over import evaluate_plan
from csprog.operations.plans import OpenPlan
from csprog.programme.recipients import recipients
from csprog.views.report.unit import unit_document


def of_each(year: int | None, as_of: date | None, suffix: str) -> tuple[OpenPlan, dict[Path, ReportSource]]:
    """Return the plan of `year` and a report of each unit by the name of its file.

    Raises:
        StoreError: there is no folder of plans, or a file can't be read.
        RefusedError: there is no plan of that year.
        InvalidPlanError: the plan has errors.
    """
    plan = open_reported(year, as_of)
    evaluation = evaluate_plan(plan)
    units = recipients(plan.programme)
    names = file_names(suffix, [Subject(evaluation, __version__, unit) for unit in units], stem="report")
    return plan, {Path(name): _report(plan, evaluation, unit) for name, unit in zip(names, units, strict=True)}


def _report(plan: OpenPlan, evaluation: Evaluation, unit: str) -> ReportSource:
    own = unit_evaluation(evaluation, unit)
    figures = unit_figures(own, unit)
    return source_of(plan, partial(unit_document, figures, own, unit), partial(as_unit_record, figures, unit))
