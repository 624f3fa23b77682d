"""`csprog list`: lists the measures of a plan, or of its parts, on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

import typer

from csprog.cli.options import (
    AsOf,
    AudienceOption,
    ChannelOption,
    Days,
    Json,
    OfficeOption,
    ResponsibleOption,
    StatusOption,
    Year,
)
from csprog.cli.output import print_json
from csprog.cli.values import completed
from csprog.console.findings import show_error_count
from csprog.console.plan_list import show_list
from csprog.errors import RefusedError
from csprog.evaluation.choice import MeasureChoice, in_parts
from csprog.evaluation.record_builder import year_record
from csprog.evaluation.records import list_to_json
from csprog.i18n import N_, Message
from csprog.operations.carried_over import evaluate_plan
from csprog.operations.plans import open_plan
from csprog.parsing.names import find_name, listed, read_id, split_ids
from csprog.programme.lookup import aims_by_number
from csprog.programme.model import Programme
from csprog.programme.plan_text import newer_format_in

DETAILS = N_("Measures are listed in the order of the plan. Without options all of them, on any day of the year.")
Numbers = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=N_("[NUMBER]…"),
        autocompletion=completed("parts"),
        help=N_("Only these sections, subsections, proposals or measures."),
    ),
]
Goal = Annotated[
    str | None,
    typer.Option("--goal", metavar=N_("ID"), help=N_("Only measures that serve this goal, like 2.1.1.")),
]
Clause = Annotated[
    str | None,
    typer.Option("--clause", metavar=N_("ID"), help=N_("Only measures that serve this clause of the Standard.")),
]


def run(
    numbers: Numbers = None,
    audience: AudienceOption = None,
    channel: ChannelOption = None,
    office: OfficeOption = None,
    responsible: ResponsibleOption = None,
    status: StatusOption = None,
    due_within: Days = None,
    goal: Goal = None,
    clause: Clause = None,
    year: Year = None,
    as_of: AsOf = None,
    *,
    json: Json = False,
) -> None:
    """List the chosen measures, or print them as JSON."""
    plan = open_plan("list", year, as_of)
    overview = replace(year_record(evaluate_plan(plan)), newer_format=newer_format_in(plan.plan))
    choice = MeasureChoice(audience, channel, tuple(status or ()), due_within, office, responsible)
    choice.require_names(overview.measures)
    serving = _serving(plan.programme, goal, clause)
    parts = in_parts(overview.measures, split_ids(numbers or ()), overview.year)
    measures = choice.of((measure for measure in parts if measure.proposal in serving), overview.as_of)
    show_error_count(overview.errors, overview.newer_format, error_stream=json)
    if json:
        print_json(list_to_json(overview, measures))
    else:
        show_list(overview, measures, plan.programme, offices=office is None)


def _serving(programme: Programme, goal: str | None, clause: str | None) -> frozenset[str]:
    """Return the numbers of the proposals that serve a goal and a clause, where these are given."""
    proposals = [proposal for _, part, _ in programme.subsections() for proposal in part.proposals]
    found = {proposal.number for proposal in proposals}
    if goal is not None:
        listed_goals = [*aims_by_number(programme.goals), *(name for one in proposals for name in one.goals)]
        number = _known(goal, listed_goals, N_("there is no goal {number}; there are: {known}"))
        found &= {one.number for one in proposals if number in one.goals}
    if clause is not None:
        clauses = [one.number for one in programme.passport.clauses]
        clauses += [name for one in proposals for name in one.standard_clauses]
        name = _known(clause, clauses, N_("there is no clause {number} of the Standard; there are: {known}"))
        found &= {one.number for one in proposals if name in one.standard_clauses}
    return frozenset(found)


def _known(typed: str, known: Sequence[str], sentence: str) -> str:
    """Return the number that was typed, as the plan writes it."""
    if (number := find_name(read_id(typed), known)) is None:
        raise RefusedError(Message(sentence, number=typed, known=listed(dict.fromkeys(known)) or "—"))
    return number
