"""`csprog assess`: records an assessment of customers' satisfaction."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from csprog.cli.commands.recording import record_change
from csprog.cli.options import (
    AsOf,
    Evidence,
    Json,
    Note,
    On,
    PeriodOption,
    Year,
    matching,
    parse_audience,
    parse_channel,
)
from csprog.cli.output import print_json
from csprog.cli.typed_words import typed_words
from csprog.cli.values import one_of
from csprog.console.recording import show_assessed
from csprog.editing.measurements import assess
from csprog.errors import ParseError
from csprog.evaluation.record_builder import assessment_record, of_year
from csprog.i18n import N_, Message
from csprog.operations.evidence import given_evidence
from csprog.operations.year_choice import recording_plan
from csprog.parsing.numbers import read_number
from csprog.programme.enums import Audience, Channel
from csprog.store.paths import shown_path

DETAILS = N_(
    "An operative assessment is made right after the service, a comprehensive one covers all of "
    "it. Proposals refer to an assessment by its id (“assessments”). A record is never "
    "rewritten: a later assessment has its own id, and csprog correct corrects one."
)
KINDS = ("operative", "comprehensive")
_parse_count = matching("[0-9]{1,12}", int, Message("a whole number without spaces is expected, like 412"))


def parse_score(text: str) -> dict[str, Any]:
    """Parse "Вежливость=4.5/5": a name, a score and the top of its scale."""
    name, equals, numbers = text.rpartition("=")
    score, slash, scale = numbers.partition("/")
    if not (name.strip() and equals and slash):
        raise ParseError(Message("a score is written name=score/scale, like Вежливость=4.5/5"))
    return {"name": typed_words(name), "score": read_number(score), "scale": read_number(scale)}


AssessmentId = Annotated[str, typer.Argument(metavar=N_("ASSESSMENT"), help=N_("A new id, which proposals refer to."))]
Kind = Annotated[
    str,
    typer.Option("--kind", metavar=N_("KIND"), parser=one_of(KINDS), help=N_("The kind: operative or comprehensive.")),
]
Scores = Annotated[
    list[Any],
    typer.Option(
        "--score",
        metavar=N_("NAME=SCORE/SCALE"),
        parser=parse_score,
        help=N_("A score, like Вежливость=4.5/5; may be repeated."),
    ),
]
Respondents = Annotated[
    int | None, typer.Option("--respondents", metavar="N", parser=_parse_count, help=N_("How many customers answered."))
]
AskedAudience = Annotated[
    Audience | None, typer.Option("--audience", metavar="B2B|B2C", parser=parse_audience, help=N_("Who was asked."))
]
AskedChannel = Annotated[
    Channel | None,
    typer.Option(
        "--channel",
        metavar=N_("CHANNEL"),
        parser=parse_channel,
        help=N_("The channel: office, website, account, email, phone, messenger, post."),
    ),
]


def run(
    assessment: AssessmentId,
    score: Scores,
    kind: Kind,
    period: PeriodOption,
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
    path, today = recording_plan(year, as_of, on, period=period)
    given = {
        "id": assessment,
        "kind": kind,
        "period": period,
        "on": on or today,
        "audience": audience,
        "channel": channel,
        "scores": tuple({**values, "respondents": respondents} for values in score),
        "note": note,
        "evidence": given_evidence(evidence, path, public=False),
    }
    about = f"assess {assessment}"
    assessed = record_change(path, today, given, lambda plan, values: assess(plan, values, today), about=about)
    if json:
        print_json(of_year(assessed.year, [assessment_record(assessed.assessment)]))
    else:
        show_assessed(assessed, shown_path(path))
