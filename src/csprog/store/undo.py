"""What was recorded last, kept outside the plan so that it can be taken back to the byte."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from csprog.store.lock import private_folder, private_name, save
from csprog.store.replace import replace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from csprog.store.files import SourceFile
    from csprog.yamltext.splice import Edit

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


def remember(path: Path, ids: tuple[str, ...], data: bytes, edits: tuple[tuple[int, int, str], ...]) -> None:
    """Add a step for the plan at `path`, whose file is about to hold `data`; call it while the plan is locked.

    It comes first, so that whatever is written can be taken back; a step that was not made after all does no harm.

    Raises:
        StoreError: it can't be kept.
    """
    step = Step(ids, digest(data), edits)
    file = _file(path)
    kept = json.dumps([asdict(step) for step in (*_read(file)[1 - _KEPT :], step)], ensure_ascii=False)
    replace(file, kept.encode("utf-8"))


def save_step(source: SourceFile, ids: tuple[str, ...], data: bytes, undo: Iterable[Edit]) -> None:
    """Put `data`, in which `ids` were changed, into the file of `source`, as a step that can be taken back.

    `undo` are the edits that lead back from its text. Call it while the plan is `locked`.

    Raises:
        StoreError: it can't be written; the file is untouched.
    """
    remember(source.path, ids, data, tuple((edit.start, edit.end, edit.text) for edit in undo))
    save(source, data)


def last_step(path: Path, data: bytes) -> Step | None:
    """Return the newest step that led to the file's present bytes, None if none did (it was edited since, or never)."""
    present = digest(data)
    return next((step for step in reversed(_read(_file(path))) if step.digest == present), None)


def _file(path: Path) -> Path:
    return private_folder(path) / f"{private_name(path)}.undo.json"


def _read(file: Path) -> list[Step]:
    """Return the steps, oldest first; a file that is not ours to understand counts as none."""
    try:
        records = json.loads(file.read_text(encoding="utf-8"))
        return [
            Step(tuple(record["ids"]), record["digest"], tuple((s, e, t) for s, e, t in record["edits"]))
            for record in records
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return []
