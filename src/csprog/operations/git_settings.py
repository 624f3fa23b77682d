"""Tells git to merge plans and to compare them by what they say."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from csprog.i18n import Message
from csprog.operations.set_up_step import SetUpStep, StepResult, write_files
from csprog.store.git import Repository
from csprog.store.plan_files import FOLDER, load

ATTRIBUTES = ".gitattributes"
_PLANS = f"**/{FOLDER}/*.yaml"
_MERGE, _DIFF = Message("git merges plans part by part"), Message("git shows changes of plans line by line")


def set_up_git(repository: Repository) -> None:
    """Set merge driver and text conversion for plans: in .gitattributes for everyone, in the settings for here.

    Raises:
        StoreError: git refuses, or .gitattributes can't be written.
    """
    configure(repository)
    write_files(repository, attribute_steps(repository))


def configure(repository: Repository) -> list[SetUpStep]:
    """Set git's settings for here.

    Raises:
        StoreError: git refuses.
    """
    _set(repository, "merge.csprog.name", "csprog: journals of a plan")
    settings = (("merge.csprog.driver", _driver(), _MERGE), ("diff.csprog.textconv", _outline(), _DIFF))
    return [SetUpStep(f"git config {key}", purpose, _set(repository, key, value)) for key, value, purpose in settings]


def attribute_steps(repository: Repository) -> list[SetUpStep]:
    """Return the steps for the lines that .gitattributes lacks.

    Raises:
        StoreError: the file can't be read.
    """
    lines = {f"{_PLANS} merge=csprog": _MERGE, f"{_PLANS} diff=csprog": _DIFF}
    missing, content = with_lines(repository.root / ATTRIBUTES, list(lines))
    return [
        SetUpStep(ATTRIBUTES, purpose, StepResult.DONE, content=content)
        if line in missing
        else SetUpStep(ATTRIBUTES, purpose, StepResult.PRESENT)
        for line, purpose in lines.items()
    ]


def with_lines(file: Path, lines: Sequence[str]) -> tuple[list[str], bytes]:
    """Return those of `lines` that a file lacks, and its bytes with them, in its own line ends.

    Raises:
        StoreError: the file can't be read.
    """
    data = load(file).data if file.exists() else b""
    missing = [line for line in lines if line.encode() not in data.splitlines()]
    ending = b"\r\n" if b"\r\n" in data else b"\n"
    start = data if not data or data.endswith(b"\n") else data + ending
    return missing, start + b"".join(line.encode() + ending for line in missing)


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
