"""Reports optional libraries that are not installed."""

from __future__ import annotations

from csprog.errors import RefusedError
from csprog.i18n import Message


def missing_extra(error: ModuleNotFoundError, name: str, extra: str | None) -> Exception:
    """Return the exception to raise after a failed import.

    It says how to install `extra`, which the format or function `name` needs. An import that failed for another reason
    (no extra is involved, or csprog's own module is missing) keeps its `error`.
    """
    if extra is None or (error.name or "").startswith("csprog"):
        return error
    command = f"pip install 'csprog[{extra}]'"
    return RefusedError(
        Message("{format} needs optional packages; install them: {command}", format=name, command=command)
    )
