"""The one way to write a change of a plan: lock, open, change the text, replace the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from csprog.editing.entry import EntryResult
from csprog.editing.measurements import ActualResult, AssessmentResult
from csprog.i18n import Message
from csprog.operations.plans import require_sound
from csprog.programme.plan_text import PlanText
from csprog.store.lock import locked
from csprog.store.plan_files import load
from csprog.store.undo_steps import save_step

Change = TypeVar("Change", EntryResult, ActualResult, AssessmentResult)


def apply_change(
    path: Path, today: date, change: Callable[[PlanText], Change], on_wait: Callable[[Message], None]
) -> Change:
    """Replace the plan at `path` by the text that `change` makes of it.

    `on_wait` is called with a sentence while another process holds the lock.

    Raises:
        CsprogError: the plan, the change or the file forbid it; the file is untouched.
    """
    with locked(path, on_wait) as source:
        changed = change(require_sound(source, today).text)
        save_step(source, source.encoded(changed.text))
    return changed


def try_change(path: Path, today: date, change: Callable[[PlanText], object]) -> None:
    """Make a change of the plan at `path` without writing it.

    Raises:
        CsprogError: the plan or the change forbid it.
    """
    change(require_sound(load(path), today).text)
