"""Defines the steps of setting up a repository, and writes their files."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from csprog.i18n import Message
from csprog.store.file_set import replace_all
from csprog.store.git import Repository


class StepResult(Enum):
    """What became of a step: done now, done before, or left to the user."""

    DONE = "done"
    PRESENT = "present"
    LEFT = "left"


class SetUpStep(NamedTuple):
    """A step of setting up a repository: the file or setting it is about, what that is for, what became of it.

    `content` is what `write_files` gives the file, None if it stays as it is or the step is about no file.
    """

    name: str
    purpose: Message
    result: StepResult
    advice: Message | None = None
    content: bytes | None = None


def write_files(repository: Repository, steps: Iterable[SetUpStep]) -> None:
    """Write the files of `steps`, all or none.

    Raises:
        StoreError: one can't be written.
    """
    replace_all({repository.root / step.name: step.content for step in steps if step.content is not None})
