"""Writing a file so that at every moment either the old one or the new one is there, whole."""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from csprog.errors import RefusedError, StoreError
from csprog.i18n import Message

_TRIES = 20 if sys.platform == "win32" else 1  # there a virus scanner may hold a file for some tenths of a second
_STALE = 600  # seconds after which a temporary file can only be one that a killed process left
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_ENDINGS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


def replace(path: Path, data: bytes, *, before: bytes | None = None) -> None:
    """Put `data` in the place of the file at `path` in one step; a symbolic link keeps pointing to it.

    The bytes go to a temporary file beside the target, are flushed to the disk, and take the target's name. Mode,
    group, owner and extended attributes stay what they were (the owner as far as this process may set it). What
    a killed process left beside the target is swept away when it is old; at once if the caller holds the file's lock
    and gives the bytes that it read `before`, which then must still be there.

    Raises:
        StoreError: something stands in the way; the old file is untouched.
    """
    target = Path(os.path.realpath(path))
    # the name is known before the file is there: whatever stops this process, it can be removed
    temporary = target.with_name(f".{target.name}.{os.urandom(8).hex()}.csprog")
    try:
        _sweep(target, _STALE if before is None else 0)
        existing = target.stat() if target.exists() else None
        if existing is not None:
            _refuse_unsafe(path, existing)
        with _removed_at_the_end(temporary):
            with os.fdopen(os.open(temporary, _NEW, 0o600), "wb") as file:
                file.write(data)
                _keep_attributes(target, temporary, existing)
                file.flush()
                os.fsync(file.fileno())
            if before is not None and target.read_bytes() != before:
                raise StoreError(Message("{path} was changed by someone else meanwhile; try again", path=path))
            _take_name(temporary, target)
            _flush_folder(target.parent)
    except OSError as error:
        what = Message("{path} can't be written: {reason}", path=path, reason=error.strerror or str(error))
        raise StoreError(what) from None


def create(path: Path, data: bytes) -> None:
    """Put `data` into a file that is new, and the folder that it lies in; whoever sees it sees it whole.

    Raises:
        Refused: there is something by that name; it is left alone.
        StoreError: the file can't be written; nothing is left of it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, _NEW, 0o666))
    except FileExistsError:
        raise RefusedError(Message("{path} is there already; nothing was written", path=path)) from None
    except OSError as error:
        what = Message("{path} can't be written: {reason}", path=path, reason=error.strerror or str(error))
        raise StoreError(what) from None
    try:
        replace(path, data, before=b"")
    except BaseException:
        _remove(path)
        raise


@contextlib.contextmanager
def _removed_at_the_end(temporary: Path) -> Iterator[None]:
    """Remove what is left under the name `temporary`, also when the system ends this process: a terminal closed, say."""

    def end(number: int, frame: object) -> None:
        del frame
        _remove(temporary)
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)

    in_charge = threading.current_thread() is threading.main_thread()
    numbers = [number for number in _ENDINGS if in_charge and signal.getsignal(number) is signal.SIG_DFL]
    for number in numbers:
        signal.signal(number, end)
    try:
        yield
    finally:
        _remove(temporary)
        for number in numbers:
            signal.signal(number, signal.SIG_DFL)


def _remove(temporary: Path) -> None:
    with contextlib.suppress(OSError):
        temporary.unlink(missing_ok=True)


def _refuse_unsafe(path: Path, existing: os.stat_result) -> None:
    if not stat.S_ISREG(existing.st_mode):
        raise StoreError(Message("{path} is not an ordinary file", path=path))
    if not existing.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(path, os.W_OK):
        raise StoreError(Message("{path} is read-only; nothing was written", path=path))
    if existing.st_nlink > 1:
        what = Message(
            "{path} has {count} names (hard links), which writing would part", path=path, count=existing.st_nlink
        )
        raise StoreError(what)


def _keep_attributes(target: Path, temporary: Path, existing: os.stat_result | None) -> None:
    """Give the new file what the old one had; a file that is new gets the mode of any new file."""
    if existing is None:
        temporary.chmod(0o666 & ~_umask())
        return
    if sys.platform != "win32":
        for owner, group in ((existing.st_uid, existing.st_gid), (-1, existing.st_gid)):
            with contextlib.suppress(PermissionError):
                os.chown(temporary, owner, group)
                break
    temporary.chmod(stat.S_IMODE(existing.st_mode))
    if hasattr(os, "listxattr"):
        names: list[str] = []
        with contextlib.suppress(OSError):  # a file system without attributes has none to lose
            names = os.listxattr(target)
        for name in names:
            with contextlib.suppress(OSError):  # the system's own are not for everyone to set
                os.setxattr(temporary, name, os.getxattr(target, name))


def _take_name(temporary: Path, target: Path) -> None:
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
    """Flush the new name to the disk as well; Windows has no such call and needs none."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError:
            pass  # some network file systems refuse this; the name is theirs to keep
        finally:
            os.close(descriptor)


def _sweep(target: Path, age: int) -> None:
    for leftover in target.parent.glob(f".{target.name}.*.csprog"):
        with contextlib.suppress(OSError):
            if time.time() - leftover.stat().st_mtime >= age:
                leftover.unlink()


def _umask() -> int:
    """Return the process's mask for new files; the only way to read it is to set it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
