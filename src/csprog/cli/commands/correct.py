"""`csprog correct`: corrects what was recorded, committed or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, get_args

import typer

from csprog.cli.commands.assess import Respondents, parse_score
from csprog.cli.commands.recording import record_change
from csprog.cli.options import (
    AsOf,
    Document,
    Evidence,
    Json,
    Offices,
    PersonalDataGround,
    Public,
    Year,
    matching,
    parse_day,
    parse_last_day,
)
from csprog.cli.output import print_json
from csprog.cli.values import Typed, completed, one_of
from csprog.console.recording import show_assessed, show_changes, show_gauged
from csprog.editing.corrections import correct
from csprog.editing.entry import EntryResult
from csprog.editing.measurements import ActualResult, AssessmentResult
from csprog.evaluation.record_builder import assessment_record, indicator_record, measure_record, of_year
from csprog.evaluation.records import to_json
from csprog.i18n import N_, Message
from csprog.operations.evidence import given_evidence
from csprog.operations.year_choice import recording_plan
from csprog.parsing.names import split_ids
from csprog.parsing.numbers import read_amount, read_number
from csprog.parsing.periods import PERIODS, Period, read_period
from csprog.programme.entries import Removable
from csprog.programme.plan_text import SoundPlan
from csprog.store.paths import shown_path

DETAILS = N_(
    "Nothing is rewritten: a correction is appended, and the entry is read with the new values "
    "everywhere, for any date. Without --entry the last entry of the measure is corrected; "
    "csprog show numbers them. An indicator's value and an assessment's scores are corrected in "
    "the same way."
)

Corrected = Annotated[
    list[str],
    typer.Argument(
        metavar=N_("ID…"),
        autocompletion=completed("items"),
        help=N_("A measure (1.2.2.1), an indicator or an assessment; several measures, if one correction fits all."),
    ),
]
Why = Annotated[
    str, typer.Option("--why", metavar=N_("TEXT"), help=N_("What was wrong with the entry; it is published."))
]
Entry = Annotated[
    int | None,
    typer.Option(
        "--entry",
        metavar="N",
        parser=matching("[1-9][0-9]{0,3}", int, Message("numbers start at 1")),
        help=N_("The entry's number in csprog show; by default the last."),
    ),
]
NewNote = Annotated[
    str | None, typer.Option("--note", "-m", metavar=N_("TEXT"), help=N_("What was achieved, or the remark."))
]
NewReason = Annotated[
    str | None, typer.Option("--reason", metavar=N_("TEXT"), help=N_("Why it was late, not completed or postponed."))
]
NewDay = Annotated[
    Any,
    typer.Option(
        "--on",
        metavar=N_("DATE"),
        parser=parse_day,
        help=N_("The true date; it may be earlier."),
    ),
]
NewTo = Annotated[
    Any,
    typer.Option("--to", metavar=N_("DATE"), parser=parse_last_day, help=N_("The postponed deadline, or a quarter.")),
]
NewAmount = Annotated[
    Decimal | None,
    typer.Option("--amount", metavar=N_("AMOUNT"), parser=read_amount, help=N_("The sum spent.")),
]
NewValue = Annotated[
    Decimal | None,
    typer.Option("--value", metavar=N_("VALUE"), parser=read_number, help=N_("The value of the indicator.")),
]
OfPeriod = Annotated[
    Period | None,
    typer.Option(
        "--period",
        metavar=N_("PERIOD"),
        parser=Typed(read_period, Message(PERIODS)),
        help=N_("The period of the indicator's value; by default the last one recorded."),
    ),
]
NewScores = Annotated[
    list[Any],
    typer.Option(
        "--score",
        metavar=N_("NAME=SCORE/SCALE"),
        parser=parse_score,
        help=N_("A score of the assessment; may be repeated, the others stay."),
    ),
]
Remove = Annotated[
    list[Any],
    typer.Option(
        "--remove",
        metavar=N_("KEY"),
        parser=one_of(get_args(Removable)),
        help=N_("A key to remove from the entry: note, reason, evidence or offices; may be repeated."),
    ),
]
Withdraw = Annotated[bool, typer.Option("--withdraw", help=N_("Revoke the whole entry, as if it had never been made."))]


def run(
    corrected: Corrected,
    why: Why,
    entry: Entry = None,
    note: NewNote = None,
    reason: NewReason = None,
    document: Document = None,
    evidence: Evidence = None,
    on: NewDay = None,
    office: Offices = None,
    to: NewTo = None,
    amount: NewAmount = None,
    period: OfPeriod = None,
    value: NewValue = None,
    score: NewScores = (),  # type: ignore[assignment]
    respondents: Respondents = None,
    remove: Remove = (),  # type: ignore[assignment]
    personal_data_ground: PersonalDataGround = None,
    year: Year = None,
    as_of: AsOf = None,
    *,
    public: Public = False,
    withdraw: Withdraw = False,
    json: Json = False,
) -> None:
    """Append the correction and show what follows from it."""
    named = split_ids(corrected)
    path, today = _plan_of(named, year, as_of, on, period)
    given = {
        "why": why,
        "number": entry,
        "note": note,
        "reason": reason,
        "document": document,
        "evidence": given_evidence(evidence, path, public=public),
        "on": on,
        "offices": tuple(office or ()),
        "to": to,
        "amount": amount,
        "period": period,
        "value": value,
        "scores": tuple({**values, "respondents": respondents} for values in score),
        "removed": tuple(remove),
        "withdrawn": withdraw or None,
        "personal_data_ground": personal_data_ground,
    }

    def change(plan: SoundPlan, values: Any) -> Any:
        return correct(plan, named, values, today)

    about = " ".join(("correct", *named))
    result = record_change(path, today, given, change, command="correct", about=about)
    if json:
        print_json(of_year(result.year, _records(result)))
    elif isinstance(result, EntryResult):
        show_changes(result, shown_path(path))
    elif isinstance(result, ActualResult):
        show_gauged(result, shown_path(path))
    else:
        show_assessed(result, shown_path(path))


def _plan_of(
    named: Sequence[str], year: int | None, as_of: date | None, on: date | None, period: Period | None
) -> tuple[Path, date]:
    """Find the plan that holds all that is corrected."""
    found = [recording_plan(year, as_of, on, identifier, period) for identifier in named]
    return found[0]


def _records(corrected: EntryResult | ActualResult | AssessmentResult) -> list[Any]:
    if isinstance(corrected, EntryResult):
        return [to_json(measure_record(change.after)) for change in corrected.changes]
    if isinstance(corrected, ActualResult):
        return [indicator_record(corrected.placed)]
    return [assessment_record(corrected.assessment)]
