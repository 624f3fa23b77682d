"""Edits a plan: one that is approved by an amendment, where that is needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from csprog.editing.part_edits import EditResult
from csprog.errors import RefusedError
from csprog.history.diff import compare
from csprog.i18n import Message
from csprog.operations.amendments import ApprovedPlan, amend_part
from csprog.operations.plans import open_file
from csprog.programme.plan_text import SoundPlan, parse_plan
from csprog.store.plan_files import SourceFile
from csprog.validation.rules.change import needs_amendment


class OrderNeededError(RefusedError):
    """An approved plan is to be changed, and it was not said by which document."""


def edit_plan(
    approved: ApprovedPlan, plan: SoundPlan, change: Callable[[SoundPlan], str], head: Mapping[str, Any]
) -> EditResult:
    """Return a plan with a `change`; that of an approved one is told in an amendment with the `head`.

    What may change freely in an approved plan needs none, but has one if a document is named.

    Raises:
        OrderNeededError: the change needs an amendment, and the head is not complete.
        RefusedError: the change is not allowed, or the plan would have an error that it has not now.
        PlacementError: the change can't be placed.
    """
    changed = parse_plan(change(plan))
    if not isinstance(changed, SoundPlan):
        raise RefusedError(changed.findings[0].message, ())
    differences = compare(plan.programme, changed.programme)
    needed = any(map(needs_amendment, differences)) or any(value is not None for value in head.values())
    if needed and plan.programme.is_approved(approved.today):
        if missing := [key for key, value in head.items() if value is None]:
            what = Message("the plan is approved: say by which document it is changed, of which day, and why")
            raise OrderNeededError(what, ("amendment", missing[0]))
        amended = amend_part(approved, plan, [change], head)
        return EditResult(amended.text, amended.year, amended.amendment)
    _refuse_new_errors(approved, plan.text, changed.text)
    return EditResult(changed.text, changed.programme.year)


def _refuse_new_errors(approved: ApprovedPlan, before: str, after: str) -> None:
    """Refuse a text that has errors which the one before has not."""
    known, now = (
        {(error.code, str(error.message)): error for error in open_file("desk", source, approved.today).errors}
        for source in (SourceFile(approved.path, text.encode("utf-8")) for text in (before, after))
    )
    for code, error in now.items():
        if code not in known:
            raise RefusedError(error.message)
