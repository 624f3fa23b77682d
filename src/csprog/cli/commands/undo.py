"""`csprog undo`: takes back the last recording, unless it is committed."""

from __future__ import annotations

from csprog.cli.options import AsOf, Year
from csprog.console.recording import show_undone, show_waiting
from csprog.editing.undo import undo
from csprog.i18n import N_
from csprog.operations.plans import open_file
from csprog.operations.year_choice import undo_plan
from csprog.store.file_history import file_at
from csprog.store.git import find_repository
from csprog.store.lock import locked, save
from csprog.store.paths import shown_path
from csprog.store.undo_steps import last_step
from csprog.yamltext.encoding import decode

DETAILS = N_("Committed records stay: csprog correct corrects them. Manual edits made since stay too.")


def run(year: Year = None, as_of: AsOf = None) -> None:
    """Restore the file's earlier bytes and show the entries taken back."""
    path, today = undo_plan(year, as_of)
    repository = find_repository(path)
    with locked(path, show_waiting) as source:
        plan = open_file("undo", source, today)
        committed = file_at(repository, "HEAD", path) if repository else None
        step = last_step(path, source.data)
        undone = undo(source.text, plan.programme, step, decode(committed)[0] if committed else None, today)
        save(source, undone.data)
    show_undone(undone, shown_path(path))
