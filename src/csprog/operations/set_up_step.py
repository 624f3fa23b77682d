"""Defines what a step of setting up a repository has done."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from csprog.i18n import Message


class StepResult(Enum):
    """What became of a step: done now, done before, or left to the user."""

    DONE = "done"
    PRESENT = "present"
    LEFT = "left"


class SetUpStep(NamedTuple):
    """A step of setting up a repository: the file or setting it is about, what that is for, what became of it."""

    name: str
    purpose: Message
    result: StepResult
    advice: Message | None = None
