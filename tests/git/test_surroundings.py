"""Which repository csprog asks, and whose index: that of the plan, whatever the caller's variables and folders say."""

from __future__ import annotations

import shlex
import sys
from contextlib import chdir

import pytest

from tests.git.office import Office, recorded
from tests.plans import APPROVED

REMARK = recorded("remark", "1.2.4", "--on", "2025-03-14", "--note", "записано")


@pytest.fixture
def other(office: Office) -> Office:
    """Give another repository, beside the one with the plan."""
    found = Office(office.folder.parent / "other")
    found.folder.mkdir()
    found.git("init", "-q")
    return found


def test_variables_that_name_another_repository(office: Office, other: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hook of another repository has them, as has a shell in which they were set once."""
    REMARK(office)
    office.commit("записано")
    for name, value in {"GIT_DIR": other.folder / ".git", "GIT_WORK_TREE": other.folder}.items():
        monkeypatch.setenv(name, str(value))
    assert "записано" in office.done("log")


@pytest.mark.parametrize("made", ["folder", "file"])
def test_a_git_that_is_no_repository(office: Office, made: str) -> None:
    """An empty folder .git ends no search, as with git; a file that names no repository does."""
    inside = office.folder / "programme" / ".git"
    inside.mkdir() if made == "folder" else inside.write_text("gitdir: nowhere\n", encoding="utf-8")
    result = office("diff")
    assert result.exit_code == (0 if made == "folder" else 1)
    assert made == "folder" or "is not in a git repository" in result.stderr


def test_a_settled_end_of_the_search(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(office.folder))
    assert "is not in a git repository" in office.refused("diff")


@pytest.mark.slow
@pytest.mark.not_on_windows(reason="the hook is a shell script")
@pytest.mark.parametrize("named", [True, False], ids=["one file named", "all that is staged"])
def test_a_hook_sees_what_is_being_committed(office: Office, named: bool) -> None:  # noqa: FBT001 - a parameter
    """`git commit FILE` commits another index than the repository's, and tells it to its hooks."""
    seen = office.folder.parent / "seen"
    command = shlex.join([sys.executable, "-P", "-m", "csprog", "diff", "--staged"])
    hook = office.folder / ".git" / "hooks" / "pre-commit"
    hook.write_text(f"#!/bin/sh\n{command} > {shlex.quote(str(seen))}\n", encoding="utf-8")
    hook.chmod(0o755)
    REMARK(office)
    if not named:
        office.git("add", "programme")
    office.git("commit", "-q", "-m", "записано", *(["programme/2025.yaml"] if named else []))
    assert "записано" in seen.read_text(encoding="utf-8")


def test_a_plan_in_a_submodule(office: Office, other: Office) -> None:
    """What the repository around it holds of the plan counts when they are compared."""
    other.write(APPROVED)
    other.git("config", "user.name", "Анна")
    other.git("config", "user.email", "anna@example.org")
    other.commit("план")
    place = str(office.folder / "part")
    office.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(other.folder), place)
    with chdir(place):
        assert Office(office.folder / "part").done("diff") == "nothing changed in the plan\n"


def test_a_driver_of_before_is_renewed(office: Office) -> None:
    """Once it was started so that modules of the work tree came first."""
    office.git("config", "merge.csprog.driver", "python -m csprog merge-driver %O %A %B")
    office.done("merge-driver", "--install")
    assert " -P -m csprog " in office.git("config", "merge.csprog.driver")
