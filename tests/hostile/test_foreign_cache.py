"""A cache that is damaged, or that somebody else made, counts as not there: for every command, and for help."""

from __future__ import annotations

import json
import sqlite3
import zlib
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from csprog.portfolio import cache
from csprog.store.private_files import state_folder
from tests.cli.conftest import csprog, kept, parsed  # noqa: F401 - fixtures

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-07-01")
COMMANDS = (
    ("validate", *AS_OF),
    ("status", *AS_OF),
    ("status", "--all", ".", *AS_OF),
    ("report", "--all", ".", *AS_OF),
    ("--help",),
    ("status", "--help"),
)
TABLE = "CREATE TABLE results (key TEXT PRIMARY KEY, value BLOB NOT NULL)"
ENDLESS = (
    "CREATE VIEW results AS WITH RECURSIVE n(key, value) AS (VALUES ('', '') UNION ALL SELECT key || 'a', value FROM n) "
    "SELECT * FROM n"
)


def values(make: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """Return what replaces every kept value by one made of it."""

    def damage(file: Path) -> None:
        with closing(sqlite3.connect(file)) as database, database:
            for key, value in database.execute("SELECT key, value FROM results").fetchall():
                database.execute("UPDATE results SET value = ? WHERE key = ?", (make(value), key))

    return damage


def database(*statements: str) -> Callable[[Path], None]:
    """Return what replaces the cache by another database."""

    def damage(file: Path) -> None:
        file.unlink()
        with closing(sqlite3.connect(file)) as other, other:
            for statement in statements:
                other.execute(statement)

    return damage


def resealed(value: object) -> Callable[[bytes], bytes]:
    """Return what makes a value with the seal of another key."""
    data = json.dumps(value).encode()
    return lambda _: cache.ResultCache(None, b"theirs")._seal("", data) + data  # noqa: SLF001 - nobody else seals


DAMAGE: dict[str, Callable[[Path], object]] = {
    "rubbish": lambda file: file.write_bytes(b"rubbish" * 1000),
    "nothing": lambda file: file.write_bytes(b""),
    "cut": lambda file: file.write_bytes(file.read_bytes()[:5000]),
    "a made-up answer": values(resealed([[], []])),
    "a made-up answer without a seal": values(lambda _: b"[[],[]]"),
    "a list": values(lambda _: b"[]"),
    "no JSON": values(lambda value: value[:32] + b"{"),
    "another value": values(lambda value: value[:32] + value[32:].replace(b"1", b"2")),
    "an endless list": values(lambda _: b"[" * 100_000),
    "a packed gigabyte": values(lambda _: zlib.compress(bytes(10_000_000)) * 100),
    "a database of another program": database("CREATE TABLE results (name TEXT)"),
    "another table besides": database(TABLE, "CREATE TABLE other (name TEXT)"),
    "a view without end": database(ENDLESS),
    "a trigger": database(TABLE, "CREATE TRIGGER other BEFORE INSERT ON results BEGIN SELECT RAISE(ABORT, 'no'); END"),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", DAMAGE)
def test_a_foreign_cache_counts_as_not_there(csprog: Tool, kept: Path, kind: str) -> None:  # noqa: F811
    """What is told is the same as without a cache, however often it is asked."""
    expected = {words: told(csprog, *words) for words in COMMANDS}
    for _ in range(2):
        if kept.exists():
            DAMAGE[kind](kept)
        for words in COMMANDS:
            assert told(csprog, *words) == expected[words]


def test_a_cache_of_another_key_is_filled_anew(csprog: Tool, kept: Path, parsed: list[str]) -> None:  # noqa: F811
    """A cache that two accounts share gives neither what the other put there."""
    first = told(csprog, "validate", *AS_OF)
    (state_folder() / "cache.key").unlink()
    for times in (1, 0):
        parsed.clear()
        assert told(csprog, "validate", *AS_OF) == first
        assert len(parsed) == times
    assert kept.exists()


@pytest.mark.not_on_windows(reason="Windows keeps no modes of files")
def test_nobody_else_can_read_the_key(csprog: Tool, kept: Path) -> None:  # noqa: F811
    told(csprog, "validate", *AS_OF)
    assert kept.exists()
    assert state_folder().stat().st_mode & 0o077 == 0


def told(csprog: Tool, *words: str) -> tuple[int, str, str]:  # noqa: F811
    """Give all that a command says."""
    result = csprog(*words)
    return result.exit_code, result.stdout, result.stderr
