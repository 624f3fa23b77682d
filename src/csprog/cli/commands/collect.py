"""`csprog collect`: records departments' answers, all in one write or none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from csprog.cli.options import AsOf, PersonalDataGround, Year
from csprog.cli.prompts.questions import require_agreement
from csprog.console.collection import show_collected, show_faults, show_notices
from csprog.console.recording import show_unpublished, show_waiting, show_written
from csprog.editing.batch import record_batch
from csprog.errors import RefusedError
from csprog.extras import missing_extra
from csprog.i18n import N_, Message
from csprog.importing.collection.entries import Collection
from csprog.operations.carried_recordings import elsewhere
from csprog.operations.plan_choice import find_plan
from csprog.operations.plans import plan_to_change
from csprog.operations.recording import write_text
from csprog.programme.model import Programme
from csprog.store.paths import shown_path
from csprog.store.plan_files import load

LARGEST = 64_000_000  # bytes; a plan of 10,000 measures has some 2 million
DETAILS = N_(
    "Takes the files that csprog export --for made. Shows first what it will record; in a "
    "terminal it asks. What is already recorded is skipped. csprog undo undoes the whole "
    "collection."
)
_WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv"}  # what isn't read is refused rather than passed over
_OWNER_FILE = "~$"  # Excel writes such a file beside a workbook that somebody has open

Files = Annotated[
    list[Path], typer.Argument(metavar=N_("FILE…"), help=N_("Filled-in workbooks, or folders with them."))
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help=N_("Record without asking."))]


def run(
    files: Files,
    personal_data_ground: PersonalDataGround = None,
    year: Year = None,
    as_of: AsOf = None,
    *,
    yes: Yes = False,
) -> None:
    """Show the entries in the files, ask, and record them."""
    file, today = find_plan(year, as_of)
    source = load(file)
    plan = plan_to_change("record", source, today)
    collection = _collect(plan.programme, today, list(_workbooks(files)), personal_data_ground)
    if collection.faults:
        show_faults(collection.faults)
        raise typer.Exit(1)
    for identifier, entry in collection.entries:
        if other := elsewhere(file, today, identifier, entry.event, entry.on):
            raise RefusedError(other)
    show_notices(collection.notices)
    recorded = record_batch(plan, collection.entries, today, collection.actuals)
    show_collected(recorded, collection.known)
    if not (recorded.changes or recorded.gauged):
        return
    path = shown_path(file)
    if not yes:
        require_agreement(
            Message("Record this in {path}?", path=path),
            Message("nothing was recorded"),
            Message("nothing was recorded; to record without a question, add --yes"),
        )
    write_text(source, recorded.text, show_waiting)
    for _, entry in collection.entries:
        show_unpublished(getattr(entry, "evidence", None))
    show_written(path)


def _collect(programme: Programme, today: date, files: list[Path], ground: str | None) -> Collection:
    try:
        from csprog.importing.collection.entries import collect_entries  # noqa: PLC0415 - an extra
        from csprog.importing.collection.response_reader import read_responses  # noqa: PLC0415 - an extra
        from csprog.importing.readers.excel import read_cells  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise missing_extra(error, "xlsx", "office") from None
    names = map(shown_path, files)
    rows = [
        row
        for path, name in zip(files, names, strict=True)
        for row in read_responses(name, read_cells(_bytes(path), name))
    ]
    found = collect_entries(programme, rows, today, ground)
    found.faults.sort(key=lambda fault: (fault.file, fault.sheet, len(fault.cell), fault.cell))
    return found


def _workbooks(paths: list[Path]) -> Iterator[Path]:
    """Give each file once, those of folders and patterns too.

    Windows leaves patterns like *.xlsx to the program.
    """
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(file for file in path.rglob("*") if file.is_file() and _is_workbook(file.relative_to(path)))
        elif not path.exists() and any(sign in path.name for sign in "*?["):
            files += sorted(path.parent.glob(path.name))
        else:
            files.append(path)
    workbooks = [path for path in dict.fromkeys(files) if not path.name.startswith(_OWNER_FILE)]
    if not workbooks:
        raise RefusedError(Message("there is no workbook in {paths}", paths=", ".join(map(str, paths))))
    yield from workbooks


def _is_workbook(path: Path) -> bool:
    """Tell whether a file of a folder or a folder below it is a workbook; what lies in hidden folders is not meant."""
    return path.suffix.lower() in _WORKBOOKS and not any(part.startswith(".") for part in path.parts)


def _bytes(path: Path) -> bytes:
    if path.is_file() and path.stat().st_size > LARGEST:
        raise RefusedError(Message("{path} is too large for a csprog workbook", path=shown_path(path)))
    return path.read_bytes()
