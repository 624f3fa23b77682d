"""What was recorded last, kept outside the plan so that it can be taken back to the byte."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from csprog.store.lock import private_folder, private_name
from csprog.store.replace import replace

if TYPE_CHECKING:
    from pathlib import Path

_KEPT = 50  # steps; more than anyone takes back one by one


@dataclass(frozen=True, slots=True)
class Step:
    """A recording: the measures it changed, and how to turn the bytes it left back into those before it.

    `digest` is the SHA-256 of the bytes it left. `edits` are (start, end, text) in characters of that text.
    """

    ids: tuple[str, ...]
    digest: str
    edits: tuple[tuple[int, int, str], ...]


def digest(data: bytes) -> str:
    """Return what tells one state of a file from another."""
    return hashlib.sha256(data).hexdigest()


def remember(path: Path, ids: tuple[str, ...], written: bytes, edits: tuple[tuple[int, int, str], ...]) -> None:
    """Add a step for the plan at `path`, whose file now holds `written`; call it while the plan is locked."""
    _write(path, [*_read(path)[1 - _KEPT :], Step(ids, digest(written), edits)])


def last_step(path: Path, data: bytes) -> Step | None:
    """Return the step that led to the file's present bytes, None if none did (it was edited since, or never)."""
    steps = _read(path)
    return steps[-1] if steps and steps[-1].digest == digest(data) else None


def forget_last(path: Path) -> None:
    """Drop the newest step once it is taken back."""
    _write(path, _read(path)[:-1])


def _file(path: Path) -> Path:
    return private_folder(path) / f"{private_name(path)}.undo.json"


def _read(path: Path) -> list[Step]:
    """Return the steps, oldest first; a file that is not ours to understand counts as none."""
    try:
        records = json.loads(_file(path).read_text(encoding="utf-8"))
        return [
            Step(tuple(record["ids"]), record["digest"], tuple((s, e, t) for s, e, t in record["edits"]))
            for record in records
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _write(path: Path, steps: list[Step]) -> None:
    replace(_file(path), json.dumps([asdict(step) for step in steps], ensure_ascii=False).encode("utf-8"))
