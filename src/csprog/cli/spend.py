"""`csprog spend`: money went out for a measure, or came back."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

import typer

from csprog.cli.numbers import typed_number
from csprog.cli.options import AsOf, Evidence, Identifier, Json, Lang, Note, On, Year
from csprog.cli.recording import NumberCommand, RecordingCommand, run_recording
from csprog.language import marked

DETAILS = marked(
    "Every sum is recorded by itself, and csprog adds them up. A sum below 0 came back and needs a note that says why; 0 "
    "says that nothing had to be spent. A proposal of several measures is refused: the sum would count for each."
)
Amount = Annotated[
    Decimal | None,
    typer.Argument(
        metavar=marked("AMOUNT"), parser=typed_number, help=marked("Roubles: 350000, 350000.50, “350 000,50”, -500.")
    ),
]


class SpendCommand(NumberCommand, RecordingCommand):
    """A recording of a measure that is a number."""


COMMAND_CLASS = SpendCommand


def run(
    identifier: Identifier,
    amount: Amount,
    note: Note = None,
    on: On = None,
    evidence: Evidence = None,
    year: Year = None,
    as_of: AsOf = None,
    *,
    json: Json = False,
    lang: Lang = None,
) -> None:
    """Record the sum and show what changed."""
    del lang
    run_recording(
        identifier, "spent", year=year, as_of=as_of, on=on, as_json=json, amount=amount, note=note, evidence=evidence
    )
