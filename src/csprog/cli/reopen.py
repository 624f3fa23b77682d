"""`csprog reopen`: what was closed is open again."""

from __future__ import annotations

from csprog.cli.options import AsOf, Identifier, Json, Lang, Offices, On, Reason, Year
from csprog.cli.recording import RecordingCommand, run_recording
from csprog.language import marked

COMMAND_CLASS = RecordingCommand
DETAILS = marked("With --office only that office is open again.")


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
    """Record the reopening and show what changed."""
    del lang
    run_recording(identifier, "reopened", year=year, as_of=as_of, on=on, as_json=json, offices=office, reason=reason)
