"""Follows a file through the commits of a repository, under whatever name it had."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile
from pathlib import Path

from csprog.store.git import Repository
from csprog.store.git_process import run_git
from csprog.store.plan_files import is_plan_name

_FIELDS = "--format=%H%x00%P%x00%an%x00%aI%x00%s"


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that changed a file; `path` is the file's path in it.

    `parents` are the ids of its nearest ancestors that changed the file too; `when` is the author's date. With `cut`
    the commits before it were not fetched, so that nobody can tell what it changed.
    """

    id: str
    parents: tuple[str, ...]
    author: str
    when: datetime
    subject: str
    path: str
    cut: bool = False


def file_history(repository: Repository, path: Path) -> list[Commit]:
    """Return the commits that changed the file, oldest first, parents before children.

    Commits from before it was renamed or moved are among them.
    """
    name = path_in(repository, "HEAD", path)
    return _followed(repository, "HEAD", name, repository.cut_commits()) if name else []


def path_in(repository: Repository, revision: str, path: Path) -> str | None:
    """Return the path in `revision` of the file that is at `path` now, None without one.

    A plan that was moved since is the one of its name that is gone. An empty revision is git's index.
    """
    name = repository.relative(path)
    if repository.blob(f"{revision}:{name}") is not None:
        return name
    return moved_from(repository, repository.tree(revision), name) if revision else None


def file_at(repository: Repository, revision: str, path: Path) -> bytes | None:
    """Return the file's bytes in `revision`, None if it has no such file."""
    name = path_in(repository, revision, path)
    return repository.blob(f"{revision}:{name}") if name else None


def moved_from(repository: Repository, names: Iterable[str], path: str) -> str | None:
    """Return which of the plans `names` was moved to `path`, None if none was.

    That is one of the same file name that is gone; of several the one whose folders are the same.
    """
    name = posixpath.basename(path)
    gone = [
        former
        for former in names
        if posixpath.basename(former) == name and is_plan_name(name) and not os.path.lexists(repository.root / former)
    ]
    return max(gone, key=lambda former: _shared_steps(former, path), default=None)


def _followed(repository: Repository, start: str, path: str, cut: frozenset[str]) -> list[Commit]:
    added = _commits_that_add(repository, start, path)
    found: dict[str, Commit] = {}
    for commit in _listed(repository, start, path):
        current = replace(commit, cut=commit.id in cut)
        former = _former_path(repository, commit.id, path) if commit.id in added and not current.cut else None
        if former:
            earlier = _followed(repository, f"{commit.id}^", former, cut)
            found |= {one.id: one for one in earlier}
            current = replace(current, parents=tuple(one.id for one in earlier[-1:]))
        found.setdefault(current.id, current)
    return [*found.values()]


def _listed(repository: Repository, start: str, path: str) -> list[Commit]:
    options = ("--topo-order", "--reverse", "--parents", "--no-ext-diff", "--no-textconv")
    process = run_git(repository.root, "log", "-z", *options, _FIELDS, start, "--", f":(literal){path}")
    fields = process.stdout.decode("utf-8", "replace").split("\0") if process.returncode == 0 else []
    return [_commit(path, *fields[first : first + 5]) for first in range(0, len(fields) - 1, 5)]


def _commit(path: str, commit_id: str, parents: str, author: str, when: str, subject: str) -> Commit:  # noqa: PLR0913, PLR0917 - git's fields
    return Commit(commit_id, tuple(parents.split()), author, datetime.fromisoformat(when), subject, path)


def _commits_that_add(repository: Repository, start: str, path: str) -> set[str]:
    options = ("--no-renames", "--diff-filter=A", "--no-ext-diff", "--no-textconv", "--format=%H")
    return {*run_git(repository.root, "log", *options, start, "--", f":(literal){path}").stdout.decode().split()}


def _former_path(repository: Repository, commit: str, path: str) -> str | None:
    """Return the name under which the parent of `commit` has the file, None if it is new."""
    options = ("-r", "-z", "-M", "-l0", "--diff-filter=R", "--name-status", "--no-ext-diff", "--no-textconv")
    fields = run_git(repository.root, "diff-tree", *options, f"{commit}^", commit).stdout.split(b"\0")
    renamed = zip(fields[1::3], fields[2::3], strict=False)
    return next((os.fsdecode(old) for old, new in renamed if os.fsdecode(new) == path), None)


def _shared_steps(one: str, other: str) -> int:
    """Return the number of steps, from the end, that two paths have in common."""
    pairs = zip(reversed(one.split("/")), reversed(other.split("/")), strict=False)
    return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
