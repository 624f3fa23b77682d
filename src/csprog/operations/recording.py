"""Writes changes of a plan: lock, open, change the text, replace the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from csprog.editing.amendment import AmendmentResult
from csprog.editing.batch import BatchResult
from csprog.editing.entry import EntryResult
from csprog.editing.measurements import ActualResult, AssessmentResult
from csprog.editing.part_edits import EditResult
from csprog.editing.refresh import RefreshResult
from csprog.errors import StoreError
from csprog.i18n import Message
from csprog.operations.new_signs import refuse_new_signs
from csprog.operations.plans import plan_to_change
from csprog.programme.plan_text import SoundPlan
from csprog.store.lock import locked
from csprog.store.paths import shown_path
from csprog.store.plan_files import SourceFile, load
from csprog.store.undo_steps import save_step

Change = TypeVar(
    "Change", EntryResult, BatchResult, ActualResult, AssessmentResult, AmendmentResult, RefreshResult, EditResult
)
Tried = TypeVar("Tried")


def apply_change(  # noqa: PLR0913 - the change, and what it is a change of
    path: Path,
    today: date,
    change: Callable[[SoundPlan], Change],
    on_wait: Callable[[Message], None],
    command: str = "record",
    *,
    imported: bool = False,
) -> Change:
    """Replace the plan at `path` by the text that `change` makes of it.

    `on_wait` is called with a sentence while another process holds the lock; `command` is the row of the gate.
    `imported` tells that the change is one of the plan itself, not of its ledgers.

    Raises:
        CsprogError: the plan, the change or the file forbid it; the file is untouched.
    """
    with locked(path, on_wait) as source:
        changed = change(plan_to_change(command, source, today))
        refuse_new_signs(source.text, changed.text)
        save_step(source, source.encoded(changed.text), imported=imported)
    return changed


def write_text(source: SourceFile, text: str, on_wait: Callable[[Message], None], *, imported: bool = False) -> None:
    """Replace the plan that was read as `source` by `text`.

    Raises:
        StoreError: somebody has changed the file meanwhile, or it can't be written; it is untouched.
    """
    with locked(source.path, on_wait) as present:
        if present.data != source.data:
            path = shown_path(source.path)
            raise StoreError(Message("{path} has been changed by someone else; try again", path=path))
        save_step(present, present.encoded(text), imported=imported)


def try_change(path: Path, today: date, change: Callable[[SoundPlan], Tried], command: str = "record") -> Tried:
    """Make a change of the plan at `path` without writing it, and return it.

    Raises:
        CsprogError: the plan or the change forbid it.
    """
    return change(plan_to_change(command, load(path), today))
