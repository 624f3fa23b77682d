"""What the commands that record something share: read, add the entry, replace the file, say what changed."""

from __future__ import annotations

import json
import os
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from csprog.cli.command import IN_EDITOR
from csprog.cli.editor import write_in_editor
from csprog.cli.interview import ask_recording
from csprog.cli.paths import find_plan, shown_path
from csprog.cli.plan import open_plan, sound_plan
from csprog.console.changes import show_changes, show_waiting
from csprog.errors import UsageError
from csprog.language import Message
from csprog.programme.figures.plain import plain
from csprog.programme.records import measure_record
from csprog.record.entry import entry_of, record
from csprog.store.files import load
from csprog.store.lock import locked
from csprog.store.undo import save_step

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from csprog.programme.reading import PlanText
    from csprog.record.entry import Recorded
    from csprog.record.outcomes import Assessed, Gauged

    Change = TypeVar("Change", Recorded, Gauged, Assessed)


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
        options = {"--year": year, "--as-of": as_of, "--json": as_json}
        identifier, given = ask_recording(open_plan(year, as_of), event, given, options)
    given = {**given, "on": given["on"] or today, "event": event}

    def change(plan: PlanText, said: Mapping[str, Any]) -> Recorded:
        return record(plan, identifier, entry_of(said), today)

    recorded = write_down(path, today, given, change)
    if as_json:
        records = [plain(measure_record(change.after)) for change in recorded.changes]
        typer.echo(json.dumps(records, ensure_ascii=False, indent=2))
    else:
        show_changes(recorded, shown_path(path))


def write_down(
    path: Path, today: date, given: Mapping[str, Any], change: Callable[[PlanText, Mapping[str, Any]], Change]
) -> Change:
    """Apply `change`, with the values `given` and texts from the editor, to the plan at `path`.

    Raises:
        CsprogError: the plan, the values or the file forbid it; the file is untouched.
    """
    if IN_EDITOR in given.values():  # nobody writes a text in vain: what it is for is judged first
        trial = {key: "…" if value == IN_EDITOR else value for key, value in given.items()}
        change(sound_plan(load(path), today).text, trial)
    said = {key: _text(key) if value == IN_EDITOR else value for key, value in given.items()}
    with locked(path, show_waiting) as source:
        changed = change(sound_plan(source, today).text, said)
        save_step(source, source.encoded(changed.text))
    return changed


def _text(key: str) -> str:
    """Return the text that the person writes in the editor."""
    written = write_in_editor(os.environ)
    if not written:
        raise UsageError(Message("no {key} was written; nothing was recorded", key=key))
    return written
