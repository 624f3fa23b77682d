"""The plan's bytes before the last recordings, kept outside the plan to take these back."""

from __future__ import annotations

import hashlib
import json
import zlib
from base64 import b85decode, b85encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from csprog.store.atomic_write import replace
from csprog.store.lock import private_folder, private_name, save
from csprog.store.plan_files import SourceFile

_MOST_STEPS = 20
_MOST_CHARACTERS = 8_000_000  # of compressed plans; one of 10,000 measures takes some 300,000


@dataclass(frozen=True, slots=True)
class Step:
    """The plan's bytes before a recording or an import."""

    before: bytes
    imported: bool


def save_step(source: SourceFile, data: bytes, *, imported: bool = False) -> None:
    """Put `data` into the file of `source`, as a step that can be taken back.

    The step is kept first, so that whatever is written can be taken back; a step that was not made after all does no
    harm. Call it while the plan is `locked`.

    Raises:
        StoreError: it can't be written; the file is untouched.
    """
    file = _file(source.path)
    before = b85encode(zlib.compress(source.data)).decode("ascii")
    kept = [*_read(file)[1 - _MOST_STEPS :], {"left": _digest(data), "imported": imported, "before": before}]
    while len(kept) > 1 and sum(len(step["before"]) for step in kept) > _MOST_CHARACTERS:
        del kept[0]
    replace(file, json.dumps(kept).encode("ascii"))
    save(source, data)


def last_step(path: Path, data: bytes) -> Step | None:
    """Return the newest step that left the bytes `data`, None if none did."""
    left = _digest(data)
    found = next((step for step in reversed(_read(_file(path))) if step["left"] == left), None)
    if found is None:
        return None
    try:
        return Step(zlib.decompress(b85decode(found["before"])), bool(found["imported"]))
    except (ValueError, zlib.error):
        return None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _file(path: Path) -> Path:
    return private_folder(path) / f"{private_name(path)}.undo.json"


def _read(file: Path) -> list[dict[str, Any]]:
    """Return the steps, oldest first; none of a file that csprog did not write."""
    try:
        steps = json.loads(file.read_text(encoding="utf-8"))
        return [{"left": step["left"], "imported": step["imported"], "before": str(step["before"])} for step in steps]
    except (OSError, ValueError, KeyError, TypeError):
        return []
