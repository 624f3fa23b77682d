"""What csprog asks of git: where the repository is, what a file was in a revision, who changed it when."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from csprog.errors import StoreError
from csprog.i18n import Message


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that touched a file: its names, its author and when; `parents` are the nearest ones that did so too."""

    id: str
    parents: tuple[str, ...]
    author: str
    when: datetime
    subject: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository: `root` is its work tree, `private` the folder that all its work trees share (.git)."""

    root: Path
    private: Path

    def relative(self, path: Path) -> str:
        """Return `path` as git names it from the root."""
        return path.resolve().relative_to(self.root.resolve()).as_posix()

    def file_at(self, revision: str, path: Path) -> bytes | None:
        """Return the bytes of the file in `revision`, None if it is not there (or there is no commit yet)."""
        answer = _git(self.root, "cat-file", "blob", f"{revision}:{self.relative(path)}")
        return answer.stdout if answer.returncode == 0 else None

    def has(self, revision: str) -> bool:
        """Tell whether git knows a commit by this name."""
        return _git(self.root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").returncode == 0

    def history(self, path: Path) -> list[Commit]:
        """Return the commits that touched the file, oldest first, those of a branch before its merge."""
        order = ("--topo-order", "--reverse", "--parents")
        form = "--format=%H%x00%P%x00%an%x00%aI%x00%s"
        answer = _git(
            self.root, "log", "-z", "--no-show-signature", *order, form, "--", f":(literal){self.relative(path)}"
        )
        fields = answer.stdout.decode("utf-8", "replace").split("\0") if answer.returncode == 0 else []
        return [_commit(*fields[first : first + 5]) for first in range(0, len(fields) - 1, 5)]

    def configure(self, key: str, value: str) -> None:
        """Set a value of the repository's own configuration.

        Raises:
            StoreError: git refuses.
        """
        answer = _git(self.root, "config", "--local", key, value)
        if answer.returncode:
            raise StoreError(Message("git refuses: {reason}", reason=_reason(answer)))


def find_repository(path: Path) -> Repository | None:
    """Return the repository in whose work tree the file or folder at `path` really lies, None if there is none or no git.

    Raises:
        StoreError: git doesn't trust the repository, which belongs to someone else.
    """
    real = path.resolve()
    folder = real if real.is_dir() else real.parent
    answer = _git(folder, "rev-parse", "--show-toplevel", "--git-common-dir")
    if b"safe.directory" in answer.stderr:
        raise StoreError(Message("git refuses: {reason}", reason=" ".join(_reason(answer).split())))
    if answer.returncode:
        return None
    root, private = os.fsdecode(answer.stdout).splitlines()
    return Repository(Path(root), (folder / private).resolve())


def merge_file(ours: Path, base: Path, theirs: Path, *, marker_size: int) -> tuple[bytes, bool]:
    """Return git's own merge of three versions of a text, line by line, and whether it is clean.

    Raises:
        StoreError: git is missing or can't merge them (binary files).
    """
    names = ("-L", "ours", "-L", "base", "-L", "theirs")
    files = [str(path) for path in (ours, base, theirs)]
    answer = _git(ours.parent, "merge-file", "-p", f"--marker-size={marker_size}", *names, *files)
    if answer.returncode < 0 or answer.returncode > 127:  # noqa: PLR2004 - below it the number of conflicts
        raise StoreError(Message("git refuses: {reason}", reason=_reason(answer)))
    return answer.stdout, answer.returncode == 0


def _commit(identifier: str, parents: str, author: str, when: str, subject: str) -> Commit:
    return Commit(identifier, tuple(parents.split()), author, datetime.fromisoformat(when), subject)


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run git in `folder`; a git that is missing answers as one that refuses."""
    command = ["git", "-C", str(folder), "-c", "core.quotePath=false", *words]
    try:
        return subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL)  # noqa: S603
    except OSError as error:
        return subprocess.CompletedProcess(command, 255, b"", str(error).encode())


def _reason(answer: subprocess.CompletedProcess[bytes]) -> str:
    return answer.stderr.decode("utf-8", "replace").strip()
