"""`csprog assess`: how satisfied customers were, and with what."""

from __future__ import annotations

import json as json_text
from typing import Annotated, Any

import typer

from csprog.cli.command import WritingCommand
from csprog.cli.commands.recording import record_change
from csprog.cli.options import (
    AsOf,
    Evidence,
    Json,
    Note,
    On,
    PeriodOption,
    Year,
    given_period,
    one_of,
    parse_audience,
    parse_channel,
)
from csprog.console.recording import show_assessed
from csprog.editing.measurements import assess
from csprog.errors import ParseError, UsageError
from csprog.evaluation.record_builder import assessment_record
from csprog.i18n import N_, Message
from csprog.operations.plan_choice import find_plan
from csprog.parsing.numbers import read_number
from csprog.programme.enums import Audience, Channel
from csprog.store.paths import shown_path

COMMAND_CLASS = WritingCommand
DETAILS = N_(
    "An operative assessment asks right after the service, a comprehensive one looks at all of it. Its id is the name by "
    "which proposals refer to it (“assessments”). What is recorded is not rewritten: a later assessment has an id of its own."
)
KINDS = ("operative", "comprehensive")


def _score(text: str) -> dict[str, Any]:
    """Read Вежливость=4.5/5: a name, a score and the end of its scale."""
    name, equals, numbers = text.rpartition("=")
    score, slash, scale = numbers.partition("/")
    if not (name.strip() and equals and slash):
        raise ParseError(Message("a score is typed as “name=score/scale”, like “Вежливость=4.5/5”"))
    return {"name": name, "score": read_number(score), "scale": read_number(scale)}


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 12):  # noqa: PLR2004 - as the plan's file has it
        raise ParseError(Message("this is a whole number without spaces, like 412"))
    return int(text)


AssessmentId = Annotated[
    str,
    typer.Argument(metavar=N_("ASSESSMENT"), help=N_("A new id, by which proposals refer to the assessment.")),
]
Kind = Annotated[
    str | None,
    typer.Option(
        "--kind",
        metavar=N_("KIND"),
        parser=one_of(KINDS),
        help=N_("Which kind: operative or comprehensive. Required."),
    ),
]
Scores = Annotated[
    list[Any],
    typer.Option(
        "--score",
        metavar=N_("NAME=SCORE/SCALE"),
        parser=_score,
        help=N_("What customers gave, like “Вежливость=4.5/5”; may be repeated. Required."),
    ),
]
Respondents = Annotated[
    int | None,
    typer.Option("--respondents", metavar="N", parser=_count, help=N_("How many customers answered.")),
]
AskedAudience = Annotated[
    Audience | None,
    typer.Option("--audience", metavar="B2B|B2C", parser=parse_audience, help=N_("Whom it asked.")),
]
AskedChannel = Annotated[
    Channel | None,
    typer.Option(
        "--channel",
        metavar=N_("CHANNEL"),
        parser=parse_channel,
        help=N_("About which channel: office, website, account, email, phone, messenger, post."),
    ),
]


def run(
    identifier: AssessmentId,
    score: Scores,
    kind: Kind = None,
    period: PeriodOption = None,
    audience: AskedAudience = None,
    channel: AskedChannel = None,
    respondents: Respondents = None,
    note: Note = None,
    on: On = None,
    evidence: Evidence = None,
    year: Year = None,
    as_of: AsOf = None,
    *,
    json: Json = False,
) -> None:
    """Record the assessment and show it."""
    if kind is None:
        raise UsageError(Message("{option} is missing: {forms}", option="--kind", forms=" | ".join(KINDS)))
    path, today = find_plan(year, as_of)
    given = {
        "id": identifier,
        "kind": kind,
        "period": given_period(period),
        "on": on or today,
        "audience": audience,
        "channel": channel,
        "scores": tuple({**one, "respondents": respondents} for one in score),
        "note": note,
        "evidence": evidence,
    }
    assessed = record_change(path, today, given, lambda plan, said: assess(plan, said, today))
    if json:
        typer.echo(json_text.dumps([assessment_record(assessed.assessment)], ensure_ascii=False, indent=2))
    else:
        show_assessed(assessed, shown_path(path))
