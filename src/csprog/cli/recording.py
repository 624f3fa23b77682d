"""What the commands that record something share: read, add the entry, replace the file, say what changed."""

from __future__ import annotations

import json
import os
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import typer

from csprog.cli.choosing import ChoosingCommand
from csprog.cli.editor import IN_EDITOR, write_in_editor
from csprog.cli.plan import find_plan, open_plan, shown_path, sound_plan
from csprog.console.changes import show_changes, show_waiting
from csprog.errors import UsageError
from csprog.language import Message
from csprog.programme.evaluation import evaluate_measure
from csprog.programme.records import measure_record
from csprog.record import entry_of, record
from csprog.store import load, locked, remember, save

if TYPE_CHECKING:
    from csprog.record import Recorded
    from csprog.store import SourceFile

_TEXT_OPTIONS = ("--note", "--reason")


class RecordingCommand(ChoosingCommand):
    """A command whose --note or --reason may be given without a text: the editor then asks for it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Give the bare option its stand-in before typer complains that its text is missing."""
        known = {name for parameter in self.params for name in parameter.opts} | {"--help"}
        given: list[str] = []
        for word, following in zip_longest(args, args[1:]):
            given.append(word)
            if word in _TEXT_OPTIONS and (following is None or following.split("=", 1)[0] in known):
                given.append(IN_EDITOR)
        return super().parse_args(ctx, given)


def run_recording(
    identifier: str | None,
    event: str,
    *,
    year: int | None,
    as_of: date | None,
    on: date | None,
    as_json: bool,
    offices: list[str] | None = None,
    **values: Any,
) -> None:
    """Record `event` for the measures that `identifier` names, in one replacement of the plan's file.

    Without an id the person at the terminal says which measure is meant and all that is not given.

    Raises:
        CsprogError: the plan, the request or the file forbid it; the file is untouched.
    """
    path, today = find_plan(year, as_of)
    given: dict[str, Any] = {"on": on, "offices": tuple(offices or ()), **values}
    if identifier is None:
        from csprog.cli.interview import ask_recording  # noqa: PLC0415 - few runs ask anything

        options = {"--year": year, "--as-of": as_of, "--json": as_json}
        identifier, given = ask_recording(open_plan(year, as_of), event, given, options)
    given = {**given, "on": given["on"] or today, "event": event}
    if IN_EDITOR in values.values():  # nobody writes a text in vain: what it is for is judged first
        trial = {key: "…" if value == IN_EDITOR else value for key, value in given.items()}
        record(sound_plan(load(path), today).text, identifier, entry_of(trial), today)
    entry = entry_of({key: _text(key) if value == IN_EDITOR else value for key, value in given.items()})
    with locked(path, show_waiting) as source:
        recorded = record(sound_plan(source, today).text, identifier, entry, today)
        write_step(source, recorded)
    if as_json:
        changed = [change.placed for change in recorded.changes]
        records = [measure_record(evaluate_measure(placed, recorded.year, today)) for placed in changed]
        typer.echo(json.dumps(records, ensure_ascii=False, indent=2))
    else:
        show_changes(recorded, shown_path(path))


def write_step(source: SourceFile, recorded: Recorded) -> None:
    """Put what was recorded into the plan's file as one step that `csprog undo` takes back; the plan must be locked.

    Raises:
        StoreError: it can't be written; the file is untouched.
    """
    edits = tuple((edit.start, edit.end, edit.text) for edit in recorded.undo)
    ids = tuple(change.placed.id for change in recorded.changes)
    remember(source.path, ids, source.encoded(recorded.text), edits)
    save(source, recorded.text)


def _text(key: str) -> str:
    """Return the text that the person writes in the editor."""
    written = write_in_editor(os.environ)
    if not written:
        raise UsageError(Message("no {key} was written; nothing was recorded", key=key))
    return written
