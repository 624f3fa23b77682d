"""`csprog undo`: takes back the last recording, unless it is committed."""

from __future__ import annotations

from csprog.cli.options import AsOf, Year
from csprog.console.recording import show_undone, show_waiting
from csprog.i18n import N_
from csprog.operations.undoing import take_back
from csprog.operations.year_choice import undo_plan
from csprog.store.paths import shown_path

DETAILS = N_("Committed records stay: csprog correct corrects them. Manual edits made since stay too.")


def run(year: Year = None, as_of: AsOf = None) -> None:
    """Restore the file's earlier bytes and show the entries taken back."""
    path, today = undo_plan(year, as_of)
    undone = take_back(path, today, show_waiting)
    show_undone(undone, shown_path(path))
