"""Commands that record an event of a measure, from `csprog complete` to `spend`."""

from __future__ import annotations

from decimal import Decimal
from inspect import Parameter, Signature
from typing import Annotated, Any, NamedTuple

import typer

from csprog.cli.options import (
    AsOf,
    Document,
    Evidence,
    Identifier,
    Identifiers,
    Json,
    Note,
    Offices,
    On,
    PersonalDataGround,
    Public,
    Reason,
    RemarkNote,
    To,
    Year,
)
from csprog.i18n import N_
from csprog.parsing.numbers import read_amount

CompletionNote = Annotated[
    str | None,
    typer.Option(
        "--note",
        "-m",
        metavar=N_("TEXT"),
        help=N_("What was achieved; without a text the editor opens."),
    ),
]
CompletionReason = Annotated[
    str | None,
    typer.Option(
        "--reason",
        metavar=N_("TEXT"),
        help=N_("Why it was late; without a text the editor opens."),
    ),
]
Amount = Annotated[
    Decimal | None,
    typer.Argument(
        metavar=N_("AMOUNT"), parser=read_amount, help=N_('Roubles: 350000, 350000.50, "350 000,50", -500.')
    ),
]


class Event(NamedTuple):
    """A command that records `event`: its required and optional parameters."""

    event: str
    required: dict[str, Any]
    optional: dict[str, Any]
    DETAILS: str = ""
    flags: dict[str, Any] = {}  # noqa: RUF012 - a tuple's field, which nothing changes

    @property
    def run(self) -> Any:
        """Return a function with the signature that typer makes the command from."""

        def run(**values: Any) -> None:
            from csprog.cli.commands.recording import run_recording  # noqa: PLC0415 - loads the model: 0.4 s of --help

            command = next(name for name, one in EVENTS.items() if one is self)
            run_recording(
                event=self.event,
                command=command,
                as_json=values.pop("json"),
                offices=values.pop("office", None),
                **values,
            )

        optional = {**self.optional, "personal_data_ground": PersonalDataGround, "year": Year, "as_of": AsOf}
        parameters = [
            *(_parameter(name, kind) for name, kind in self.required.items()),
            *(_parameter(name, kind, None) for name, kind in optional.items()),
            *(_parameter(name, kind, default=False) for name, kind in {**self.flags, "json": Json}.items()),
        ]
        # typer reads names and defaults from the signature, types from the annotations
        run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return run


def _parameter(name: str, kind: Any, default: Any = Parameter.empty) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=kind)


_WHY = {"identifier": Identifiers, "reason": Reason}
EVENTS = {
    "complete": Event(
        "completed",
        {"identifier": Identifiers},
        {"note": CompletionNote, "reason": CompletionReason, "on": On, "office": Offices, "evidence": Evidence},
        N_(
            "A proposal's number records it for all its open measures. A completion after the deadline "
            "needs a --reason, unless a postponement or a failure has given one."
        ),
        {"public": Public},
    ),
    "decline": Event(
        "not-completed",
        _WHY,
        {"on": On, "office": Offices, "document": Document},
        N_("If a measure was completed only in some offices, record those with complete, then the rest with decline."),
    ),
    "postpone": Event(
        "postponed",
        {"identifier": Identifiers, "to": To, "reason": Reason},
        {"on": On},
        N_("The approved deadline does not change: a completion after it is late."),
    ),
    "cancel": Event(
        "cancelled", _WHY, {"on": On, "document": Document}, N_("An approved plan needs the document that says so.")
    ),
    "reopen": Event("reopened", _WHY, {"on": On, "office": Offices}, N_("With --office only that office is reopened.")),
    "remark": Event("remark", {"identifier": Identifiers, "note": RemarkNote}, {"on": On}),
    "spend": Event(
        "spent",
        {"identifier": Identifier, "amount": Amount},
        {"note": Note, "on": On, "evidence": Evidence},
        N_(
            "Each sum is recorded separately, and csprog adds them up. A sum below 0 is a refund and "
            "needs a --note that says why; 0 means that nothing had to be spent. Give a measure, not a "
            "proposal with several: the sum would count for each."
        ),
    ),
}
