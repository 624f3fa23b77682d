"""`csprog status --all`: shows the status of all plans of a tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import typer

from csprog.cli.output import print_json
from csprog.console.progress import progress
from csprog.console.report_duty import OwedReport, show_owed_reports
from csprog.console.status_all import show_faults, show_portfolio
from csprog.evaluation.records import to_json
from csprog.evaluation.report_duty import UNPUBLISHED
from csprog.i18n import Message
from csprog.operations.owed_report import duty_of, owed_plans
from csprog.operations.plan_choice import checking_day, view_day
from csprog.portfolio.query import PlanSummary, QueryKind, total, urgent_first
from csprog.portfolio.runner import ExecutionOptions, faults_of, files_of, run_queries
from csprog.store.paths import shown_path


def show_all(
    tops: Sequence[str],
    year: int | None,
    as_of: date | None,
    fail_on: Sequence[str],
    options: ExecutionOptions,
    *,
    json: bool,
) -> None:
    """Show a row for each plan under the folders `tops` (by default the current one).

    Raises:
        StoreError: there is no plan there, or a folder can't be read.
        RefusedError: there is no plan of `year`, or the cluster fails.
        typer.Exit: with 1, if a plan could not be counted, or a status is in `fail_on`.
    """
    day = view_day(as_of)
    files = files_of(tops, None if year is None else [year])
    with progress(Message("reading plans")) as on_progress:
        results = run_queries(
            QueryKind.SUMMARY, PlanSummary.from_json, files, day, checking_day(day), options, on_progress
        )
    counted = {
        path: replace(row, path=shown_path(path)) for path, row in results.items() if isinstance(row, PlanSummary)
    }
    lines, faults = urgent_first(counted.values()), faults_of(results)
    sums = total(lines)
    owed = [
        OwedReport(counted[path], duty_of(path, counted[path], day))
        for path in owed_plans(files, day)
        if path in counted
    ]
    if json:
        print_json(_record(day, lines, sums, owed, faults))
    else:
        show_portfolio(lines, sums, day)
        show_owed_reports(owed)
        show_faults(faults)
    if faults or (owed and UNPUBLISHED in fail_on) or any(sums.counts.get(status) for status in fail_on):
        raise typer.Exit(1)


def _record(
    day: date, lines: Sequence[PlanSummary], sums: PlanSummary, owed: Sequence[OwedReport], faults: dict[str, Message]
) -> dict[str, object]:
    """Return the result for JSON; other programs rely on its names."""
    reports = {report.plan.path: to_json(report.duty) for report in owed}
    return {
        "as_of": day.isoformat(),
        "counts": sums.counts,
        "outcomes": sums.outcomes,
        "due_soon": sums.due_soon,
        "plans": [_plan_record(line, reports.get(line.path)) for line in lines],
        "faults": [{"path": path, "message": str(message)} for path, message in sorted(faults.items())],
    }


def _plan_record(line: PlanSummary, report: object) -> dict[str, object]:
    return {
        "path": line.path,
        "organisation": line.organisation,
        "year": line.year,
        "counts": line.counts,
        "outcomes": line.outcomes,
        "due_soon": line.due_soon,
        "report": report,
    }
