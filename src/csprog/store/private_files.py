"""Finds the files that csprog keeps for itself, where nobody else can plant any."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_state_path

from csprog.errors import StoreError, os_error_reason
from csprog.i18n import Message
from csprog.store.git import private_folder

_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH


class PrivateFiles(NamedTuple):
    """The files that csprog keeps of a plan: lock, holder, steps for undo.

    Of a site, the journal instead: what to take back if the process is killed.
    """

    lock: Path
    holder: Path
    steps: Path
    journal: Path


def private_files(path: Path) -> PrivateFiles:
    """Return the files that csprog keeps of the plan or site at `path`; their folders exist.

    In a repository they lie in .git, so that the lock holds for all who share the repository's folder over a network.
    Without git the lock is beside the plan, to hold for all who can write it, and the rest in the user's state folder.

    Raises:
        StoreError: their folder can't be made or is not safe, or one of them is a link.
    """
    real = Path(os.path.realpath(path))
    private = private_folder(path)
    folder = state_folder() if private is None else _real_folder(private / "csprog")
    stem = f"{path.stem}-{hashlib.sha256(os.fsencode(real)).hexdigest()[:12]}"
    lock = real.with_name(f".{real.name}.lock") if private is None else folder / f"{stem}.lock"
    files = PrivateFiles(lock, folder / f"{stem}.holder", folder / f"{stem}.undo.json", folder / f"{stem}.journal.json")
    for file in files:
        _refuse_link(file)
    return files


def kept_text(path: Path, name: str) -> Path:
    """Return the file that keeps a text being written for the plan at `path`; it may be absent.

    Raises:
        StoreError: its folder can't be made or is not safe, or it is a link.
    """
    digest = hashlib.sha256(os.fsencode(os.path.realpath(path)) + b"\0" + name.encode("utf-8")).hexdigest()[:12]
    file = state_folder() / f"{path.stem}-{digest}.txt"
    _refuse_link(file)
    return file


def state_folder() -> Path:
    """Return the user's folder for what csprog must remember, created if missing.

    Raises:
        StoreError: as `own_folder`.
    """
    return own_folder(user_state_path("csprog", appauthor=False))


def own_folder(folder: Path) -> Path:
    """Return `folder`, created for the user alone if missing.

    Its content is trusted, so it must be a real folder that belongs to the user and that nobody else can write to.

    Raises:
        StoreError: it is none, or it can't be made.
    """
    status = _real_folder(folder, 0o700).lstat()
    if sys.platform != "win32" and (status.st_uid != os.getuid() or status.st_mode & _OTHERS_MAY_WRITE):
        raise StoreError(
            Message("{path} belongs to another user, or others can write to it; remove it and try again", path=folder)
        )
    return folder


def _real_folder(folder: Path, mode: int = 0o777) -> Path:
    """Return `folder`, created with `mode` if missing; it must not be a link."""
    try:
        folder.mkdir(mode, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            Message("{path} can't be created: {reason}", path=folder, reason=os_error_reason(error))
        ) from None
    _refuse_link(folder)
    return folder


def _refuse_link(path: Path) -> None:
    if path.is_symlink():
        raise StoreError(
            Message("{path} is a link, and csprog does not follow links; remove it and try again", path=path)
        )
