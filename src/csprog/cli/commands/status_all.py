"""`csprog status --all`: how all plans of a tree stand."""

from __future__ import annotations

import json as json_text
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date

import typer

from csprog.console.progress import progress
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
    """Show a line for every plan in the folders `tops` (by default the current one) or below them, and their sum.

    Raises:
        StoreError: there is no plan there, or a folder can't be read.
        Refused: there is no plan of `year`, or the cluster lets us down.
        typer.Exit: with 1, if a plan could not be counted, or a measure stands as `fail_on` names.
    """
    day = view_day(as_of)
    files = files_of(tops, None if year is None else [year])
    with progress(Message("reading plans")) as on_progress:
        results = run_queries(
            QueryKind.SUMMARY, PlanSummary.from_json, files, day, checking_day(day), options, on_progress
        )
    lines = urgent_first(
        replace(found, path=shown_path(path)) for path, found in results.items() if isinstance(found, PlanSummary)
    )
    faults = faults_of(results)
    summed = total(lines)
    if json:
        typer.echo(json_text.dumps(_record(day, lines, summed, faults), ensure_ascii=False, indent=2))
    else:
        from csprog.console.status_all import show_faults, show_portfolio  # noqa: PLC0415 - a program waits for no terminal

        show_portfolio(lines, summed, day)
        show_faults(faults)
    if faults or any(summed.counts[standing] for standing in fail_on):
        raise typer.Exit(1)


def _record(
    day: date, lines: Sequence[PlanSummary], summed: PlanSummary, faults: dict[str, Message]
) -> dict[str, object]:
    """Return all of it under the names that other programs rely on."""
    return {
        "as_of": day.isoformat(),
        "counts": summed.counts,
        "due_soon": summed.due_soon,
        "plans": [asdict(line) for line in lines],
        "faults": [{"path": path, "message": str(message)} for path, message in sorted(faults.items())],
    }
