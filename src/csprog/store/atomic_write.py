"""Writes files atomically: a reader sees the old file or the new one, whole."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import signal
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from csprog.errors import ACCESS_DENIED, SHARING_VIOLATION, RefusedError, StoreError, os_error_reason
from csprog.i18n import Message
from csprog.parsing.names import is_device_name
from csprog.store.changed_files import note_changed
from csprog.store.leftovers import remove, sweep, temporary_path

_TRIES = 20 if sys.platform == "win32" else 1  # a virus scanner may keep a file open for some tenths of a second
_CHUNK = 1 << 20  # bytes
# O_BINARY exists only on Windows, which would otherwise turn \n into \r\n
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
# Windows has no SIGHUP
_TERMINATION = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
_NO_LINKS = {errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.EMLINK}  # of file systems without hard links


@dataclass(frozen=True, slots=True)
class Copy:
    """The content of the file at `source`, whose SHA-256 is known."""

    source: Path
    sha256: str


Content = bytes | Copy


def replace(path: Path, data: bytes, *, before: bytes | None = None) -> None:
    """Replace the file at `path`, or the one that it links to, by `data` in one step.

    The bytes are written to a temporary file beside the target, flushed to the disk and renamed. Mode, owner, group and
    extended attributes are preserved as far as the process may set them. A caller that holds the file's lock passes the
    bytes it read as `before`: the file must still hold them, and all temporary files for it are removed.

    Raises:
        StoreError: the file can't be replaced; it is unchanged.
    """
    target = Path(os.path.realpath(path))
    sweep(target.parent, unused=None if before is None else target)
    temporary = temporary_path(target)
    with writing(path), undone_by_signals(lambda: remove(temporary)):
        prepare(path, data, temporary)
        if before is not None and target.read_bytes() != before:
            raise StoreError(Message("{path} has been changed by someone else; try again", path=path))
        rename(temporary, target)
        flush_folder(target.parent)


def create(path: Path, data: bytes) -> None:
    """Create the file at `path` with `data` in one step, and its folder if need be.

    Raises:
        RefusedError: the path exists; it is unchanged.
        StoreError: the file can't be written; no part of it is left.
    """
    temporary = temporary_path(path)
    with writing(path):
        made = make_folders(path.parent)
        sweep(path.parent)

        def undo() -> None:
            remove(temporary)
            remove_folders(made)

        with undone_by_signals(undo):
            prepare(temporary, data, temporary)
            _rename_to_free(temporary, path)
            note_changed(path)
            flush_folder(path.parent)


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Raise an error of the operating system while `path` is written as a StoreError."""
    refuse_device(path)
    try:
        yield
    except OSError as error:
        reason = os_error_reason(error)
        raise StoreError(Message("{path} can't be written: {reason}", path=path, reason=reason)) from None


def refuse_device(path: Path) -> None:
    """Raise StoreError if what is written to `path` would go to a device of Windows."""
    if sys.platform == "win32" and is_device_name(path.name):
        raise StoreError(Message("{path} can't be written: Windows keeps this name for a device", path=path))


def prepare(path: Path, content: Content, temporary: Path) -> None:
    """Write `content` to `temporary`, flushed, with the attributes of the file at `path`.

    Raises:
        StoreError: the file at `path` may not be replaced, or the source of a copy is another file by now.
        OSError: the file can't be written.
    """
    target = Path(os.path.realpath(path))
    existing = target.stat() if target.exists() else None
    if existing is not None:
        _refuse_unsafe(path, existing)
    mode = 0o666 if existing is None else 0o600  # less the umask; readable by others only when it is complete
    with os.fdopen(os.open(temporary, _NEW, mode), "wb") as file:
        if isinstance(content, bytes):
            file.write(content)
        else:
            _copy(content, file)
        file.flush()
        if existing is not None:
            _copy_attributes(target, temporary, existing)
        os.fsync(file.fileno())


def _copy(content: Copy, file: BinaryIO) -> None:
    digest = hashlib.sha256()
    with content.source.open("rb") as original:
        while chunk := original.read(_CHUNK):
            digest.update(chunk)
            file.write(chunk)
    if digest.hexdigest() != content.sha256:
        raise StoreError(Message("{path} has been changed by someone else; try again", path=content.source))


@contextlib.contextmanager
def undone_by_signals(undo: Callable[[], None]) -> Iterator[None]:
    """Call `undo` at the end, also if a signal ends the process."""

    def end(number: int, _frame: object) -> None:
        undo()
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)

    # only the main thread may set handlers, and those of a server around csprog stay
    main = threading.current_thread() is threading.main_thread()
    numbers = [number for number in _TERMINATION if main and signal.getsignal(number) is signal.SIG_DFL]
    for number in numbers:
        signal.signal(number, end)
    try:
        yield
    finally:
        undo()
        for number in numbers:
            signal.signal(number, signal.SIG_DFL)


def make_folders(folder: Path) -> list[Path]:
    """Create a folder and those above it that are missing; return the new ones.

    The uppermost comes first.
    """
    missing = [one for one in (folder, *folder.parents) if not one.is_dir()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def remove_folders(folders: list[Path]) -> None:
    """Remove those of `folders` that are empty; the uppermost comes first."""
    for folder in reversed(folders):
        with contextlib.suppress(OSError):
            folder.rmdir()


def _refuse_unsafe(path: Path, existing: os.stat_result) -> None:
    if not stat.S_ISREG(existing.st_mode):
        raise StoreError(Message("{path} is not a regular file", path=path))
    # a rename would replace a read-only file; root may write one, so the mode counts as well
    if not existing.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(path, os.W_OK):
        raise StoreError(Message("{path} is read-only; nothing was written", path=path))
    if existing.st_nlink > 1:
        raise StoreError(
            Message("{path} has {count} hard links, which writing would break", path=path, count=existing.st_nlink)
        )


def _copy_attributes(target: Path, temporary: Path, existing: os.stat_result) -> None:
    if sys.platform != "win32":  # which has no chown; a new file there inherits the folder's owner and rights
        for owner in (existing.st_uid, -1):  # only root may set the owner; the group alone is often allowed
            with contextlib.suppress(PermissionError):
                os.chown(temporary, owner, existing.st_gid)
                break
    shutil.copystat(target, temporary)  # after chown, which clears the setuid bits
    os.utime(temporary)  # copystat sets the old times, too


def rename(temporary: Path, target: Path) -> None:
    """Rename a file, in place of the target if there is one."""
    for attempt in range(_TRIES):
        try:
            temporary.replace(target)
        except PermissionError as error:
            if attempt == _TRIES - 1:
                raise _in_use(error, target) from None
            time.sleep(0.05)
        else:
            return


def _in_use(error: PermissionError, target: Path) -> PermissionError:
    """Return the error with its cause: Windows says of a file that a program holds open that access is denied."""
    if getattr(error, "winerror", None) == ACCESS_DENIED and target.exists():
        return PermissionError(error.errno, "", error.filename, SHARING_VIOLATION)
    return error


def _rename_to_free(temporary: Path, path: Path) -> None:
    """Give a file a name that must be free."""
    taken = RefusedError(Message("{path} already exists; nothing was written", path=path))
    if os.path.lexists(path):
        raise taken
    try:
        if sys.platform == "win32":
            temporary.rename(path)  # which refuses there what exists
        else:
            os.link(temporary, path)
    except FileExistsError:
        raise taken from None
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        rename(temporary, path)


def flush_folder(folder: Path) -> None:
    """Flush renames to the disk, so that they survive a power cut, where that is possible.

    They are done: an error here is none of the file's. Some network file systems refuse it always.
    """
    if sys.platform != "win32":  # which can't open a folder; NTFS journals renames
        with contextlib.suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
