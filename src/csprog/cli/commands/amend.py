"""`csprog amend`: changes an approved plan by a document, with the words before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Annotated, Any

import typer

from csprog.cli.commands.recording import record_change
from csprog.cli.options import AsOf, Document, DocumentDay, Json, Reason, Year
from csprog.cli.output import print_json
from csprog.cli.prompts.amendment import amendment_head
from csprog.cli.values import TypedDay, completed
from csprog.console.amendment import show_amended
from csprog.editing.amendment import AmendmentResult
from csprog.editing.plan_parts import add_measure, change_values, drop_measure
from csprog.errors import UsageError
from csprog.i18n import N_, Message
from csprog.operations.amendments import amend_edited, amend_part, approved_plan
from csprog.operations.year_choice import recording_plan
from csprog.parsing.deadlines import DEADLINES, Due, read_due
from csprog.parsing.names import split_ids
from csprog.parsing.numbers import read_amount
from csprog.programme.plan_text import SoundPlan
from csprog.store.paths import shown_path

DETAILS = N_(
    "With an ID it changes that measure and records the amendment in one step. Without one it "
    "records what was changed in the file since the last commit, or since --against, and has no "
    "amendment yet: edit the file, then run the command. A measure that has records is "
    "cancelled, not dropped."
)
_NEEDED = ("text", "due", "result")

Part = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=N_("[ID]…"),
        autocompletion=completed("measures"),
        help=N_("Measures (1.2.2.1), or a proposal (1.2.2) with --text or --add."),
    ),
]
Words = Annotated[str | None, typer.Option("--text", metavar=N_("TEXT"), help=N_("The new text."))]
DueOption = Annotated[
    Due | None,
    typer.Option(
        "--due",
        metavar=N_("DATE"),
        parser=TypedDay(read_due, Message(DEADLINES)),
        help=N_("The new deadline: 2025-12-31, or a quarter: 2025-Q4."),
    ),
]
Result = Annotated[str | None, typer.Option("--result", metavar=N_("TEXT"), help=N_("The new planned result."))]
AllOffices = Annotated[
    list[str] | None,
    typer.Option(
        "--offices",
        metavar=N_("NAME"),
        autocompletion=completed("offices"),
        help=N_("An office of the new list; may be repeated."),
    ),
]
Responsible = Annotated[
    str | None,
    typer.Option(
        "--responsible",
        metavar=N_("NAME"),
        autocompletion=completed("units"),
        help=N_("The unit that is now responsible."),
    ),
]
Planned = Annotated[
    Decimal | None,
    typer.Option("--funding", metavar=N_("AMOUNT"), parser=read_amount, help=N_("The new planned sum, in roubles.")),
]
Add = Annotated[bool, typer.Option("--add", help=N_("Add a measure at the end of the proposal."))]
Drop = Annotated[bool, typer.Option("--drop", help=N_("Remove the measure; those after it move up."))]
Against = Annotated[
    str | None,
    typer.Option(
        "--against",
        metavar=N_("REV"),
        help=N_("The approved version: a revision or a file; by default the last commit."),
    ),
]


def run(
    identifier: Part = None,
    *,
    document: Document = None,
    on: DocumentDay = None,
    reason: Reason = None,
    text: Words = None,
    due: DueOption = None,
    result: Result = None,
    offices: AllOffices = None,
    responsible: Responsible = None,
    funding: Planned = None,
    add: Add = False,
    drop: Drop = False,
    against: Against = None,
    year: Year = None,
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """Write the change and the amendment, and show both."""
    named = split_ids(identifier or ())
    path, today = recording_plan(year, as_of, on, " ".join(named) or None)
    values = {
        "text": text,
        "due": due,
        "result": result,
        "offices": tuple(offices or ()),
        "responsible": responsible,
        "funding": funding,
    }
    given = {key: value for key, value in values.items() if value not in (None, ())}
    _check_request(named, given, add=add, drop=drop)
    approved = approved_plan(path, today, against)
    head = amendment_head({"document": document, "on": on, "reason": reason}, today)

    def change(plan: SoundPlan, head: Mapping[str, Any]) -> AmendmentResult:
        if not named:
            return amend_edited(approved, plan, head)
        return amend_part(approved, plan, [_edit(one, given, add=add, drop=drop) for one in _in_order(named)], head)

    amended = record_change(path, today, head, change, "amend", about=" ".join(("amend", *named)), imported=True)
    if json:
        print_json(
            {
                "year": amended.year,
                "number": amended.number,
                **amended.amendment.model_dump(mode="json", exclude_none=True),
            }
        )
    else:
        show_amended(amended, shown_path(path))


def _check_request(named: Sequence[str], values: Mapping[str, Any], *, add: bool, drop: bool) -> None:
    """Refuse options that contradict each other, or lack one.

    Raises:
        UsageError: they do.
    """
    if not named:
        if values or add or drop:
            raise UsageError(
                Message("no measure is given; its ID comes first, like csprog amend 1.2.2.1 --due 2025-12-31")
            )
        return
    if drop and (values or add):
        raise UsageError(Message("--drop removes the measure; no other change can be given with it"))
    if not drop and not values:
        raise UsageError(Message("no change of {id} is given; see csprog amend --help", id=" ".join(named)))
    if add and (missing := [f"--{key} …" for key in _NEEDED if key not in values]):
        raise UsageError(Message("a new measure needs {options}", options=" ".join(missing)))


def _in_order(named: Sequence[str]) -> list[str]:
    """Return the ids from the last to the first: what is dropped moves up those behind it."""
    return sorted(named, key=lambda identifier: [(len(part), part) for part in identifier.split(".")], reverse=True)


def _edit(identifier: str, values: Mapping[str, Any], *, add: bool, drop: bool) -> Callable[[SoundPlan], str]:
    """Return the change that the options ask for."""
    if drop:
        return partial(drop_measure, identifier=identifier)
    return partial(add_measure if add else change_values, identifier=identifier, values=values)
