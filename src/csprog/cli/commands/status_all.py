"""`csprog status --all`: shows the status of all plans of a tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date

import typer

from csprog.cli.output import print_json
from csprog.console.progress import progress
from csprog.console.status_all import show_faults, show_portfolio
from csprog.i18n import Message
from csprog.operations.plan_choice import checking_day, view_day
from csprog.portfolio.query import PlanSummary, QueryKind, total, urgent_first
from csprog.portfolio.runner import ExecutionOptions, faults_of, files_of, run_queries
from csprog.programme.enums import Status
from csprog.store.paths import shown_path


def show_all(
    tops: Sequence[str],
    year: int | None,
    as_of: date | None,
    fail_on: Sequence[Status],
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
    lines = urgent_first(
        replace(row, path=shown_path(path)) for path, row in results.items() if isinstance(row, PlanSummary)
    )
    faults = faults_of(results)
    sums = total(lines)
    if json:
        print_json(_record(day, lines, sums, faults))
    else:
        show_portfolio(lines, sums, day)
        show_faults(faults)
    if faults or any(sums.counts[status] for status in fail_on):
        raise typer.Exit(1)


def _record(
    day: date, lines: Sequence[PlanSummary], sums: PlanSummary, faults: dict[str, Message]
) -> dict[str, object]:
    """Return the result for JSON; other programs rely on its names."""
    return {
        "as_of": day.isoformat(),
        "counts": sums.counts,
        "due_soon": sums.due_soon,
        "plans": [asdict(line) for line in lines],
        "faults": [{"path": path, "message": str(message)} for path, message in sorted(faults.items())],
    }
