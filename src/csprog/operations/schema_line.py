"""Begins a new plan with the line that tells an editor where the schema is."""

from __future__ import annotations

import os
from pathlib import Path

from csprog.operations.set_up import SCHEMA
from csprog.store.git import work_tree

_LINE = "# yaml-language-server: $schema={address}\n"


def with_schema_line(text: str, path: Path) -> str:
    """Return the text of a new plan at `path`, its first line naming the schema if that lies in the repository.

    Editors that read `yaml-language-server`'s line then need no setting of their own.
    """
    folder = path.resolve().parent
    schema = next((above / SCHEMA for above in _folders(folder) if (above / SCHEMA).is_file()), None)
    if schema is None:
        return text
    return _LINE.format(address=Path(os.path.relpath(schema, folder)).as_posix()) + text


def _folders(folder: Path) -> list[Path]:
    """Return the folders around that of the plans, up to the top of the work tree."""
    top = work_tree(folder / "plan")
    above = list(folder.parents)
    return above[: above.index(top) + 1] if top in above else above[:1]
