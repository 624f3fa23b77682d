"""`csprog remark`: something worth knowing that changes nothing."""

from __future__ import annotations

from csprog.cli.options import AsOf, Identifier, Json, Lang, On, RemarkNote, Year
from csprog.cli.recording import RecordingCommand, run_recording

COMMAND_CLASS = RecordingCommand


def run(
    identifier: Identifier,
    note: RemarkNote,
    on: On = None,
    year: Year = None,
    as_of: AsOf = None,
    *,
    json: Json = False,
    lang: Lang = None,
) -> None:
    """Record the remark and show what changed."""
    del lang
    run_recording(identifier, "remark", year=year, as_of=as_of, on=on, as_json=json, note=note)
