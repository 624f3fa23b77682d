"""Reads files of evidence: `evidence/…` beside the folder of plans."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from unicodedata import normalize

from csprog.errors import StoreError, os_error_reason
from csprog.i18n import Message

EvidenceLookup = Callable[[str], str]
"""A function that gives the SHA-256 of a file of evidence; StoreError if it can't be read."""


def evidence_lookup(project: Path) -> EvidenceLookup:
    """Return a function that reads the files of evidence of the folder `project`.

    The SHA-256 of a file is found once; folders are listed once.
    """
    names_in = cache(_names_in)

    @cache
    def digest_of(name: str) -> str:
        path = _existing(project, name, names_in)
        try:
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise _unreadable(name, error) from None

    return digest_of


def existing(project: Path, name: str) -> Path:
    """Return the path of the file `name`, a path with `/` from the folder `project`.

    Raises:
        StoreError: it is missing, empty, no ordinary file, reached by a link, or can't be read.
    """
    return _existing(project, name, _names_in)


def spelt(project: Path, steps: Iterable[str]) -> str:
    """Return the path of a file that exists as the disk spells it, with `/`.

    On Windows and macOS small letters and capitals open the same file; elsewhere they don't.
    """
    names: list[str] = []
    for step in (normalize("NFC", step) for step in steps):
        known = _names_in(project.joinpath(*names))
        alike = (name for name in known if name.casefold() == step.casefold())
        names.append(step if step in known else next(alike, step))
    return "/".join(names)


def _existing(project: Path, name: str, names_in: Callable[[Path], dict[str, str]]) -> Path:
    path = project
    try:
        for step in name.split("/"):
            if step not in names_in(path):
                raise StoreError(Message("there is no file {path}; restore it", path=name))
            path /= names_in(path)[step]
            if path.is_symlink() or _is_junction(path):
                raise StoreError(Message("{path} is a link; replace it with the file itself", path=name))
        status = path.stat()
    except OSError as error:
        raise _unreadable(name, error) from None
    if not stat.S_ISREG(status.st_mode):
        raise StoreError(Message("{path} is not a regular file", path=name))
    if not status.st_size:
        raise StoreError(Message("{path} is empty", path=name))
    return path


def _names_in(folder: Path) -> dict[str, str]:
    """Return the names in a folder by their composed form.

    Names differ by small letters and capitals, as they do wherever the plan is checked next. macOS takes «й» for two
    characters, git and Windows for one.
    """
    return {normalize("NFC", name): name for name in os.listdir(folder)}  # noqa: PTH208 - names alone


def _is_junction(path: Path) -> bool:
    """Tell whether a folder of Windows is another one's second name."""
    tag = getattr(path.lstat(), "st_reparse_tag", 0)
    return tag != 0 and tag == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", None)


def _unreadable(name: str, error: OSError) -> StoreError:
    return StoreError(Message("{path} can't be read: {reason}", path=name, reason=os_error_reason(error)))
