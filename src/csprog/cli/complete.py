"""`csprog complete`: a measure was carried out."""

from __future__ import annotations

from typing import Annotated

import typer

from csprog.cli.options import AsOf, Evidence, Identifier, Json, Lang, Offices, On, Year
from csprog.cli.recording import RecordingCommand, run_recording
from csprog.language import marked

COMMAND_CLASS = RecordingCommand
DETAILS = marked(
    "A proposal's number records it for all its measures that are open. A completion after the deadline needs a note "
    "that says why it is late."
)
Note = Annotated[
    str | None,
    typer.Option(
        "--note",
        metavar=marked("TEXT"),
        help=marked("What was achieved, and if it came late, why; without a text the editor opens."),
    ),
]


def run(
    identifier: Identifier,
    note: Note = None,
    on: On = None,
    office: Offices = None,
    evidence: Evidence = None,
    year: Year = None,
    as_of: AsOf = None,
    *,
    json: Json = False,
    lang: Lang = None,
) -> None:
    """Record the completion and show what changed."""
    del lang
    run_recording(
        identifier,
        "completed",
        year=year,
        as_of=as_of,
        on=on,
        as_json=json,
        offices=office,
        note=note,
        evidence=evidence,
    )
