"""Writing a file so that at every moment either the old one or the new one is there, whole."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from csprog.errors import StoreError
from csprog.language import Message


def replace(path: Path, data: bytes) -> None:
    """Put `data` in the place of the file at `path` in one step; a symbolic link keeps pointing to it.

    The bytes go to a temporary file beside the target, are flushed to the disk, and take the target's name.

    Raises:
        StoreError: something stands in the way; the old file is untouched.
    """
    target = Path(os.path.realpath(path))
    temporary: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode)
        else:
            temporary.chmod(0o666 & ~_umask())
        temporary.replace(target)
    except OSError as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()
        what = Message("{path} can't be written: {reason}", path=path, reason=error.strerror or str(error))
        raise StoreError(what) from None


def _umask() -> int:
    """Return the process's mask for new files; the only way to read it is to set it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
