"""`csprog postpone`: a measure is awaited by another day."""

from __future__ import annotations

from csprog.cli.options import AsOf, Identifier, Json, Lang, On, Reason, To, Year
from csprog.cli.recording import RecordingCommand, run_recording
from csprog.language import marked

COMMAND_CLASS = RecordingCommand
DETAILS = marked("The approved deadline stays what it was: a completion after it is late.")


def run(
    identifier: Identifier,
    to: To,
    reason: Reason,
    on: On = None,
    year: Year = None,
    as_of: AsOf = None,
    *,
    json: Json = False,
    lang: Lang = None,
) -> None:
    """Record the postponement and show what changed."""
    del lang
    run_recording(identifier, "postponed", year=year, as_of=as_of, on=on, as_json=json, to=to, reason=reason)
