"""Remembers what csprog wrote, to tell a file that somebody changed since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from csprog.errors import StoreError
from csprog.store.atomic_write import replace
from csprog.store.private_files import state_folder

_MOST = 5000  # digests; of older files csprog no longer knows that it wrote them


def remember_written(contents: Iterable[bytes]) -> None:
    """Remember that csprog writes files with these contents.

    Where nothing can be kept the files count as somebody else's later.
    """
    with suppress(StoreError):
        file = _record()
        digests = dict.fromkeys([*_read(file), *map(_digest, contents)])
        replace(file, json.dumps(list(digests)[-_MOST:]).encode("ascii"))


def was_written(content: bytes) -> bool:
    """Tell whether csprog wrote a file with this content, on this machine and account."""
    with suppress(StoreError):
        return _digest(content) in _read(_record())
    return False


def _record() -> Path:
    return state_folder() / "written.json"


def _read(file: Path) -> list[str]:
    """Return the digests, oldest first; none if the file is missing or damaged."""
    try:
        digests = json.loads(file.read_text(encoding="ascii"))
    except (OSError, ValueError, RecursionError):
        return []
    return [digest for digest in digests if isinstance(digest, str)] if isinstance(digests, list) else []


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
