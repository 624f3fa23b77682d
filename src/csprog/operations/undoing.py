"""Takes back the last recording of a plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from csprog.editing.undo import UndoResult, undo
from csprog.i18n import Message
from csprog.operations.plans import open_file
from csprog.store.file_history import file_at
from csprog.store.git import find_repository
from csprog.store.lock import locked, save
from csprog.store.undo_steps import last_step
from csprog.yamltext.encoding import decode


def take_back(
    path: Path, today: date, on_wait: Callable[[Message], None], check: Callable[[str], None] | None = None
) -> UndoResult:
    """Restore the bytes that the plan at `path` had before the last recording.

    `check` is called with the plan's text under the lock, and may refuse.

    Raises:
        CsprogError: nothing can be taken back, or the file can't be written; it is untouched.
    """
    repository = find_repository(path)
    with locked(path, on_wait) as source:
        if check is not None:
            check(source.text)
        plan = open_file("undo", source, today)
        committed = file_at(repository, "HEAD", path) if repository else None
        step = last_step(path, source.data)
        undone = undo(source.text, plan.programme, step, decode(committed)[0] if committed else None, today)
        save(source, undone.data)
    return undone
