"""Finds what plans said in an earlier revision of git, wherever they are now."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from csprog.errors import InvalidPlanError, RefusedError
from csprog.findings import Finding, Position
from csprog.i18n import Message
from csprog.operations.plans import parse_version, unknown_revision
from csprog.programme.model import Programme
from csprog.store.file_history import moved_from
from csprog.store.git import Repository, TreeEntry, require_repository
from csprog.store.plan_files import FOLDER, is_plan_name

_MOST_LINKS = 10  # followed one after the other: those of a circle have no end
_SHORT = 10  # characters of a commit's id


@dataclass(frozen=True, slots=True)
class Earlier:
    """A plan as it was, None if no version can be read.

    `notice` says which version it is, if not the one asked for.
    """

    programme: Programme | None
    notice: Finding | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    """The commit with which the plans of a repository are compared, and its files.

    `revision` is what the user typed; only with `exact` it is that commit.
    """

    repository: Repository
    revision: str
    commit: str
    exact: bool
    tree: Mapping[str, TreeEntry]
    foreign: bool = False
    """The folder that it was found for belongs to a submodule by now."""

    def path_of(self, file: Path) -> str:
        """Return a file's path in the tree; links make no difference."""
        file = Path(os.path.abspath(file))  # noqa: PTH100 - resolve() would follow the links
        folder, root = file.parent, self.repository.root.resolve()
        real = folder.parent.resolve() / folder.name
        if real.is_relative_to(root):
            return (real / file.name).relative_to(root).as_posix()
        return (folder.resolve() / file.name).relative_to(root).as_posix()

    def file_of(self, path: str) -> Path:
        """Return the file at a path of the tree, whether it is still there or not."""
        return self.repository.root / path

    def plans(self, folder: str = ".") -> list[str]:
        """Return the paths of the plans in `folder` and in the programme folders below it."""
        return [path for path in self.tree if _is_plan_in(path, folder)]

    def has(self, path: str) -> bool:
        """Tell whether there was a file at `path`."""
        return _followed(self.repository, self.tree, path) in self.tree

    def data(self, path: str) -> bytes | None:
        """Return the bytes of the file at `path`, None if there was none."""
        entry = self.tree.get(_followed(self.repository, self.tree, path))
        return self.repository.blob(entry.blob) if entry else None

    def is_plain(self, path: str) -> bool:
        """Tell whether no part of `path` was a symbolic link."""
        return _followed(self.repository, self.tree, path) == path

    def former_path(self, path: str) -> str | None:
        """Return where a plan that is at `path` now was before, None if it was nowhere.

        That is the path of one with its name that is gone, or in the programme folder around its own.
        """
        outer = path.replace(f"{FOLDER}/{FOLDER}/", f"{FOLDER}/")
        return moved_from(self.repository, self.tree, path) or (outer if self.has(outer) else None)

    def read(self, path: str) -> Earlier | None:
        """Return the plan at `path` as it was; None if it never was there.

        A plan that was taken out before is read as it was then. If it has errors in its shape, the newest version
        without any is taken instead.

        Raises:
            InvalidPlanError: only this revision counts, and the plan has errors in it.
        """
        data = self.data(path)
        if data is None:
            return self._older(path, None)
        name = Path(f"{self.revision}:{path}")
        try:
            return Earlier(parse_version(name, data))
        except InvalidPlanError as error:
            if self.exact:
                message = Message(
                    "{path} has errors in {revision}; fix them first, or compare with another revision",
                    path=path,
                    revision=self.revision,
                )
                raise InvalidPlanError(name, error.problems, message) from None
            return self._older(path, error.problems[0])

    def _older(self, path: str, fault: Finding | None) -> Earlier | None:
        """Return the newest older version that can be read.

        `fault` is what is wrong in this commit.
        """
        for commit, data in self.repository.versions(self.commit, path):
            try:
                programme = parse_version(Path(f"{commit[:_SHORT]}:{path}"), data)
            except InvalidPlanError:
                continue
            return Earlier(programme, self._notice(fault, commit[:_SHORT]))
        return None if fault is None else Earlier(None, self._notice(fault, None))

    def _notice(self, fault: Finding | None, commit: str | None) -> Finding | None:
        if fault is None:
            return None
        revision, line, why = self.revision, fault.position.line, fault.message
        if commit is None:
            message = Message(
                "this plan can't be read in {revision} (line {line}: {why}) nor before; nothing was compared",
                revision=revision,
                line=line,
                why=why,
            )
        else:
            message = Message(
                "this plan can't be read in {revision} (line {line}: {why}); it was compared with {commit}, the last readable version",
                commit=commit,
                revision=revision,
                line=line,
                why=why,
            )
        return Finding("base-unreadable", Position(1, 1), message, "warning")


def find_baseline(folder: Path, revision: str, *, exact: bool) -> Baseline:
    """Return what plans in `folder` are compared with.

    That is the merge base of HEAD and `revision`, or exactly `revision`.

    Raises:
        StoreError: the folder is in no repository.
        RefusedError: there is no such revision, or it has nothing in common with HEAD.
    """
    repository = require_repository(folder.parent if folder.is_symlink() else folder)
    outer = repository.superproject()
    if outer is not None:
        with suppress(RefusedError):
            around = _baseline(outer, revision, exact=exact)
            if around.plans(around.path_of(folder)):
                return replace(around, foreign=True)
    return _baseline(repository, revision, exact=exact)


def _baseline(repository: Repository, revision: str, *, exact: bool) -> Baseline:
    commit = repository.commit(revision)
    if commit is None:
        raise RefusedError(unknown_revision(repository, revision))
    start = commit if exact else repository.shared_ancestor(commit, "HEAD")
    if start is None:
        raise RefusedError(_unrelated(repository, revision))
    return Baseline(repository, revision, start, exact, repository.tree(start))


def _unrelated(repository: Repository, revision: str) -> Message:
    if repository.is_shallow():
        return Message(
            "this shallow clone lacks the common ancestor of HEAD and {revision}; fetch the whole "
            "history: git fetch --unshallow (in CI fetch-depth: 0)",
            revision=revision,
        )
    return Message(
        "HEAD and {revision} have no common ancestor; to compare with {revision} itself, add --exact",
        revision=revision,
    )


def _is_plan_in(path: str, folder: str) -> bool:
    """Tell whether a path is that of a plan that a check of `folder` has to find."""
    prefix = "" if folder == "." else f"{folder}/"
    *folders, name = path.removeprefix(prefix).split("/")
    if not path.startswith(prefix) or not is_plan_name(name) or any(step.startswith(".") for step in folders):
        return False
    return not folders or folders[-1] == FOLDER


def _followed(repository: Repository, tree: Mapping[str, TreeEntry], path: str) -> str:
    """Return the path that `path` leads to by the symbolic links of a tree."""
    for _ in range(_MOST_LINKS):
        link = next((part for part in _prefixes(path) if part in tree and tree[part].is_link), None)
        if link is None:
            return path
        target = (repository.blob(tree[link].blob) or b"").decode("utf-8", "replace")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(link), target) + path.removeprefix(link))
    return path


def _prefixes(path: str) -> list[str]:
    steps = path.split("/")
    return ["/".join(steps[:count]) for count in range(1, len(steps) + 1)]
