"""Locks plans and sites, so that one process at a time reads and writes one."""

from __future__ import annotations

import getpass
import os
import socket
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from csprog.errors import StoreError, os_error_reason
from csprog.i18n import Message
from csprog.store.atomic_write import replace
from csprog.store.changed_files import note_changed
from csprog.store.file_set import take_back
from csprog.store.git import work_tree
from csprog.store.leftovers import sweep
from csprog.store.plan_files import SourceFile, load
from csprog.store.private_files import private_files

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
    with _held(path, path.name, on_wait):
        if (top := work_tree(path)) is not None:
            sweep(top)  # where git has versions merged
        yield load(path)


@contextmanager
def locked_site(folder: Path, on_wait: Callable[[Message], None]) -> Iterator[Path]:
    """Lock the site in `folder`, which is there, and yield the journal of its changes.

    What a killed process left half changed is taken back.

    Raises:
        StoreError: the lock is held too long, or a file can't be brought back.
    """
    index = folder / "index.html"
    with _held(index, folder.name, on_wait):
        journal = private_files(index).journal
        take_back(journal)
        yield journal


def save(source: SourceFile, data: bytes) -> None:
    """Replace the content of `source` by `data`; the plan must be `locked`.

    Raises:
        StoreError: the file can't be written, or has changed since it was read; it stays as it is.
    """
    replace(source.path, data, before=source.data)
    note_changed(source.path)


@contextmanager
def _held(path: Path, name: str, on_wait: Callable[[Message], None]) -> Iterator[None]:
    from filelock import FileLock, Timeout  # noqa: PLC0415 - takes 0.1 s, which the help of recording commands would wait for

    files = private_files(path)
    try:
        lock = FileLock(files.lock, mode=_mode(path))
        try:
            lock.acquire(timeout=_SILENCE)
        except Timeout:
            holder = _read(files.holder)
            on_wait(Message("waiting for {holder}, who is writing {path}…", holder=holder, path=name))
            lock.acquire(timeout=PATIENCE)
    except Timeout:
        raise StoreError(
            Message(
                "{path} is locked by {holder}; nothing was written, try again",
                path=name,
                holder=_read(files.holder),
            )
        ) from None
    except OSError as error:
        raise StoreError(
            Message(
                "{path} can't be locked: {reason}", path=Path(error.filename or path), reason=os_error_reason(error)
            )
        ) from None
    try:
        with suppress(OSError):  # on a full disk: others then wait for "somebody else"
            _write_anew(files.holder, _this_process())
        yield
    finally:
        for file in files.holder, files.lock:  # whoever opened the lock already sees that its name is gone
            with suppress(OSError):
                file.unlink(missing_ok=True)
        lock.release()


def _mode(path: Path) -> int:
    """Return the mode of the plan's lock: who may write the plan may wait for it."""
    try:
        return stat.S_IMODE(path.stat().st_mode) & 0o666 | 0o600
    except OSError:
        return 0o600


def _write_anew(file: Path, text: str) -> None:
    """Write a file that is not yet there, whatever had its name."""
    file.unlink(missing_ok=True)
    with file.open("x", encoding="utf-8") as opened:
        opened.write(text)


def _this_process() -> str:
    """Describe this process to those who wait for its lock."""
    since = datetime.now().strftime("%H:%M:%S")  # noqa: DTZ005 - the local time that users see on their clocks
    return f"{_user()} ({socket.gethostname()}, {os.getpid()}, {since})"


def _read(holder: Path) -> str | Message:
    try:
        return holder.read_text(encoding="utf-8")
    except (OSError, ValueError):  # another user's, who keeps it in a folder of his own
        return Message("somebody else")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # the user of a container may have no name; Windows has no pwd module
        return "user"
