"""One step at a time: read, edit and write a plan while nobody else does."""

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

PATIENCE = 60.0  # seconds to wait for another process before giving up
_FOLDERS: dict[Path, Path] = {}
"""Where the private folders of plans that are held lie: git is asked once, since it takes as long as much of an edit."""
_SILENCE = 1.0  # seconds of waiting before the person is told


@contextmanager
def locked(path: Path, waiting: Callable[[Message], None]) -> Iterator[SourceFile]:
    """Hold the plan at `path` and give it as it is now: read, edit and `save` are one step for all who use this.

    `waiting` is called with a sentence when another process holds the plan for more than a moment.

    Raises:
        StoreError: the plan is held too long, or can't be read.
    """
    with _held(path, waiting):
        yield load(path)


def save(source: SourceFile, data: bytes) -> None:
    """Put `data` in the place of what the file of `source` held; call it while the plan is `locked`.

    Raises:
        StoreError: the file can't be written, or was changed by someone without the lock (an editor) since it was
            read; nothing is written.
    """
    replace(source.path, data, before=source.data)


def private_folder(path: Path) -> Path:
    """Return the folder for what csprog keeps of the plan at `path` outside of it: in .git, else for temporary files.

    A lock in .git holds for everyone who shares the repository's folder, over a network as well.
    """
    if path in _FOLDERS:
        return _FOLDERS[path]
    repository = find_repository(path)
    if repository is not None:
        return repository.private / "csprog"
    return Path(tempfile.gettempdir()) / f"csprog-{_user()}"


def private_name(path: Path) -> str:
    """Return a name for the plan at `path` that no other plan has."""
    real = os.path.realpath(path)
    return f"{path.stem}-{hashlib.sha256(os.fsencode(real)).hexdigest()[:12]}"


@contextmanager
def _held(path: Path, waiting: Callable[[Message], None]) -> Iterator[None]:
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only what writes needs it

    folder = private_folder(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / f"{private_name(path)}.lock")
        holder = folder / f"{private_name(path)}.holder"
        try:
            lock.acquire(timeout=_SILENCE)
        except Timeout:
            waiting(Message("waiting for {holder}, who is writing {path}…", holder=_read(holder), path=path.name))
            lock.acquire(timeout=PATIENCE)
    except Timeout:
        what = Message(
            "{path} is held by {holder}; nothing was written, try again", path=path.name, holder=_read(holder)
        )
        raise StoreError(what) from None
    except OSError as error:
        what = Message("{path} can't be locked: {reason}", path=path, reason=error.strerror or str(error))
        raise StoreError(what) from None
    _FOLDERS[path] = folder
    try:
        with suppress(OSError):  # a full disk, say: those who wait don't learn for whom
            holder.write_text(_introduction(), encoding="utf-8")
        yield
    finally:
        _FOLDERS.pop(path, None)
        with suppress(OSError):
            holder.unlink(missing_ok=True)
        lock.release()


def _introduction() -> str:
    """Say who this process is, for those who wait for it."""
    since = datetime.now().strftime("%H:%M:%S")  # noqa: DTZ005 - the office's own clock
    return f"{_user()} ({socket.gethostname()}, {os.getpid()}, {since})"


def _read(holder: Path) -> str:
    try:
        return holder.read_text(encoding="utf-8")
    except OSError:
        return "?"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container without a name for its user
        return "user"
