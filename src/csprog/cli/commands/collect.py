"""`csprog collect`: records departments' answers, all in one write or none."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from csprog.cli.options import AsOf, PersonalDataGround, Year
from csprog.cli.prompts.questions import require_agreement
from csprog.console.collection import show_collected, show_faults, show_notices
from csprog.console.recording import show_unpublished, show_waiting, show_written
from csprog.editing.batch import record_batch
from csprog.i18n import N_, Message
from csprog.operations.collecting import collect, read_workbook, require_here, workbooks
from csprog.operations.plan_choice import find_plan
from csprog.operations.plans import plan_to_change
from csprog.operations.recording import write_text
from csprog.store.paths import shown_path
from csprog.store.plan_files import load

DETAILS = N_(
    "Takes the files that csprog export --for made. Shows first what it will record; in a "
    "terminal it asks. What is already recorded is skipped. csprog undo undoes the whole "
    "collection."
)

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
    read = map(read_workbook, workbooks(files))
    collection = collect(plan.programme, today, read, personal_data_ground)
    if collection.faults:
        show_faults(collection.faults)
        raise typer.Exit(1)
    require_here(file, today, collection)
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
