"""Runs git: finds repositories, reads revisions and logs, merges texts."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from csprog.errors import StoreError
from csprog.i18n import Message
from csprog.store.paths import shown_path


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that changed a file.

    `parents` are the ids of its nearest ancestors that changed the file too; `when` is the author's date.
    """

    id: str
    parents: tuple[str, ...]
    author: str
    when: datetime
    subject: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository.

    `root` is the work tree, `private` the .git folder, which all work trees of the repository share.
    """

    root: Path
    private: Path

    def relative(self, path: Path) -> str:
        """Return `path` relative to the root, with slashes."""
        return path.resolve().relative_to(self.root.resolve()).as_posix()

    def file_at(self, revision: str, path: Path) -> bytes | None:
        """Return the file's bytes in `revision`, None if it has no such file."""
        process = _git(self.root, "cat-file", "blob", f"{revision}:{self.relative(path)}")
        return process.stdout if process.returncode == 0 else None

    def has(self, revision: str) -> bool:
        """Tell whether `revision` names a commit."""
        return _git(self.root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").returncode == 0

    def history(self, path: Path) -> list[Commit]:
        """Return the commits that changed the file, oldest first, parents before children."""
        order = ("--topo-order", "--reverse", "--parents")
        form = "--format=%H%x00%P%x00%an%x00%aI%x00%s"
        process = _git(
            self.root, "log", "-z", "--no-show-signature", *order, form, "--", f":(literal){self.relative(path)}"
        )
        fields = process.stdout.decode("utf-8", "replace").split("\0") if process.returncode == 0 else []
        return [_commit(*fields[first : first + 5]) for first in range(0, len(fields) - 1, 5)]

    def configure(self, key: str, value: str) -> None:
        """Set a value in the repository's configuration.

        Raises:
            StoreError: git refuses.
        """
        process = _git(self.root, "config", "--local", key, value)
        if process.returncode:
            raise _refusal(process)


def find_repository(path: Path) -> Repository | None:
    """Return the repository that holds the file or folder at `path`, or None.

    Symbolic links are resolved first. Without git installed the result is None.

    Raises:
        StoreError: git doesn't trust the repository, since another user owns it.
    """
    real = path.resolve()
    folder = real if real.is_dir() else real.parent
    process = _git(folder, "rev-parse", "--show-toplevel", "--git-common-dir")
    if b"safe.directory" in process.stderr:
        raise _refusal(process)
    if process.returncode:
        return None
    root, private = os.fsdecode(process.stdout).splitlines()
    return Repository(Path(root), (folder / private).resolve())


def require_repository(path: Path) -> Repository:
    """Return the repository that holds the file or folder at `path`.

    Raises:
        StoreError: there is none, git is not installed, or git doesn't trust the repository.
    """
    repository = find_repository(path)
    if repository is None:
        raise StoreError(Message("{path} is in no git repository", path=shown_path(path)))
    return repository


def merge_file(ours: Path, base: Path, theirs: Path, *, marker_size: int) -> tuple[bytes, bool]:
    """Return git's line merge of three files, and whether it has no conflicts.

    Raises:
        StoreError: git is missing or can't merge them (binary files).
    """
    names = ("-L", "ours", "-L", "base", "-L", "theirs")
    files = [str(path) for path in (ours, base, theirs)]
    process = _git(ours.parent, "merge-file", "-p", f"--marker-size={marker_size}", *names, *files)
    if process.returncode < 0 or process.returncode > 127:  # noqa: PLR2004 - below it the number of conflicts
        raise _refusal(process)
    return process.stdout, process.returncode == 0


def _commit(commit_id: str, parents: str, author: str, when: str, subject: str) -> Commit:
    return Commit(commit_id, tuple(parents.split()), author, datetime.fromisoformat(when), subject)


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run git in `folder`; without git installed, return a failure."""
    command = ["git", "-C", str(folder), "-c", "core.quotePath=false", *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL)  # noqa: S603
    except OSError as error:
        return subprocess.CompletedProcess(command, 255, b"", str(error).encode())


def _refusal(process: subprocess.CompletedProcess[bytes]) -> StoreError:
    reason = " ".join(process.stderr.decode("utf-8", "replace").split())
    return StoreError(Message("git refuses: {reason}", reason=reason))
