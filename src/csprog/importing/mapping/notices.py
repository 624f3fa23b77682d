"""What an import had to decide, could not read or leaves to a person, each with its place in the document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from csprog.findings import KeyPath
from csprog.i18n import Message

Kind = Literal["decided", "question", "left-out"]


@dataclass(frozen=True, slots=True)
class Notice:
    """One of them: where it lies in the document and, by `path`, in the plan.

    decided: it could only mean this. question: a person has to look. left-out: these words stand nowhere in the plan.
    `remark` marks what explains the plan to its readers; the others are for its keeper.
    """

    kind: Kind
    place: Message
    message: Message
    path: KeyPath = ()
    remark: bool = False
