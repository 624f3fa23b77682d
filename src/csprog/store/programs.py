"""Finds the programs that csprog starts, never in the current folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def search_path() -> list[str]:
    """Return the folders of PATH, without those relative to the current one."""
    return [folder for folder in os.get_exec_path() if Path(folder).is_absolute()]


def find_program(name: str) -> str | None:
    """Return the path of a program as PATH has it, None if it has none.

    A name with a folder is returned as it is. `shutil.which` would look into the current folder too: on Windows first
    of all, elsewhere where PATH has an empty entry.
    """
    if os.path.dirname(name):  # noqa: PTH120 - pathlib would drop the "./" of "./editor"
        return name
    files = (os.path.join(folder, name + ending) for folder in search_path() for ending in _endings(name))  # noqa: PTH118 - likewise
    return next((file for file in files if os.path.isfile(file) and os.access(file, os.X_OK)), None)  # noqa: PTH113 - likewise


def _endings(name: str) -> list[str]:
    """Return the possible endings of a program's file name.

    On Windows they are those of PATHEXT, unless `name` ends with one.
    """
    if sys.platform == "win32":
        known = [ending for ending in os.environ.get("PATHEXT", ".EXE").lower().split(os.pathsep) if ending]
        return [""] if name.lower().endswith(tuple(known)) else known
    return [""]
