"""`csprog status`: how the plan stands."""

from __future__ import annotations

import json as json_text
from typing import TYPE_CHECKING, Annotated

import typer

from csprog.cli.options import AsOf, AudienceOption, ChannelOption, Days, Json, Lang, NoCache, Scheduler, Year, one_of
from csprog.errors import Refused, UsageError
from csprog.language import Message, marked
from csprog.programme.evaluation import evaluate
from csprog.programme.groups import Grouping
from csprog.programme.records import year_record
from csprog.programme.terms import Standing

if TYPE_CHECKING:
    from csprog.programme.evaluation import Evaluation, Row

DETAILS = marked("With --fail-on the exit code is 1 if a measure shown stands so: for scripts and CI.")


def _standing(text: str) -> Standing:
    return one_of(Standing)(text)


def _grouping(text: str) -> Grouping:
    return one_of(Grouping)(text)


Numbers = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=marked("[NUMBER]…"),
        help=marked("Only these sections, subsections, proposals or measures; with --all these folders."),
    ),
]
StandingOption = Annotated[
    list[Standing] | None,
    typer.Option(
        "--standing",
        metavar=marked("STANDING"),
        parser=_standing,
        help=marked(
            "Only measures that stand so: planned, due-soon, partly-completed, overdue, completed, completed-late, "
            "not-completed, cancelled."
        ),
    ),
]
By = Annotated[
    Grouping | None,
    typer.Option(
        "--by",
        metavar=marked("WHAT"),
        parser=_grouping,
        help=marked("List the measures by responsible, office, section, channel or audience, with counts."),
    ),
]
All = Annotated[
    bool, typer.Option("--all", help=marked("A line for every plan in this folder or below it, overdue ones first."))
]
FailOn = Annotated[
    list[Standing] | None,
    typer.Option(
        "--fail-on", metavar=marked("STANDING"), parser=_standing, help=marked("Exit 1 if a measure stands so.")
    ),
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
    lang: Lang = None,
) -> None:
    """Show the plan's status, or give it as JSON."""
    del lang
    if everything:
        from csprog.cli.all_plans import show_all  # noqa: PLC0415 - most people ask about one plan
        from csprog.cli.portfolio import Means  # noqa: PLC0415 - likewise

        if audience or channel or standing or due_within is not None or by:
            raise UsageError(Message("--all goes with --year, --as-of, --fail-on and --json, not with other choices"))
        show_all(numbers or [], year, as_of, fail_on or [], Means(scheduler, keep=not no_cache), json=json)
        return
    if scheduler or no_cache:
        raise UsageError(Message("--scheduler and --no-cache go with --all"))
    from csprog.cli.plan import open_plan  # noqa: PLC0415 - what is known of many plans is told without reading one

    plan = open_plan(year, as_of)
    evaluation = evaluate(plan.programme, plan.today)
    rows = _numbered(evaluation, numbers or [])
    rows = [row for row in rows if audience in (None, row.placed.subsection.audience)]
    rows = [row for row in rows if channel in (None, row.placed.subsection.channel)]
    rows = [row for row in rows if not standing or row.stand.standing in standing]
    if due_within is not None:
        rows = [r for r in rows if r.stand.standing.is_open and (r.stand.awaited - plan.today).days <= due_within]
    if json:
        typer.echo(json_text.dumps(year_record(evaluation, rows), ensure_ascii=False, indent=2))
    else:
        _show(evaluation, rows, by, listed=bool(standing) or due_within is not None)
    if any(row.stand.standing in (fail_on or ()) for row in rows):
        raise typer.Exit(1)


def _show(evaluation: Evaluation, rows: list[Row], by: Grouping | None, *, listed: bool) -> None:
    from csprog.console.status import show_groups, show_status  # noqa: PLC0415 - a program that asks waits for no Rich

    if by is not None:
        show_groups(evaluation, rows, by)
    else:
        show_status(evaluation, rows, listed=listed)


def _numbered(evaluation: Evaluation, numbers: list[str]) -> list[Row]:
    """Return the rows that lie in one of `numbers`, all of them if there are none."""
    from csprog.programme.address import within  # noqa: PLC0415 - what is known of many plans waits for no model of one

    for number in numbers:
        if not any(within(row.placed, number) for row in evaluation.rows):
            year = evaluation.programme.year
            raise Refused(Message("the plan of {year} has nothing numbered {number}", year=year, number=number))
    return [row for row in evaluation.rows if not numbers or any(within(row.placed, n) for n in numbers)]
