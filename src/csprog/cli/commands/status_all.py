"""`csprog status --all`: shows the status of all plans of a tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import typer

from csprog.cli.output import print_json
from csprog.console.group_measures import show_backlogs, show_by, show_changes, show_listed
from csprog.console.progress import progress
from csprog.console.report_duty import OwedReport, show_owed_reports
from csprog.console.status_all import show_faults, show_missing_plans, show_portfolio
from csprog.errors import UsageError
from csprog.evaluation.choice import MeasureChoice
from csprog.evaluation.groups import Grouping
from csprog.evaluation.records import YearRecord
from csprog.evaluation.report_duty import UNPUBLISHED
from csprog.i18n import Message
from csprog.operations.owed_report import duty_of, owed_plans, publication_of
from csprog.operations.plan_choice import checking_day, view_day
from csprog.portfolio.group_status import group_status_record
from csprog.portfolio.missing_plans import MissingPlan, missing_plans
from csprog.portfolio.query import PlanFault, QueryKind
from csprog.portfolio.runner import ExecutionOptions, faults_of, files_of, run_queries
from csprog.portfolio.summaries import PlanSummary, StatusChange, changes, summary_of, total, urgent_first
from csprog.store.paths import shown_path


@dataclass(frozen=True, slots=True)
class GroupChoice:
    """A choice among many plans: folders, year, measures, groups, changes."""

    tops: Sequence[str]
    year: int | None
    measures: MeasureChoice
    by: Grouping | None
    since: date | None


class _Found(NamedTuple):
    """All that `status --all` tells; `changed` is None if it was not asked for."""

    lines: list[PlanSummary]
    owed: list[OwedReport]
    missing: list[MissingPlan]
    faults: dict[str, Message]
    changed: list[StatusChange] | None


def show_all(
    choice: GroupChoice, as_of: date | None, fail_on: Sequence[str], options: ExecutionOptions, *, json: bool
) -> None:
    """Show a row for each plan under the chosen folders (by default the current one).

    Raises:
        StoreError: there is no plan there, or a folder can't be read.
        RefusedError: there is no plan of the year, or the cluster fails.
        typer.Exit: with 1, if a plan could not be counted, or a status is in `fail_on`.
    """
    day = view_day(as_of)
    if choice.since is not None and choice.since >= day:
        raise UsageError(Message("--since must be before {day}, the date of the status", day=day))
    found = _find(choice, day, options)
    sums = total(found.lines)
    if json:
        print_json(
            group_status_record(
                day,
                found.lines,
                {owed.plan.path: owed.duty for owed in found.owed},
                found.missing,
                found.faults,
                found.changed,
                with_measures=choice.measures.is_partial or choice.by is not None,
            )
        )
    else:
        _show(found, sums, choice, day)
    if found.faults or (found.owed and UNPUBLISHED in fail_on) or any(sums.counts.get(status) for status in fail_on):
        raise typer.Exit(1)


def _find(choice: GroupChoice, day: date, options: ExecutionOptions) -> _Found:
    years = None if choice.year is None else [choice.year]
    files = files_of(choice.tops, years)
    results = _years(files, day, options)
    counted = {path: result for path, result in results.items() if isinstance(result, YearRecord)}
    choice.measures.require_names([measure for year in counted.values() for measure in year.measures])
    summaries = {
        path: summary_of(shown_path(path), year, choice.measures, publication_of(path, day))
        for path, year in counted.items()
    }
    lines = urgent_first(summaries.values())
    owed = [
        OwedReport(summaries[path], duty_of(path, counted[path], day))
        for path in owed_plans(files, day)
        if path in counted
    ]
    every = files if years is None else files_of(choice.tops, None)
    missing = missing_plans(every, years, counted, day, options)
    return _Found(lines, owed, missing, faults_of(results), _changed(choice, lines, files, options))


def _changed(
    choice: GroupChoice, lines: Sequence[PlanSummary], files: Sequence[Path], options: ExecutionOptions
) -> list[StatusChange] | None:
    if choice.since is None:
        return None
    before = {
        shown_path(path): year
        for path, year in _years(files, choice.since, options).items()
        if isinstance(year, YearRecord)
    }
    return changes(lines, before, choice.measures, choice.since)


def _years(files: Sequence[Path], day: date, options: ExecutionOptions) -> dict[Path, YearRecord | PlanFault]:
    """Return the plans as of `day`; one with errors is not counted."""
    with progress(Message("reading plans")) as on_progress:
        results = run_queries(
            QueryKind.OVERVIEW, YearRecord.from_json, files, day, checking_day(day), options, on_progress
        )
    return {path: _countable(result) for path, result in results.items()}


def _countable(result: YearRecord | PlanFault) -> YearRecord | PlanFault:
    return result if isinstance(result, PlanFault) or not result.errors else PlanFault.with_errors(result.errors)


def _show(found: _Found, sums: PlanSummary, choice: GroupChoice, day: date) -> None:
    show_portfolio(found.lines, sums, day)
    if choice.by is not None:
        show_by(found.lines, choice.by)
    elif choice.measures.listed:
        show_listed(found.lines)
    else:
        show_backlogs(found.lines)
    if found.changed is not None and choice.since is not None:
        show_changes(found.changed, choice.since)
    show_owed_reports(found.owed)
    show_missing_plans(found.missing)
    show_faults(found.faults)
