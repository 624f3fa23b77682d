"""`csprog collect`: records what departments filled in, all of it in one step or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from csprog.cli.command import at_terminal
from csprog.cli.options import AsOf, Year
from csprog.cli.prompts.questions import agree
from csprog.console.collection import show_collected, show_faults, show_written
from csprog.console.recording import show_waiting
from csprog.editing.batch import record_batch
from csprog.errors import RefusedError
from csprog.extras import missing_extra
from csprog.i18n import N_, Message
from csprog.importing.collection.entries import Collection
from csprog.operations.plan_choice import find_plan
from csprog.operations.plans import sound_plan
from csprog.operations.recording import write_text
from csprog.programme.model import Programme
from csprog.store.paths import shown_path
from csprog.store.plan_files import load

LARGEST = 64_000_000  # bytes; a plan of 10,000 measures has some 2 million
DETAILS = N_(
    "The files are those that csprog export --for made. What they say is shown first; in a terminal you are asked. What "
    "is recorded already is passed over. csprog undo takes the whole collection back."
)
_OWNERS = "~$"  # how Excel's own notes begin of who has a workbook open

Files = Annotated[list[Path], typer.Argument(metavar=N_("FILE…"), help=N_("Filled-in workbooks, or folders of them."))]
Yes = Annotated[bool, typer.Option("--yes", help=N_("Record without asking."))]


def run(files: Files, year: Year = None, as_of: AsOf = None, *, yes: Yes = False) -> None:
    """Show what the files would record, ask, and record it."""
    path, today = find_plan(year, as_of)
    source = load(path)
    plan = sound_plan(source, today)
    collection = _collect(plan.programme, today, list(_workbooks(files)))
    if collection.faults:
        show_faults(collection.faults)
        raise typer.Exit(1)
    recorded = record_batch(plan, collection.entries, today)
    show_collected(recorded, collection.known)
    if not recorded.changes:
        return
    if not yes and not _agreed(shown_path(path)):
        raise RefusedError(Message("nothing was recorded"))
    write_text(source, recorded.text, show_waiting)
    show_written(shown_path(path))


def _collect(programme: Programme, today: date, files: list[Path]) -> Collection:
    """Return what all files say together.

    Raises:
        Refused: a file is no sound workbook, or what reads it is not installed.
    """
    try:
        from csprog.importing.collection.entries import collected  # noqa: PLC0415 - an extra
        from csprog.importing.collection.response_reader import read_replies  # noqa: PLC0415 - an extra
        from csprog.importing.collection.workbook import read_cells  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise missing_extra(error, "xlsx", "office") from None
    names = map(shown_path, files)
    returned = [read_replies(name, read_cells(_bytes(path), name)) for path, name in zip(files, names, strict=True)]
    found = collected(programme, [reply for one in returned for reply in one.replies], today)
    found.faults += [fault for one in returned for fault in one.faults]
    found.faults.sort(key=lambda fault: (fault.file, fault.sheet, len(fault.cell), fault.cell))
    return found


def _workbooks(paths: list[Path]) -> Iterator[Path]:
    """Give the files: those of a folder, and those that a pattern names where the shell leaves that to us (Windows).

    Raises:
        Refused: there is none.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(path.glob("*.xlsx"))
        elif not path.exists() and any(sign in path.name for sign in "*?["):
            found += sorted(path.parent.glob(path.name))
        else:
            found.append(path)
    kept = [path for path in dict.fromkeys(found) if not path.name.startswith(_OWNERS)]
    if not kept:
        raise RefusedError(Message("there is no workbook in {paths}", paths=", ".join(map(str, paths))))
    yield from kept


def _bytes(path: Path) -> bytes:
    if path.is_file() and path.stat().st_size > LARGEST:
        raise RefusedError(Message("{path} is too large for a workbook of csprog", path=shown_path(path)))
    return path.read_bytes()


def _agreed(path: str) -> bool:
    """Ask in a terminal whether to record.

    Raises:
        Refused: there is no terminal to ask in.
    """
    if not at_terminal():
        raise RefusedError(Message("nothing was recorded; to record without being asked, add --yes"))
    return agree(Message("Record this in {path}?", path=path))
