"""TODO extras."""

from __future__ import annotations

from csprog.errors import RefusedError
from csprog.i18n import Message


def missing_extra(error: ModuleNotFoundError, name: str, extra: str | None) -> Exception:
    """Return what to raise for a library that isn't there: the sentence that says how to install it."""
    if extra is None or (error.name or "").startswith("csprog"):
        return error
    command = f"pip install 'csprog[{extra}]'"
    return RefusedError(
        Message("{format} needs more than csprog alone; install it: {command}", format=name, command=command)
    )
