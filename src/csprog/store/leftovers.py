"""Names temporary files after their process, and removes those of dead ones."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

TEMPORARY, KEPT = ".csprog", ".csprog-kept"
"""Ends of the names of temporary files; those with the second are needed after their process."""
_STALE = 600  # seconds; by then also a process of another machine has ended
_NAME = re.compile(r"\..+\.(?P<host>[0-9a-f]{4})-(?P<process>[0-9]+)-[0-9a-f]{8}\.csprog", re.DOTALL)
_OURS: set[str] = set()  # names that this process has given


def temporary_path(path: Path, suffix: str = TEMPORARY) -> Path:
    """Return a path beside `path` for a file that lives as long as this process.

    One that is `KEPT` lives until `sweep_kept`.
    """
    # chosen here, not by `tempfile`: a signal between creation and return would leave a file of unknown name
    name = f".{path.name}.{_host()}-{os.getpid()}-{os.urandom(4).hex()}{suffix}"
    _OURS.add(name)
    return path.with_name(name)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Create a folder for this process alone among the system's temporary files.

    Those of dead processes are removed.
    """
    folder = temporary_path(Path(tempfile.gettempdir()) / "csprog")
    sweep(folder.parent)
    folder.mkdir(0o700)
    try:
        yield folder
    finally:
        remove(folder)


def sweep(folder: Path, *, unused: Path | None = None) -> None:
    """Remove the temporary files in `folder` that processes left when they ended.

    Those for the file `unused`, which nobody but the caller writes, are removed in any case.
    """
    with suppress(OSError):
        for name in os.listdir(folder):  # noqa: PTH208 - names alone
            if not (name.startswith(".") and name.endswith(TEMPORARY)) or name in _OURS:
                continue
            is_unused = unused is not None and name.startswith(f".{unused.name}.") and folder == unused.parent
            if is_unused or _is_abandoned(folder / name):
                remove(folder / name)


def sweep_kept(folder: Path) -> None:
    """Remove the files in `folder` that were kept; the caller knows that nobody needs them."""
    with suppress(OSError):
        for name in os.listdir(folder):  # noqa: PTH208 - names alone
            if name.startswith(".") and name.endswith(KEPT) and name not in _OURS:
                remove(folder / name)


def remove(path: Path) -> None:
    """Remove a temporary file or folder, as far as possible."""
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _is_abandoned(path: Path) -> bool:
    """Tell whether the process of a temporary file has ended, as far as can be known."""
    given = _NAME.fullmatch(path.name)
    if given is not None and given["host"] == _host():
        process = int(given["process"])
        if process == os.getpid() or not _is_running(process):  # ours is in `_OURS`: another had our number before
            return True
    with suppress(OSError):
        return time.time() - path.lstat().st_mtime >= _STALE
    return False


def _host() -> str:
    """Return what tells this machine from others that write into a shared folder."""
    return hashlib.sha256(socket.gethostname().encode("utf-8", "replace")).hexdigest()[:4]


if sys.platform == "win32":

    def _is_running(process: int) -> bool:
        """Tell whether a process is running; `os.kill` would end it there."""
        import ctypes  # noqa: PLC0415 - needed only where a file was left

        synchronize, timeout, access_denied = 0x00100000, 0x102, 5
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        handle = kernel.OpenProcess(synchronize, 0, process)
        if not handle:
            return ctypes.get_last_error() == access_denied
        try:
            return bool(kernel.WaitForSingleObject(handle, 0) == timeout)
        finally:
            kernel.CloseHandle(handle)

else:

    def _is_running(process: int) -> bool:
        """Tell whether a process is running."""
        try:
            os.kill(process, 0)
        except (ProcessLookupError, OverflowError):
            return False
        except OSError:
            return True  # another user's
        return True
