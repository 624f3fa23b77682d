"""Remembers which of the user's files this command has changed.

When nothing more can be shown, that is what has to be told.
"""

from __future__ import annotations

from pathlib import Path

_changed: dict[Path, None] = {}


def note_changed(path: Path) -> None:
    """Remember that the file at `path` is changed now."""
    _changed[path] = None


def changed_files() -> list[Path]:
    """Return the files changed since `forget_changed`, in their order."""
    return list(_changed)


def forget_changed() -> None:
    """Begin anew, for another command."""
    _changed.clear()
