"""Replaces, creates and removes several files: all of them, or none."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from csprog.errors import StoreError, os_error_reason
from csprog.i18n import Message
from csprog.store.atomic_write import (
    Content,
    flush_folder,
    make_folders,
    prepare,
    remove_folders,
    rename,
    replace,
    undone_by_signals,
    writing,
)
from csprog.store.changed_files import note_changed
from csprog.store.leftovers import KEPT, TEMPORARY, remove, sweep, sweep_kept, temporary_path
from csprog.store.paths import shown_path


def replace_all(contents: Mapping[Path, Content | None], *, journal: Path | None = None) -> None:
    """Give files these contents, in this order, or leave all as they are; None removes a file.

    All new contents, and copies of the old ones, are written beside the files before any is renamed. If one can't be, or
    the process is asked to end, those renamed before are taken back. What a killed process left undone, `take_back`
    takes back from the `journal`; the caller holds a lock, and has called it.

    Raises:
        StoreError: a file can't be written.
    """
    changes = _Changes(journal)
    for folder in {Path(os.path.realpath(path)).parent for path in contents}:
        sweep(folder)
        if journal is not None:  # nobody else writes there, and nothing is to be taken back
            sweep_kept(folder)
    with undone_by_signals(changes.end):
        for path, content in contents.items():
            if digest_of(path) != content_digest(content):
                changes.add(path, content)
        changes.apply()


def take_back(journal: Path) -> None:
    """Take back the changes in the middle of which a process was killed, if any.

    Raises:
        StoreError: a file can't be brought back.
    """
    with suppress(FileNotFoundError):
        try:
            noted = json.loads(journal.read_text(encoding="ascii"))
            files = [
                _Change(Path(target), _path(new), _path(old), digest) for target, new, old, digest in noted["files"]
            ]
            changes = _Changes(journal, list(map(Path, noted["folders"])), files)
        except (ValueError, KeyError, TypeError):  # not ours
            changes = _Changes(journal)
        changes.end()


@dataclass(frozen=True, slots=True)
class _Change:
    """A file that is changed, and the temporary files with its new and old content.

    Without `new` it is removed, without `old` it was not there. `digest` is that of the new content.
    """

    target: Path
    new: Path | None
    old: Path | None
    digest: str | None

    def apply(self) -> None:
        """Make the change."""
        if self.new is None:
            self.target.unlink()
        else:
            rename(self.new, self.target)

    def take_back(self) -> None:
        """Bring the old content back, if the new one is there."""
        if digest_of(self.target) != self.digest:
            return
        if self.old is None:
            self.target.unlink(missing_ok=True)
        elif self.old.exists():
            rename(self.old, self.target)

    def tidy(self) -> None:
        """Remove the temporary files."""
        for file in self.new, self.old:
            if file is not None:
                remove(file)


@dataclass
class _Changes:
    """Changes that are made together, and the folders created for them.

    Once there, the `journal` says that they are to be taken back; without it they are made.
    """

    journal: Path | None
    folders: list[Path] = field(default_factory=list)
    files: list[_Change] = field(default_factory=list)
    done: bool = False

    def add(self, path: Path, content: Content | None) -> None:
        """Write the new content of a file, and a copy of its old one, beside it."""
        suffix = TEMPORARY if self.journal is None else KEPT
        with writing(path):
            target = Path(os.path.realpath(path))
            self.folders += make_folders(target.parent)
            new = None if content is None else temporary_path(target, suffix)
            old = temporary_path(target, suffix) if target.exists() else None
            self.files.append(_Change(target, new, old, content_digest(content)))
            if content is not None and new is not None:
                prepare(path, content, new)
            if old is not None:
                prepare(path, target.read_bytes(), old)

    def apply(self) -> None:
        """Make the changes."""
        if self.journal is not None and self.files:
            replace(self.journal, json.dumps(self._as_json()).encode("ascii"))
        for change in self.files:
            with writing(Path(shown_path(change.target))):
                change.apply()
        for folder in dict.fromkeys(change.target.parent for change in self.files):
            flush_folder(folder)
        self._forget()
        self.done = True
        for change in self.files:
            note_changed(change.target)

    def end(self) -> None:
        """Take the changes back unless they are all made; remove what was written beside."""
        if not self.done:
            self._take_back()
            self._forget()
        for change in self.files:
            change.tidy()
        if not self.done:
            remove_folders(self.folders)

    def _take_back(self) -> None:
        failed: StoreError | None = None
        for change in reversed(self.files):
            try:
                change.take_back()
            except OSError as error:
                reason, path = os_error_reason(error), shown_path(change.target)
                failed = StoreError(
                    Message("{path} can't be restored: {reason}; run the command again", path=path, reason=reason)
                )
        if failed:
            raise failed

    def _forget(self) -> None:
        if self.journal is not None:
            with writing(self.journal):
                self.journal.unlink(missing_ok=True)

    def _as_json(self) -> dict[str, Any]:
        files = [[str(one.target), _text(one.new), _text(one.old), one.digest] for one in self.files]
        return {"folders": list(map(str, self.folders)), "files": files}


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)


def _path(text: str | None) -> Path | None:
    return None if text is None else Path(text)


def content_digest(content: Content | None) -> str | None:
    """Return the SHA-256 of a content, None of none."""
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    return content.sha256 if content else None


def digest_of(path: Path) -> str | None:
    """Return the SHA-256 of a file, None if it can't be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
