"""Decides which commands may work on a plan with errors."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from csprog.errors import InvalidPlanError
from csprog.programme.model import Programme
from csprog.programme.plan_text import Plan, SoundPlan


class Need(Enum):
    """The state of a plan that a command needs."""

    SOUND = "no error stands"
    READABLE = "the shape is right; errors of content are named"
    PARTLY_READABLE = "besides, of a plan of a newer format, what this csprog can read"


NEEDS = {
    "status": Need.PARTLY_READABLE,  # with the number of errors in the first line
    "show": Need.PARTLY_READABLE,  # likewise
    "list": Need.PARTLY_READABLE,  # likewise
    "log": Need.READABLE,  # what happened has happened
    "undo": Need.READABLE,  # it may be what mends the plan
    "correct": Need.READABLE,  # likewise
    "import": Need.READABLE,  # likewise
    "publish": Need.READABLE,  # as a draft that names the errors
    "serve": Need.READABLE,  # likewise
    "desk": Need.READABLE,  # to change the plan in a form: it may be what mends it
    "publish --final": Need.SOUND,
    "record": Need.SOUND,  # `collect` too
    "amend": Need.SOUND,
    "report": Need.SOUND,
    "export": Need.SOUND,
    "remind": Need.SOUND,
    "new": Need.SOUND,
    "portfolio": Need.SOUND,  # `status --all` and `report --all`: a plan with errors is named, not counted
}
"""What each command needs; `validate` calls an error what stops those that need a sound plan."""


def admitted(command: str, plan: Plan) -> Programme | None:
    """Return the programme of `plan` if `command` may work on it, else None."""
    if isinstance(plan, SoundPlan):
        return plan.programme
    enough = {Need.PARTLY_READABLE} if plan.newer_format else {Need.READABLE, Need.PARTLY_READABLE}
    return plan.programme if NEEDS[command] in enough else None


def admit(command: str, plan: Plan, path: Path) -> Programme:
    """Return the programme of `plan` for `command`; `path` is the file as it is shown.

    Raises:
        InvalidPlanError: the plan has errors that the command does not allow.
    """
    programme = admitted(command, plan)
    if programme is None:
        raise InvalidPlanError.of_file(path, plan.errors)
    return programme


def require_sound(plan: Plan, path: Path) -> SoundPlan:
    """Return `plan` if no error stands in it.

    Raises:
        InvalidPlanError: one does.
    """
    if isinstance(plan, SoundPlan):
        return plan
    raise InvalidPlanError.of_file(path, plan.errors)
