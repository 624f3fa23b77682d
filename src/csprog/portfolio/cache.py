"""Keeps results in the user's cache folder; both can be deleted at any time.

Each is sealed with a key that lies in the user's state folder: what somebody else put there, or damaged, is none.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from csprog import __version__
from csprog.errors import StoreError
from csprog.store.atomic_write import replace
from csprog.store.private_files import own_folder, state_folder

try:
    import sqlite3
except ImportError:  # this Python was built without SQLite
    sqlite3 = None  # type: ignore[assignment]

from collections.abc import Iterator

MAX_BYTES = 64_000_000
"""Size from which the cache is deleted, to be filled anew."""
_KEY_LENGTH = _SEAL_LENGTH = 32  # bytes
_LOCK_TIMEOUT = 0.5  # seconds for another csprog that is writing
_TABLE = "results (key TEXT PRIMARY KEY, value BLOB NOT NULL)"
_OWN_SCHEMA = {("table", f"CREATE TABLE {_TABLE}"), ("index", None)}  # the index is that of the key


def cache_folder() -> Path | None:
    """Return the user's cache folder, created if missing; None if unsafe."""
    try:
        return own_folder(user_cache_path("csprog", appauthor=False))
    except StoreError:
        return None


def sealing_key() -> bytes | None:
    """Return the user's key for seals, made if missing; None if none can be kept."""
    try:
        file = state_folder() / "cache.key"
        if not file.is_file() or file.stat().st_size != _KEY_LENGTH:
            replace(file, os.urandom(_KEY_LENGTH))
        return file.read_bytes()
    except (StoreError, OSError):
        return None


@cache
def build_fingerprint() -> str:
    """Return a text that differs between two builds of csprog.

    In a checkout the version stays the same while the code changes; there the times of the modules tell.
    """
    package = Path(__file__).parents[1]
    record = package.parent / f"csprog-{__version__}.dist-info" / "RECORD"  # the hash of every file of a wheel
    if record.is_file():
        content = record.read_bytes()
    else:
        content = repr(sorted((str(file), file.stat().st_mtime_ns) for file in package.rglob("*.py"))).encode()
    return f"{__version__} {hashlib.sha256(content).hexdigest()}"


def cache_key(*parts: str) -> str:
    """Return the key of a result that depends on `parts` and on this build of csprog."""
    return hashlib.sha256("\0".join((build_fingerprint(), *parts)).encode(errors="surrogatepass")).hexdigest()


class ResultCache:
    """Cache of JSON values in a SQLite database; new ones are written on close.

    A database that is damaged, foreign, locked or unreadable counts as empty; a damaged or foreign one is replaced.
    """

    def __init__(self, file: Path | None, sealing_key: bytes) -> None:
        """Open the database `file`; with None nothing is found or kept."""
        self._file, self._new, self._sealing_key = file, dict[str, bytes](), sealing_key
        self._database: sqlite3.Connection | None = None
        if file is not None and sqlite3 is not None:
            with suppress(OSError):
                if file.stat().st_size > MAX_BYTES:
                    file.unlink()
            with self._tolerate_errors():
                self._connect(file)

    def get(self, key: str) -> Any:
        """Return the value stored under `key`, None if there is none."""
        if self._database is not None:
            with self._tolerate_errors(), suppress(TypeError, ValueError, RecursionError):  # of a damaged value
                row = self._database.execute("SELECT value FROM results WHERE key = ?", (key,)).fetchone()
                seal, value = (row[0][:_SEAL_LENGTH], row[0][_SEAL_LENGTH:]) if row else (b"", b"")
                return json.loads(value) if hmac.compare_digest(seal, self._seal(key, value)) else None
        return None

    def put(self, key: str, value: Any) -> None:
        """Store `value` under `key`."""
        with suppress(UnicodeEncodeError):  # a lone surrogate
            data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
            self._new[key] = self._seal(key, data) + data

    def _seal(self, key: str, value: bytes) -> bytes:
        return hmac.digest(self._sealing_key, key.encode() + value, "sha256")

    def close(self) -> None:
        """Write new values and close the database."""
        if self._database is not None and self._new:
            with self._tolerate_errors(), self._database:
                self._database.executemany("INSERT OR REPLACE INTO results VALUES (?, ?)", self._new.items())
        self._disconnect()

    @contextmanager
    def _tolerate_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError:  # locked, read-only, foreign
            self._disconnect()
        except sqlite3.DatabaseError:  # damaged
            self._disconnect()
            if self._file is not None:
                with suppress(OSError, sqlite3.Error):
                    self._file.unlink()
                    self._connect(self._file)

    def _connect(self, file: Path) -> None:
        self._database = sqlite3.connect(file, timeout=_LOCK_TIMEOUT)
        self._database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_BYTES)
        schema = set(self._database.execute("SELECT type, sql FROM sqlite_master"))
        if not schema:
            self._database.execute(f"CREATE TABLE IF NOT EXISTS {_TABLE}")
        elif schema != _OWN_SCHEMA:  # a view could take any time
            raise sqlite3.DatabaseError

    def _disconnect(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None


@contextmanager
def open_cache(*, enabled: bool = True) -> Iterator[ResultCache]:
    """Open the cache in the user's cache folder; without `enabled` an empty one.

    New values are written even if the work is interrupted.
    """
    folder, key = (cache_folder(), sealing_key()) if enabled else (None, None)
    file = folder / "results.sqlite3" if folder and key else None
    with closing(ResultCache(file, key or b"")) as results:
        yield results
