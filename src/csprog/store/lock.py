"""Locks plans, so that one process at a time reads, edits and writes one."""

from __future__ import annotations

import getpass
import hashlib
import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from csprog.errors import StoreError
from csprog.i18n import Message
from csprog.store.atomic_write import replace
from csprog.store.git import find_repository
from csprog.store.plan_files import SourceFile, load

PATIENCE = 60.0  # seconds to wait for another process
_SILENCE = 1.0  # seconds of waiting before `on_wait` is called


@contextmanager
def locked(path: Path, on_wait: Callable[[Message], None]) -> Iterator[SourceFile]:
    """Lock the plan at `path` and yield its current content; write it with `save`.

    `on_wait` is called with a message if another process holds the lock for a second. Editors and git don't take the
    lock: `save` detects their changes.

    Raises:
        StoreError: the lock is held too long, or the plan can't be read.
    """
    with _held(path, on_wait):
        yield load(path)


def save(source: SourceFile, data: bytes) -> None:
    """Replace the content of `source` by `data`; the plan must be `locked`.

    Raises:
        StoreError: the file can't be written, or has changed since it was read; it stays as it is.
    """
    replace(source.path, data, before=source.data)


def private_folder(path: Path) -> Path:
    """Return the folder of a plan's lock and undo steps.

    It lies in .git, so that the lock holds for all who share the repository's folder over a network; without git it is
    the user's temporary folder.
    """
    repository = find_repository(path)
    if repository is not None:
        return repository.private / "csprog"
    return Path(tempfile.gettempdir()) / f"csprog-{_user()}"


def private_name(path: Path) -> str:
    """Return a file name, without extension, unique to the plan at `path`."""
    real = os.path.realpath(path)
    return f"{path.stem}-{hashlib.sha256(os.fsencode(real)).hexdigest()[:12]}"


@contextmanager
def _held(path: Path, on_wait: Callable[[Message], None]) -> Iterator[None]:
    from filelock import FileLock, Timeout  # noqa: PLC0415 - takes 0.1 s, which the help of recording commands would wait for

    folder = private_folder(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / f"{private_name(path)}.lock")
        holder = folder / f"{private_name(path)}.holder"
        try:
            lock.acquire(timeout=_SILENCE)
        except Timeout:
            on_wait(Message("waiting for {holder}, who is writing {path}…", holder=_read(holder), path=path.name))
            lock.acquire(timeout=PATIENCE)
    except Timeout:
        raise StoreError(
            Message("{path} is held by {holder}; nothing was written, try again", path=path.name, holder=_read(holder))
        ) from None
    except OSError as error:
        raise StoreError(
            Message("{path} can't be locked: {reason}", path=path, reason=error.strerror or str(error))
        ) from None
    try:
        with suppress(OSError):  # on a full disk: others then wait for "?"
            holder.write_text(_this_process(), encoding="utf-8")
        yield
    finally:
        with suppress(OSError):
            holder.unlink(missing_ok=True)
        lock.release()


def _this_process() -> str:
    """Describe this process to those who wait for its lock."""
    since = datetime.now().strftime("%H:%M:%S")  # noqa: DTZ005 - the local time that users see on their clocks
    return f"{_user()} ({socket.gethostname()}, {os.getpid()}, {since})"


def _read(holder: Path) -> str:
    try:
        return holder.read_text(encoding="utf-8")
    except OSError:
        return "?"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # the user of a container may have no name; Windows has no pwd module
        return "user"
