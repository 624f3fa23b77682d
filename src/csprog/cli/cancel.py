"""`csprog cancel`: a measure was taken out of the plan."""

from __future__ import annotations

from csprog.cli.options import AsOf, Identifier, Json, Lang, On, Reason, Year
from csprog.cli.recording import RecordingCommand, run_recording

COMMAND_CLASS = RecordingCommand


def run(
    identifier: Identifier,
    reason: Reason,
    on: On = None,
    year: Year = None,
    as_of: AsOf = None,
    *,
    json: Json = False,
    lang: Lang = None,
) -> None:
    """Record the cancellation and show what changed."""
    del lang
    run_recording(identifier, "cancelled", year=year, as_of=as_of, on=on, as_json=json, reason=reason)
