"""`csprog decline`: a measure was not carried out."""

from __future__ import annotations

from csprog.cli.options import AsOf, Identifier, Json, Lang, Offices, On, Reason, Year
from csprog.cli.recording import RecordingCommand, run_recording
from csprog.language import marked

COMMAND_CLASS = RecordingCommand
DETAILS = marked("A measure that was done in some offices and not in others: complete those, then decline the rest.")


def run(
    identifier: Identifier,
    reason: Reason,
    on: On = None,
    office: Offices = None,
    year: Year = None,
    as_of: AsOf = None,
    *,
    json: Json = False,
    lang: Lang = None,
) -> None:
    """Record the failure and show what changed."""
    del lang
    run_recording(
        identifier, "not-completed", year=year, as_of=as_of, on=on, as_json=json, offices=office, reason=reason
    )
