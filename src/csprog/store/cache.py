"""The person's own cache folder, and answers kept there from one run to the next: for speed alone, safe to delete."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import zlib
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from platformdirs import user_cache_path

from csprog import __version__

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH
LARGEST_CACHE = 64_000_000
"""Bytes that the kept answers may fill, for good: SQLite refuses more. From half of it on the older half goes."""
LONGEST = 10_000_000
"""Bytes of an answer, packed, that is kept at most: what is to be told of 100,000 measures has some 4 million."""
_QUICKLY = 1  # the level of zlib
_PATIENCE = 0.5  # seconds for another csprog that is writing
_TABLE = "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, seal TEXT NOT NULL, answer BLOB NOT NULL)"
_OLDER_HALF = """
DELETE FROM answers WHERE rowid IN
(SELECT rowid FROM answers ORDER BY rowid LIMIT (SELECT (count(*) + 1) / 2 FROM answers))
"""
_UNSYNCED = "PRAGMA synchronous = OFF"  # nobody waits for the disk: the seals tell what a power cut has damaged
_SIZES = ("page_size", "page_count", "freelist_count")


def cache_folder() -> Path | None:
    """Return the person's cache folder, made if it was not there.

    What lies there is believed. So it is used only if it is the person's own and nobody else can write there;
    else, or if it can't be made, the answer is None and nothing is kept.
    """
    folder = user_cache_path("csprog", appauthor=False)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        about = folder.lstat()
    except OSError:
        return None
    if sys.platform != "win32" and (about.st_uid != os.getuid() or about.st_mode & _OTHERS_MAY_WRITE):
        return None
    return folder if stat.S_ISDIR(about.st_mode) else None


@cache
def edition() -> str:
    """Return what tells this csprog from any other: its version, and of which sizes and times its modules are.

    Between two releases the version stays while the answers change.
    """
    about = "".join(sorted(_modules(str(Path(__file__).parent.parent))))
    return f"{__version__} {hashlib.sha256(about.encode(errors='surrogateescape')).hexdigest()}"


def _modules(folder: str) -> Iterator[str]:
    """Give a line for every module in `folder` or below it; pathlib would take ten times as long, at every start."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                found = entry.stat()
                yield f"\n{entry.path} {found.st_size} {found.st_mtime_ns}"
            elif entry.is_dir() and not entry.name.startswith("__"):
                yield from _modules(entry.path)


def key_of(*parts: str | bytes) -> str:
    """Return the key of an answer by all that it depends on: the contents of files, what was asked, and csprog itself."""
    digest = hashlib.sha256(edition().encode())
    for part in parts:
        data = part.encode(errors="surrogateescape") if isinstance(part, str) else part
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()


class Answers:
    """Answers as JSON holds them, by their keys, in a database of SQLite; new ones are written all together at the end.

    What is damaged is not there, and is written anew. Where the disk, or another csprog at the same time, doesn't let us
    read or write, nothing is found and nothing is kept.
    """

    def __init__(self, file: Path | None) -> None:
        """Look answers up in the database `file`; None keeps nothing."""
        self._file = file
        self._open = _opened(file) if file else None
        self._new: dict[str, bytes] = {}

    def get_text(self, key: str) -> str | None:
        """Return the text kept under `key`, None if there is none."""
        if self._open is None:
            return None
        try:
            found = self._open.execute("SELECT seal, answer FROM answers WHERE key = ?", (key,)).fetchone()
        except self._open.DatabaseError:
            return None
        if not found or not isinstance(found[1], bytes) or found[0] != _seal(key, found[1]):
            return None
        return zlib.decompress(found[1]).decode()

    def put_text(self, key: str, text: str) -> None:
        """Keep `text` for the next run, unless it is very long or holds halves of characters, which no file can."""
        with suppress(UnicodeEncodeError):
            packed = zlib.compress(text.encode(), _QUICKLY)
            if len(packed) <= LONGEST:
                self._new[key] = packed

    def get(self, key: str) -> Any:
        """Return the answer kept under `key`, None if there is none."""
        import json  # noqa: PLC0415 - a shell that completes a word needs none

        text = self.get_text(key)
        return None if text is None else json.loads(text)

    def put(self, key: str, answer: Any) -> None:
        """Keep `answer` for the next run."""
        import json  # noqa: PLC0415 - likewise

        self.put_text(key, json.dumps(answer, ensure_ascii=False, separators=(",", ":")))

    def close(self) -> None:
        """Write what is new; a database that turns out to be damaged is begun anew."""
        if self._open is not None:
            self._open.close()
        rows = [(key, _seal(key, packed), packed) for key, packed in self._new.items()]
        if self._file and rows and not _written(self._file, rows):
            _written(self._file, rows)


@contextmanager
def kept_answers(*, wanted: bool = True) -> Iterator[Answers]:
    """Give the answers kept in the person's cache folder; if `wanted` is false there are none, and none are kept.

    What was answered so far is written even if the run is broken off.
    """
    folder = cache_folder() if wanted else None
    with closing(Answers(folder / "answers.sqlite3" if folder else None)) as answers:
        yield answers


def _seal(key: str, packed: bytes) -> str:
    """Return what an answer must have beside it to be believed."""
    return hashlib.sha256(key.encode() + packed).hexdigest()


def _opened(file: Path) -> sqlite3.Connection | None:
    try:
        from sqlite3 import DatabaseError, connect  # noqa: PLC0415 - few commands keep answers
    except ImportError:  # a Python that was built where SQLite was not
        return None
    with suppress(DatabaseError):
        return connect(file, timeout=_PATIENCE)
    return None


def _written(file: Path, rows: list[tuple[str, str, bytes]]) -> bool:
    """Write `rows`, whole or not at all; False if the database is damaged, and now gone."""
    database = _opened(file)
    if database is None:
        return True
    try:
        with closing(database), database:
            database.execute(_UNSYNCED)
            database.execute(_TABLE)
            _make_room(database)
            database.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", rows)
    except database.OperationalError:
        return True
    except database.DatabaseError:
        with suppress(OSError):
            file.unlink()
            return False
    return True


def _make_room(database: sqlite3.Connection) -> None:
    size, pages, free = (database.execute(f"PRAGMA {name}").fetchone()[0] for name in _SIZES)
    database.execute(f"PRAGMA max_page_count = {LARGEST_CACHE // size}")
    if (pages - free) * size > LARGEST_CACHE // 2:
        database.execute(_OLDER_HALF)
