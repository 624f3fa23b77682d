"""Tells the companies of a group in which something differs from a revision of git."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path, PurePosixPath

from csprog.operations.baseline import Baseline
from csprog.store.git import Repository
from csprog.store.plan_files import FOLDER

_ATTRIBUTES = ".gitattributes"
"""A file that decides, for its folder and all below, which bytes a check out writes."""


def touched_companies(find: Callable[[Path], Baseline]) -> Callable[[Path], bool]:
    """Return a function that tells if anything in the company of a plan differs from its baseline.

    A plan that a link leads to, or did, counts as touched: what the link leads to may lie anywhere.
    """
    changed = cache(lambda root, private, commit: Repository(root, private).changed_paths(commit, FOLDER))

    def is_touched(file: Path) -> bool:
        baseline = find(file.parent)
        path, repository = baseline.path_of(file), baseline.repository
        if baseline.foreign or not baseline.is_plain(path) or _real_path(repository, file) != path:
            return True
        company = PurePosixPath(path).parent.parent
        return any(_touches(one, company) for one in changed(repository.root, repository.private, baseline.commit))

    return is_touched


def _touches(path: str, company: PurePosixPath) -> bool:
    changed = PurePosixPath(path)
    return changed.is_relative_to(company) or (changed.name == _ATTRIBUTES and company.is_relative_to(changed.parent))


def _real_path(repository: Repository, file: Path) -> str:
    real, root = os.path.realpath(file), os.path.realpath(repository.root)
    return Path(os.path.relpath(real, root)).as_posix()
