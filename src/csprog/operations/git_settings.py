"""Tells git to merge plans and to compare them by what they say."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from csprog.i18n import Message
from csprog.operations.set_up_step import SetUpStep, StepResult
from csprog.store.atomic_write import create, replace
from csprog.store.changed_files import note_changed
from csprog.store.git import Repository
from csprog.store.plan_files import FOLDER, load

ATTRIBUTES = ".gitattributes"
_PLANS = f"**/{FOLDER}/*.yaml"
_MERGE, _DIFF = Message("git merges plans part by part"), Message("git shows changes of plans line by line")


def set_up_git(repository: Repository) -> list[SetUpStep]:
    """Set merge driver and text conversion for plans: in .gitattributes for everyone, in the settings for here.

    Raises:
        StoreError: git refuses, or .gitattributes can't be written.
    """
    lines = {_MERGE: f"{_PLANS} merge=csprog", _DIFF: f"{_PLANS} diff=csprog"}
    added = add_lines(repository.root / ATTRIBUTES, list(lines.values()))
    _set(repository, "merge.csprog.name", "csprog: journals of a plan")
    settings = (
        ("merge.csprog.driver", _driver(), _MERGE),
        ("diff.csprog.textconv", _outline(), _DIFF),
    )
    return [
        SetUpStep(ATTRIBUTES, purpose, StepResult.DONE if line in added else StepResult.PRESENT)
        for purpose, line in lines.items()
    ] + [SetUpStep(f"git config {key}", purpose, _set(repository, key, value)) for key, value, purpose in settings]


def add_lines(file: Path, lines: list[str]) -> list[str]:
    """Add those of `lines` to a file that it lacks, in its own line ends, and return them.

    Raises:
        StoreError: the file can't be read or written.
    """
    data = load(file).data if file.exists() else b""
    missing = [line for line in lines if line.encode() not in data.splitlines()]
    if missing:
        ending = b"\r\n" if b"\r\n" in data else b"\n"
        start = data if not data or data.endswith(b"\n") else data + ending
        text = start + b"".join(line.encode() + ending for line in missing)
        if file.exists():
            replace(file, text)
            note_changed(file)
        else:
            create(file, text)
    return missing


def _set(repository: Repository, key: str, value: str) -> StepResult:
    if repository.setting(key) == value:
        return StepResult.PRESENT
    repository.configure(key, value)
    return StepResult.DONE


def _driver() -> str:
    """Return the command line for git's shell: csprog run by this Python.

    Git runs it at the top of the work tree; `-P` keeps Python from looking for modules there, among a branch's files.

    To git, a driver that fails has marked a conflict. If there are no marks (this Python, or csprog in it, is gone),
    git's own merge runs instead and leaves them.
    """
    csprog = f"{_python().replace('%', '%%')} -P -m csprog merge-driver --marker-size=%L --path=%P %O %A %B"
    marked_up = "grep -q '<\\{%L\\} ours' %A"
    return f"if {csprog}; then exit 0; elif {marked_up}; then exit 1; fi; git merge-file --marker-size=%L %A %O %B"


def _outline() -> str:
    """Return the command line that makes plain lines of a plan; where csprog is gone it gives the file as it is."""
    return f'f() {{ {_python()} -P -m csprog outline "$1" || cat "$1"; }}; f'


def _python() -> str:
    return shlex.quote(Path(sys.executable).as_posix())
