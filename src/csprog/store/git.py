"""Asks git: finds repositories, reads revisions and logs, merges texts."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from csprog.errors import StoreError
from csprog.i18n import Message
from csprog.store.git_process import is_installed, run_git
from csprog.store.paths import shown_path

_STYLES = {"diff3": ("--diff3",), "zdiff3": ("--diff3",)}  # git before 2.35 knows no --zdiff3
_SUBMODULE = b"160000 "  # the mode of a submodule in the index


class TreeEntry(NamedTuple):
    """A file of a revision: its blob, and whether it is a symbolic link."""

    blob: str
    is_link: bool


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

    def blob(self, name: str) -> bytes | None:
        """Return the bytes of a blob by its id or as revision:path, None if there is none."""
        process = run_git(self.root, "cat-file", "blob", name)
        return process.stdout if process.returncode == 0 else None

    def commit(self, revision: str) -> str | None:
        """Return the id of the commit that `revision` names, None if it names none."""
        return _line(run_git(self.root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"))

    def shared_ancestor(self, one: str, other: str) -> str | None:
        """Return the merge base of two commits, None if there is none here."""
        return _line(run_git(self.root, "merge-base", one, other))

    def superproject(self) -> Repository | None:
        """Return the repository that this one is a submodule of, None if it is none."""
        outer = find_repository(self.root.parent)
        if outer is None or outer.root == self.root:  # the top of a file system is its own parent
            return None
        listed = run_git(outer.root, "ls-files", "--stage", "--", f":(literal){outer.relative(self.root)}").stdout
        return outer if listed.startswith(_SUBMODULE) else None

    def is_shallow(self) -> bool:
        """Tell whether older commits were not fetched."""
        return _line(run_git(self.root, "rev-parse", "--is-shallow-repository")) == "true"

    def tree(self, commit: str) -> dict[str, TreeEntry]:
        """Return the files of a commit by their paths, relative to the root."""
        lines = run_git(self.root, "ls-tree", "-r", "-z", "--full-tree", commit).stdout.split(b"\0")
        entries = (line.partition(b"\t") for line in lines if line)
        return {os.fsdecode(path): _tree_entry(*head.decode().split()) for head, _, path in entries}

    def changed_paths(self, commit: str, folder: str) -> frozenset[str]:
        """Return the paths that differ from a commit in the work tree, relative to the root.

        Files that git doesn't know are among them if they lie in a folder of the name `folder`, or say how git is to
        write others.
        """
        changed = run_git(self.root, "diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", commit, "--").stdout
        wanted = (f":(glob)**/{folder}/**", ":(glob)**/.gitattributes")
        new = run_git(self.root, "ls-files", "--others", "-z", "--", *wanted).stdout
        return frozenset(os.fsdecode(path) for path in (changed + new).split(b"\0") if path)

    def versions(self, commit: str, path: str) -> Iterator[tuple[str, bytes]]:
        """Yield the versions of a file up to `commit`, newest first, with commits.

        `path` is relative to the root. Versions that were taken out later are among them.
        """
        order = ("--full-history", "--topo-order", "--parents")
        listed = run_git(self.root, "rev-list", *order, commit, "--", f":(literal){path}").stdout.decode().split("\n")
        for revision in dict.fromkeys(name for line in listed for name in line.split()):
            if (data := self.blob(f"{revision}:{path}")) is not None:
                yield revision, data

    def cut_commits(self) -> frozenset[str]:
        """Return the commits whose parents were not fetched; none of a whole clone."""
        if not self.is_shallow():
            return frozenset()
        return frozenset((self.private / "shallow").read_text("ascii").split())

    def ignores(self, path: str) -> bool:
        """Tell whether an ignore file names `path`, relative to the root; a folder's ends with a slash."""
        return run_git(self.root, "check-ignore", "--quiet", "--no-index", path).returncode == 0

    def tracks(self, path: str) -> bool:
        """Tell whether a file at or below `path` is in the index."""
        return bool(run_git(self.root, "ls-files", "-z", "--", f":(literal){path}").stdout)

    def setting(self, key: str) -> str:
        """Return a value of git's configuration, empty without one."""
        return _line(run_git(self.root, "config", "--get", key)) or ""

    def commit_files(self, paths: Sequence[Path], message: str) -> str:
        """Commit files as they are, whatever else is staged; return the beginning of the commit's id.

        No hook of the repository is run.

        Raises:
            StoreError: git refuses.
        """
        names = [f":(literal){self.relative(path)}" for path in paths]
        for words in (
            ("add", "--force", "--", *names),
            ("commit", "--quiet", "--no-gpg-sign", "--cleanup=verbatim", "--message", message, "--only", "--", *names),
        ):
            process = run_git(self.root, *words)
            if process.returncode:
                raise _refusal(process)
        return (self.commit("HEAD") or "")[:8]

    def configure(self, key: str, value: str) -> None:
        """Set a value in the repository's configuration.

        Raises:
            StoreError: git refuses.
        """
        process = run_git(self.root, "config", "--local", key, value)
        if process.returncode:
            raise _refusal(process)


def init_repository(folder: Path) -> Repository:
    """Make `folder` the top of a new repository.

    Raises:
        StoreError: git is not installed, or refuses.
    """
    process = run_git(folder, "init", "--quiet")
    if process.returncode:
        raise _refusal(process)
    return require_repository(folder)


def find_repository(path: Path) -> Repository | None:
    """Return the repository that holds the file or folder at `path`, or None.

    Symbolic links are resolved first.

    Raises:
        StoreError: git is not installed, or doesn't trust the repository, since another user owns it.
    """
    root = work_tree(path)
    if root is None:
        return None
    process = run_git(root, "rev-parse", "--git-common-dir")
    if b"safe.directory" in process.stderr:
        raise _refusal(process)
    private = _line(process)
    return Repository(root, (root / private).resolve()) if private else None


def path_in_repository(file: Path) -> str | None:
    """Return a file's path from the top of its work tree, with slashes, or None.

    Git is not asked. If the file is a link itself, the path is that of the link.
    """
    folder = file.parent.resolve()
    top = work_tree(folder)
    return None if top is None else (folder / file.name).relative_to(top).as_posix()


def private_folder(path: Path) -> Path | None:
    """Return the .git folder of the repository around `path`, None if there is none.

    Without git installed it is found only where it is a folder, not in a further work tree or a submodule.
    """
    root = work_tree(path)
    if root is not None and not is_installed():
        private = root / ".git"
        return private if private.is_dir() and not private.is_symlink() else None
    repository = find_repository(path)
    return None if repository is None else repository.private


def work_tree(path: Path) -> Path | None:
    """Return the top of the work tree around `path`, without asking git.

    That is the nearest folder with a .git.

    Asked from below it, git would take a folder of a clone that looks like a bare repository for one, and run what its
    configuration names. As for git, GIT_CEILING_DIRECTORIES ends the search.
    """
    real = path.resolve()
    folder = real if real.is_dir() else real.parent
    ceilings = {Path(one).resolve() for one in os.environ.get("GIT_CEILING_DIRECTORIES", "").split(os.pathsep) if one}
    above = takewhile(lambda parent: parent not in ceilings, folder.parents)
    return next((one for one in (folder, *above) if _is_work_tree(one)), None)


def _is_work_tree(folder: Path) -> bool:
    """Tell whether `folder` has a repository in .git, or a file .git that names one."""
    private = folder / ".git"
    return os.path.isfile(private) or os.path.lexists(private / "HEAD")  # noqa: PTH113 - pathlib's raise where nothing may be read


def require_repository(path: Path) -> Repository:
    """Return the repository that holds the file or folder at `path`.

    Raises:
        StoreError: there is none, git is not installed, or git doesn't trust the repository.
    """
    repository = find_repository(path)
    if repository is None:
        raise StoreError(Message("{path} is not in a git repository", path=shown_path(path)))
    return repository


def merge_file(ours: Path, base: Path, theirs: Path, *, marker_size: int = 7, style: str = "") -> tuple[bytes, bool]:
    """Return git's line merge of three files, and whether it has no conflicts.

    `style` is a value of git's merge.conflictStyle, by default "merge".

    Raises:
        StoreError: git is missing or can't merge them (binary files).
    """
    names = ("-L", "ours", "-L", "base", "-L", "theirs")
    files = [str(path.absolute()) for path in (ours, base, theirs)]
    folder = work_tree(ours) or ours.parent.absolute()
    process = run_git(
        folder, "merge-file", "-p", f"--marker-size={marker_size}", *_STYLES.get(style, ()), *names, *files
    )
    if process.returncode < 0 or process.returncode > 127:  # noqa: PLR2004 - below it the number of conflicts
        raise _refusal(process)
    return process.stdout, process.returncode == 0


def _tree_entry(mode: str, kind: str, blob: str) -> TreeEntry:
    del kind  # "blob", or "commit" of a submodule
    return TreeEntry(blob, mode == "120000")


def _line(process: subprocess.CompletedProcess[bytes]) -> str | None:
    """Return what a successful process printed, without its line end."""
    return os.fsdecode(process.stdout).removesuffix("\n") if process.returncode == 0 else None


def _refusal(process: subprocess.CompletedProcess[bytes]) -> StoreError:
    reason = " ".join(process.stderr.decode("utf-8", "replace").split())
    return StoreError(Message("git failed: {reason}", reason=reason))
