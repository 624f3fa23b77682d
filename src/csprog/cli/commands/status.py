"""`csprog status`: how the plan stands."""

from __future__ import annotations

import json as json_text
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from csprog.cli.options import AsOf, AudienceOption, ChannelOption, Days, Json, NoCache, Scheduler, Year, one_of
from csprog.errors import InvalidPlanError, RefusedError, StoreError, UsageError
from csprog.evaluation.groups import Grouping
from csprog.evaluation.records import MeasureRecord, YearRecord, is_due_within, lies_in, year_to_json
from csprog.i18n import N_, Message
from csprog.operations.plan_choice import checking_day, find_plan
from csprog.portfolio.query import QueryKind
from csprog.portfolio.runner import ExecutionOptions, run_queries
from csprog.programme.enums import Status
from csprog.store.paths import shown_path

DETAILS = N_("With --fail-on the exit code is 1 if a measure shown stands so: for scripts and CI.")


def _standing(text: str) -> Status:
    return one_of(Status)(text)


def _grouping(text: str) -> Grouping:
    return one_of(Grouping)(text)


Numbers = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=N_("[NUMBER]…"),
        help=N_("Only these sections, subsections, proposals or measures; with --all these folders."),
    ),
]
StandingOption = Annotated[
    list[Status] | None,
    typer.Option(
        "--standing",
        metavar=N_("STANDING"),
        parser=_standing,
        help=N_(
            "Only measures that stand so: planned, due-soon, partly-completed, overdue, completed, completed-late, "
            "not-completed, cancelled."
        ),
    ),
]
By = Annotated[
    Grouping | None,
    typer.Option(
        "--by",
        metavar=N_("WHAT"),
        parser=_grouping,
        help=N_("List the measures by responsible, office, section, channel or audience, with counts."),
    ),
]
All = Annotated[
    bool, typer.Option("--all", help=N_("A line for every plan in this folder or below it, overdue ones first."))
]
FailOn = Annotated[
    list[Status] | None,
    typer.Option("--fail-on", metavar=N_("STANDING"), parser=_standing, help=N_("Exit 1 if a measure stands so.")),
]


def run(
    numbers: Numbers = None,
    audience: AudienceOption = None,
    channel: ChannelOption = None,
    standing: StandingOption = None,
    due_within: Days = None,
    by: By = None,
    fail_on: FailOn = None,
    year: Year = None,
    as_of: AsOf = None,
    scheduler: Scheduler = None,
    *,
    everything: All = False,
    no_cache: NoCache = False,
    json: Json = False,
) -> None:
    """Show the plan's status, or give it as JSON."""
    if everything:
        from csprog.cli.commands.status_all import show_all  # noqa: PLC0415 - most people ask about one plan

        if audience or channel or standing or due_within is not None or by:
            raise UsageError(Message("--all goes with --year, --as-of, --fail-on and --json, not with other choices"))
        show_all(
            numbers or [], year, as_of, fail_on or [], ExecutionOptions(scheduler, use_cache=not no_cache), json=json
        )
        return
    if scheduler:
        raise UsageError(Message("--scheduler goes with --all"))
    overview = _overview(year, as_of, ExecutionOptions(use_cache=not no_cache))
    rows = _numbered(overview, numbers or [])
    rows = [row for row in rows if audience in (None, row.audience)]
    rows = [row for row in rows if channel in (None, row.channel)]
    rows = [row for row in rows if not standing or row.standing in standing]
    if due_within is not None:
        rows = [row for row in rows if is_due_within(row, overview.as_of, timedelta(due_within))]
    if json:
        typer.echo(json_text.dumps(year_to_json(overview, rows), ensure_ascii=False, indent=2))
    else:
        _show(overview, rows, by, listed=bool(standing) or due_within is not None)
    if any(row.standing in (fail_on or ()) for row in rows):
        raise typer.Exit(1)


def _overview(year: int | None, as_of: date | None, options: ExecutionOptions) -> YearRecord:
    """Return the measures of the plan of `year` on the day.

    Raises:
        StoreError: there is no folder of plans, or the file can't be read.
        Refused: there is no plan of that year.
        InvalidPlan: the plan has problems.
    """
    path, today = find_plan(year, as_of)
    result = run_queries(QueryKind.OVERVIEW, YearRecord.from_json, [path], today, checking_day(today), options)[path]
    if isinstance(result, YearRecord):
        return result
    if result.problems:
        raise InvalidPlanError.of_file(Path(shown_path(path)), result.problems)
    raise StoreError(result.message)


def _show(overview: YearRecord, rows: list[MeasureRecord], by: Grouping | None, *, listed: bool) -> None:
    from csprog.console.findings import show_error_count  # noqa: PLC0415 - likewise
    from csprog.console.status import show_groups, show_status  # noqa: PLC0415 - a program that asks waits for no terminal

    show_error_count(overview.errors)
    if by is not None:
        show_groups(overview, rows, by)
    else:
        show_status(overview, rows, listed=listed)


def _numbered(overview: YearRecord, numbers: list[str]) -> list[MeasureRecord]:
    """Return the measures that lie in one of `numbers`, all of them if there are none."""
    for number in numbers:
        if not any(lies_in(measure, number) for measure in overview.measures):
            raise RefusedError(
                Message("the plan of {year} has nothing numbered {number}", year=overview.year, number=number)
            )
    return [one for one in overview.measures if not numbers or any(lies_in(one, number) for number in numbers)]
