"""Has the N-th operation on files fail, or ends the process there. Only what changes something is an operation."""

from __future__ import annotations

import errno
import io
import mmap
import os
import signal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CHANGES = (
    *("mkdir", "rmdir", "unlink", "remove", "rename", "replace", "link", "symlink"),
    *("fsync", "truncate", "ftruncate", "chmod", "fchmod", "chown", "utime", "setxattr"),
)
"""Functions of `os` that change something; opening and writing besides."""
FREEING = {"rmdir", "unlink", "remove", "rename", "replace", "chmod", "fchmod", "chown", "utime"}
"""What a full disk doesn't keep anybody from."""
ERRORS = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO, "EACCES": errno.EACCES}
KINDS = (*ERRORS, "kill")


class Fault:
    """What happens at the N-th operation: an error, or the end of the process. A disk that is full stays full.

    Operations on files elsewhere than in `folder`, if one is given, don't count.
    """

    def __init__(self, kind: str, number: int, folder: Path | None = None) -> None:
        self.kind, self.number, self.folder = kind, number, folder
        self._count = mmap.mmap(-1, 4)  # shared with the process that is forked

    @property
    def count(self) -> int:
        """The number of operations that have begun."""
        return int.from_bytes(self._count[:4], "little")

    def arm(self) -> None:
        """Stand at all operations of this process from now on."""
        for name in CHANGES:
            setattr(os, name, self._around(name, getattr(os, name)))
        os.open = self._around(
            "open", os.open, is_change=lambda _, flags, *__, **___: flags & (os.O_CREAT | os.O_WRONLY)
        )
        os.fdopen = self._opening(os.fdopen, "fdopen")
        io.open = self._opening(io.open, "open")  # as pathlib does

    def _around(self, name: str, call: Callable[..., Any], is_change: Callable[..., Any] = bool) -> Callable[..., Any]:
        def called(*words: Any, **named: Any) -> Any:
            if is_change is bool or is_change(*words, **named):
                self._meet(name, *words)
            return call(*words, **named)

        return called

    def _opening(self, call: Callable[..., Any], name: str) -> Callable[..., Any]:
        """Stand at the opening of a file to write, and at each write."""

        def opened(file: Any, mode: str = "r", *words: Any, **named: Any) -> Any:
            if not set(mode) & set("wxa+"):
                return call(file, mode, *words, **named)
            if name == "open" and not isinstance(file, int):
                self._meet(name, file)
            result = call(file, mode, *words, **named)
            write = result.write

            def written(data: Any) -> Any:
                if self._is_met("write", file):
                    write(data[: len(data) // 2])
                    result.flush()
                    self._strike("write")
                return write(data)

            result.write = written
            return result

        return opened

    def _meet(self, name: str, *words: Any) -> None:
        if self._is_met(name, *words):
            self._strike(name)

    def _is_met(self, name: str, *words: Any) -> bool:
        if self.folder is not None and not any(str(word).startswith(str(self.folder)) for word in words):
            return False
        self._count[:4] = (self.count + 1).to_bytes(4, "little")
        lasting = self.kind == "ENOSPC" and self.count > self.number and name not in FREEING
        return self.count == self.number or lasting

    def _strike(self, name: str) -> None:
        if self.kind == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if not (self.kind == "ENOSPC" and name in FREEING):
            raise OSError(ERRORS[self.kind], os.strerror(ERRORS[self.kind]))
