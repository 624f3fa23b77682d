"""Writes results: JSON to standard output, files to disk."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import typer

from csprog.errors import RefusedError, StoreError, os_error_reason
from csprog.formats.json_text import json_text, with_format
from csprog.i18n import Message
from csprog.store.atomic_write import refuse_device
from csprog.store.file_set import replace_all
from csprog.store.paths import shown_path, shown_paths
from csprog.store.plan_files import FOLDER, folder_near, plans
from csprog.store.written_files import remember_written, was_written


def print_json(value: object) -> None:
    """Print `value`, a mapping or a list of such, as indented JSON with its format."""
    typer.echo(json_text(with_format(value)), nl=False)


def write_results(files: Mapping[Path, bytes], *, force: bool) -> None:
    """Write files for the user; if one may not be overwritten, none.

    A file that is there is overwritten if it is empty or csprog wrote it just as it is, or with `force`. Plans never are.

    Raises:
        RefusedError: a file is in a folder of plans, or has another content.
        StoreError: a file can't be read or written.
    """
    for path in files:
        refuse_device(path)
        _refuse_plans(path)
    present = {path: _content(path) for path in files}
    changed = [
        path
        for path, content in present.items()
        if content and content != files[path] and not force and not was_written(content)
    ]
    if changed:
        raise RefusedError(
            Message(
                "already there, with content that csprog did not write: {names}; nothing was written: choose "
                "another --output, or add --force to overwrite",
                names=shown_paths(changed),
            )
        )
    remember_written(files.values())
    replace_all(files)


def _refuse_plans(path: Path) -> None:
    """Refuse a file in a folder of plans, or one that a plan here is a link to."""
    real, near = Path(os.path.realpath(path)), folder_near(Path.cwd())
    folders = [folder for folder in real.parents if folder.name.casefold() == FOLDER and folder.is_dir()]
    linked = plans(near).values() if near else ()
    if any(map(plans, folders)) or str(real) in map(os.path.realpath, linked):
        raise RefusedError(
            Message(
                "{path} is in a folder of plans, where only plans are written; choose another --output",
                path=shown_path(path.absolute()),
            )
        )


def _content(path: Path) -> bytes | None:
    """Return the bytes of a file, None if there is none."""
    if not path.exists():
        return None
    if not path.is_file():
        raise StoreError(Message("{path} is not a regular file", path=path))
    try:
        return path.read_bytes()
    except OSError as error:
        reason = os_error_reason(error)
        raise StoreError(Message("{path} can't be read: {reason}", path=path, reason=reason)) from None
