"""Writes files atomically: a reader sees the old file or the new one, whole."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from csprog.errors import RefusedError, StoreError
from csprog.i18n import Message

_TRIES = 20 if sys.platform == "win32" else 1  # a virus scanner may keep a file open for some tenths of a second
_CHUNK = 1 << 20  # bytes
_STALE = 600  # seconds; a temporary file older than that was left by a killed process
# O_BINARY exists only on Windows, which would otherwise turn \n into \r\n
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
# Windows has no SIGHUP
_TERMINATION = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


def replace(path: Path, data: bytes, *, before: bytes | None = None) -> None:
    """Replace the file at `path`, or the one that it links to, by `data` in one step.

    The bytes are written to a temporary file beside the target, flushed to the disk and renamed. Mode, owner, group and
    extended attributes are preserved as far as the process may set them. A caller that holds the file's lock passes the
    bytes it read as `before`: the file must still hold them, and all temporary files that killed processes left are
    removed, else only old ones.

    Raises:
        StoreError: the file can't be replaced; it is unchanged.
    """
    _replace(path, lambda file: file.write(data), before)


def copy(source: Path, path: Path, sha256: str) -> None:
    """Replace the file at `path`, or create it, by a copy of `source` in one step.

    Raises:
        StoreError: `source` can't be read or has not this SHA-256, or the file can't be replaced; it is unchanged.
    """

    def write(file: BinaryIO) -> None:
        digest = hashlib.sha256()
        with source.open("rb") as original:
            while chunk := original.read(_CHUNK):
                digest.update(chunk)
                file.write(chunk)
        if digest.hexdigest() != sha256:
            raise StoreError(Message("{path} was changed by someone else meanwhile; try again", path=source))

    path.parent.mkdir(parents=True, exist_ok=True)
    _replace(path, write, None)


def _replace(path: Path, write: Callable[[BinaryIO], object], before: bytes | None) -> None:
    """Replace a file in one step by what `write` writes."""
    target = Path(os.path.realpath(path))
    # chosen here, not by `tempfile`: a signal between creation and return would leave a file of unknown name
    temporary = target.with_name(f".{target.name}.{os.urandom(8).hex()}.csprog")
    try:
        _sweep(target, _STALE if before is None else 0)
        existing = target.stat() if target.exists() else None
        if existing is not None:
            _refuse_unsafe(path, existing)
        with _removed_at_the_end(temporary):
            mode = 0o666 if existing is None else 0o600  # less the umask; readable by others only when it is complete
            with os.fdopen(os.open(temporary, _NEW, mode), "wb") as file:
                write(file)
                file.flush()
                if existing is not None:
                    _copy_attributes(target, temporary, existing)
                os.fsync(file.fileno())
            if before is not None and target.read_bytes() != before:
                raise StoreError(Message("{path} was changed by someone else meanwhile; try again", path=path))
            _rename(temporary, target)
            _flush_folder(target.parent)
    except OSError as error:
        raise _unwritable(path, error) from None


def create(path: Path, data: bytes) -> None:
    """Create the file at `path` with `data`, and its folder if need be.

    Raises:
        RefusedError: the path exists; it is unchanged.
        StoreError: the file can't be written; no part of it is left.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, _NEW, 0o666))
    except FileExistsError:
        raise RefusedError(Message("{path} is there already; nothing was written", path=path)) from None
    except OSError as error:
        raise _unwritable(path, error) from None
    try:
        replace(path, data, before=b"")
    except BaseException:
        _remove(path)
        raise


def _unwritable(path: Path, error: OSError) -> StoreError:
    return StoreError(Message("{path} can't be written: {reason}", path=path, reason=error.strerror or str(error)))


@contextlib.contextmanager
def _removed_at_the_end(temporary: Path) -> Iterator[None]:
    """Remove the temporary file at the end, also if a signal ends the process."""

    def end(number: int, _frame: object) -> None:
        _remove(temporary)
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
        _remove(temporary)
        for number in numbers:
            signal.signal(number, signal.SIG_DFL)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _refuse_unsafe(path: Path, existing: os.stat_result) -> None:
    if not stat.S_ISREG(existing.st_mode):
        raise StoreError(Message("{path} is not an ordinary file", path=path))
    # a rename would replace a read-only file; root may write one, so the mode counts as well
    if not existing.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(path, os.W_OK):
        raise StoreError(Message("{path} is read-only; nothing was written", path=path))
    if existing.st_nlink > 1:
        raise StoreError(
            Message(
                "{path} has {count} names (hard links), which writing would part", path=path, count=existing.st_nlink
            )
        )


def _copy_attributes(target: Path, temporary: Path, existing: os.stat_result) -> None:
    if sys.platform != "win32":  # which has no chown; a new file there inherits the folder's owner and rights
        for owner in (existing.st_uid, -1):  # only root may set the owner; the group alone is often allowed
            with contextlib.suppress(PermissionError):
                os.chown(temporary, owner, existing.st_gid)
                break
    shutil.copystat(target, temporary)  # after chown, which clears the setuid bits
    os.utime(temporary)  # copystat sets the old times, too


def _rename(temporary: Path, target: Path) -> None:
    for attempt in range(_TRIES):
        try:
            temporary.replace(target)
        except PermissionError:
            if attempt == _TRIES - 1:
                raise
            time.sleep(0.05)
        else:
            return


def _flush_folder(folder: Path) -> None:
    """Flush the rename to the disk, so that it survives a power cut."""
    if sys.platform != "win32":  # which can't open a folder; NTFS journals renames
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError:
            pass  # some network file systems refuse this
        finally:
            os.close(descriptor)


def _sweep(target: Path, age: int) -> None:
    for leftover in target.parent.glob(f".{target.name}.*.csprog"):
        with contextlib.suppress(OSError):
            if time.time() - leftover.stat().st_mtime >= age:
                leftover.unlink()
