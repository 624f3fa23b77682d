"""`csprog status`: shows a plan's status on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from csprog.cli.execution import execution_options
from csprog.cli.options import (
    AsOf,
    AudienceOption,
    ChannelOption,
    Days,
    Json,
    NoCache,
    OfficeOption,
    ResponsibleOption,
    Scheduler,
    StatusOption,
    Year,
    parse_day,
)
from csprog.cli.output import print_json
from csprog.cli.values import completed, one_of
from csprog.errors import InvalidPlanError, StoreError, UsageError
from csprog.evaluation.choice import MeasureChoice, in_parts
from csprog.evaluation.groups import Grouping
from csprog.evaluation.records import MeasureRecord, YearRecord, year_to_json
from csprog.evaluation.report_duty import UNPUBLISHED, ReportDuty
from csprog.i18n import N_, Message
from csprog.operations.owed_report import duty_of, reported_plan
from csprog.operations.plan_choice import checking_day, find_plan, is_group
from csprog.operations.recorded_findings import departure_of
from csprog.parsing.names import split_ids
from csprog.portfolio.query import QueryKind
from csprog.portfolio.runner import ExecutionOptions, run_queries
from csprog.programme.enums import Status, status_name
from csprog.store.paths import shown_path
from csprog.store.plan_files import misnamed

FAILURES = (*Status, UNPUBLISHED)
DETAILS = N_(
    "From the end of a year until its final report is published, the status begins with that "
    "report: days left and what is missing. With --fail-on the exit code is 1 if a measure shown "
    "has that status: for scripts and CI."
)


Numbers = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=N_("[NUMBER]…"),
        autocompletion=completed("parts"),
        help=N_("Sections, subsections, proposals or measures; with --all these folders."),
    ),
]
By = Annotated[
    Grouping | None,
    typer.Option(
        "--by",
        metavar=N_("WHAT"),
        parser=one_of(Grouping),
        help=N_("Group measures by responsible, office, section, channel or audience."),
    ),
]
All = Annotated[
    bool, typer.Option("--all", help=N_("One line for every plan in this folder and below, overdue first."))
]
Since = Annotated[
    date | None,
    typer.Option(
        "--since", metavar=N_("DATE"), parser=parse_day, help=N_("With --all: what has changed since that date.")
    ),
]
FailOn = Annotated[
    list[str] | None,
    typer.Option(
        "--fail-on",
        metavar=N_("STATUS"),
        parser=one_of(FAILURES, {status: status_name(status) for status in Status}),
        help=N_("Exit with code 1 if a measure has this status, or if a final report is due (unpublished)."),
    ),
]


def run(
    numbers: Numbers = None,
    audience: AudienceOption = None,
    channel: ChannelOption = None,
    office: OfficeOption = None,
    responsible: ResponsibleOption = None,
    status: StatusOption = None,
    due_within: Days = None,
    by: By = None,
    since: Since = None,
    fail_on: FailOn = None,
    year: Year = None,
    as_of: AsOf = None,
    scheduler: Scheduler = None,
    *,
    everything: All = False,
    no_cache: NoCache = False,
    json: Json = False,
) -> None:
    """Show the plan's status, or print it as JSON; exit 1 on a status of `fail_on`."""
    options = execution_options(scheduler, no_cache=no_cache)
    choice = MeasureChoice(audience, channel, tuple(status or ()), due_within, office, responsible)
    if everything or (not numbers and is_group(Path.cwd())):
        from csprog.cli.commands.status_all import GroupChoice, show_all  # noqa: PLC0415 - Rich: 0.1 s of --json and --help

        show_all(GroupChoice(numbers or [], year, choice, by, since), as_of, fail_on or [], options, json=json)
        return
    if since is not None:
        raise UsageError(Message("--since needs --all"))
    if scheduler:  # a cluster makes no sense for one plan; --no-cache does
        raise UsageError(Message("--scheduler needs --all"))
    overview, report = _overview(year, as_of, options)
    choice.require_names(overview.measures)
    rows = choice.of(in_parts(overview.measures, split_ids(numbers or ()), overview.year), overview.as_of)
    if json:
        print_json(year_to_json(overview, rows, report))
    else:
        _show(overview, report, departure_of(find_plan(year, as_of)[0], overview.as_of), rows, by, choice)
    failures = fail_on or ()
    if any(row.standing in failures for row in rows) or (report and report.is_owed and UNPUBLISHED in failures):
        raise typer.Exit(1)


def _overview(year: int | None, as_of: date | None, options: ExecutionOptions) -> tuple[YearRecord, ReportDuty | None]:
    """Return the year, and the duty to report of which its status tells."""
    path, today = find_plan(year, as_of)
    if not_read := misnamed(path.parent):
        from csprog.console.findings import show_not_read  # noqa: PLC0415 - few folders have any

        show_not_read(not_read)
    reported = reported_plan(path, today)
    files = list(dict.fromkeys([path, *([reported] if reported else [])]))
    results = run_queries(QueryKind.OVERVIEW, YearRecord.from_json, files, today, checking_day(today), options)
    result = results[path]
    if isinstance(result, YearRecord):
        return result, duty_of(reported, results[reported], today) if reported else None
    if result.problems:
        raise InvalidPlanError.of_file(Path(shown_path(path)), result.problems)
    raise StoreError(result.message)


def _show(
    overview: YearRecord,
    report: ReportDuty | None,
    departure: Message | None,
    rows: Sequence[MeasureRecord],
    by: Grouping | None,
    choice: MeasureChoice,
) -> None:
    if overview.errors:
        from csprog.console.findings import show_error_count  # noqa: PLC0415 - few plans have any

        show_error_count(overview.errors, overview.newer_format)
    from csprog.console.status import show_groups, show_status  # noqa: PLC0415 - the same

    if report is not None:
        from csprog.console.report_duty import show_duty  # noqa: PLC0415 - the same

        show_duty(report)
    if departure is not None:
        from csprog.console.terminal import show_note  # noqa: PLC0415 - the same

        show_note(departure, "yellow")
    if by is not None:
        show_groups(overview, rows, by)
    else:
        show_status(overview, rows, listed=choice.listed, offices=choice.office is None)
