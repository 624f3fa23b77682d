"""Saves a plan's bytes before each change, for `csprog undo`."""

from __future__ import annotations

import hashlib
import json
import time
import zlib
from base64 import b85decode, b85encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from csprog.store.atomic_write import replace
from csprog.store.lock import save
from csprog.store.plan_files import SourceFile
from csprog.store.private_files import private_files

_MOST_STEPS = 50
_MOST_CHARACTERS = 8_000_000  # of compressed plans; one of 10,000 measures takes some 300,000


@dataclass(frozen=True, slots=True)
class Step:
    """The plan's bytes before a change, and whether the change was an import.

    `saved_at` is the time of the change in nanoseconds, to tell which of two plans was changed last.
    """

    before: bytes
    imported: bool
    saved_at: int


def save_step(source: SourceFile, data: bytes, *, imported: bool = False) -> None:
    """Write `data` to the file of `source` as a change that can be undone.

    The plan must be `locked`.

    Raises:
        StoreError: the file can't be written; it is unchanged.
    """
    file = private_files(source.path).steps
    before = b85encode(zlib.compress(source.data)).decode("ascii")
    step = {"left": _digest(data), "imported": imported, "at": time.time_ns(), "before": before}
    steps = [*_read(file)[1 - _MOST_STEPS :], step]
    while len(steps) > 1 and sum(len(step["before"]) for step in steps) > _MOST_CHARACTERS:
        del steps[0]
    # the step goes first: without its change it does no harm, a change without its step can't be undone
    replace(file, json.dumps(steps).encode("ascii"))
    save(source, data)


def last_step(path: Path, data: bytes) -> Step | None:
    """Return the newest step whose change led to `data`, None if there is none."""
    left = _digest(data)
    step = next((step for step in reversed(_read(private_files(path).steps)) if step["left"] == left), None)
    if step is None:
        return None
    try:
        return Step(zlib.decompress(b85decode(step["before"])), bool(step["imported"]), step["at"])
    except (ValueError, zlib.error):
        return None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read(file: Path) -> list[dict[str, Any]]:
    """Return the steps, oldest first; none if the file is missing or damaged."""
    try:
        steps = json.loads(file.read_text(encoding="utf-8"))
        return [_checked(step) for step in steps]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []


def _checked(step: dict[str, Any]) -> dict[str, Any]:
    # a step of an earlier csprog has no time: it counts as older than any other
    at = int(step.get("at", 0))
    return {"left": step["left"], "imported": step["imported"], "at": at, "before": str(step["before"])}
