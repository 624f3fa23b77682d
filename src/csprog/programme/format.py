"""Numbers the form in which plans, data and records are written."""

from __future__ import annotations

from typing import Final

from csprog import __version__
from csprog.i18n import Message

FORMAT: Final = 1
"""The form that this csprog writes; docs/format.md says what makes a new one."""


def newer_format(found: int) -> Message:
    """Return the sentence that a file is of a newer format than csprog knows."""
    return Message(
        "written in format {found}; this csprog {version} supports {known}: update csprog",
        found=found,
        version=__version__,
        known=FORMAT,
    )
