"""`csprog merge-driver --install`: said once, for everyone and for here; and what happens where csprog has gone."""

from __future__ import annotations

import shlex
import sys
from contextlib import chdir
from pathlib import Path

import pytest

from tests.git.office import Office, recorded

FIRST = recorded("remark", "1.2.4", "--on", "2025-03-14", "--note", "наше")
SECOND = recorded("remark", "1.2.4", "--on", "2025-03-15", "--note", "их")
LINE, DIFF = b"**/programme/*.yaml merge=csprog", b"**/programme/*.yaml diff=csprog"
LINES = LINE + b"\n" + DIFF


def attribute(office: Office, path: str) -> str:
    """Ask git which driver merges the file."""
    return office.git("check-attr", "merge", "--", path).rpartition(": ")[2].strip()


def test_twice_is_once(office: Office) -> None:
    attributes = office.folder / ".gitattributes"
    before = attributes.read_bytes(), office.git("config", "--list", "--local")
    assert "commit .gitattributes" in office.done("merge-driver", "--install")
    assert (attributes.read_bytes(), office.git("config", "--list", "--local")) == before
    assert before[0] == LINES + b"\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"*.docx binary\n", b"*.docx binary\n" + LINES + b"\n"),
        (b"*.docx binary", b"*.docx binary\n" + LINES + b"\n"),
        (b"# \xef\xf0\xee\xe3\xf0\xe0\xec\xec\xe0\n", b"# \xef\xf0\xee\xe3\xf0\xe0\xec\xec\xe0\n" + LINES + b"\n"),
        (b"# a\r\n*.docx binary", b"# a\r\n*.docx binary\r\n" + LINE + b"\r\n" + DIFF + b"\r\n"),
        (b"# a\r\n" + LINE + b"\r\n", b"# a\r\n" + LINE + b"\r\n" + DIFF + b"\r\n"),
    ],
    ids=["more lines", "no last line end", "another encoding", "carriage returns", "there already"],
)
def test_attributes_keep_their_bytes(office: Office, before: bytes, after: bytes) -> None:
    file = office.folder / ".gitattributes"
    file.write_bytes(before)
    office.done("merge-driver", "--install")
    assert file.read_bytes() == after
    assert attribute(office, "programme/2025.yaml") == "csprog"


@pytest.mark.parametrize("name", ["энерго", "план на год", 'с "кавычкой"'])
def test_plans_deeper_in_the_repository(office: Office, name: str) -> None:
    inside = office.folder / name
    (inside / "programme" / "разное").mkdir(parents=True)
    with chdir(inside / "programme" / "разное"):
        office.done("merge-driver", "--install")
    assert attribute(office, f"{name}/programme/2025.yaml") == "csprog"
    assert attribute(office, f"{name}/2025.yaml") == "unspecified"


@pytest.mark.slow
def test_git_shows_changes_of_a_plan_line_by_line(office: Office) -> None:
    FIRST(office)
    shown = office.git("diff")
    assert [line for line in shown.splitlines() if line.startswith("+1.2.4.1")]
    assert "event: remark" not in shown


def test_where_csprog_has_gone_git_shows_the_file(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    office.done("merge-driver", "--install")
    FIRST(office)
    assert "event: remark" in office.git("diff")


@pytest.mark.slow
def test_in_another_work_tree(office: Office) -> None:
    office.git("worktree", "add", "-q", "../второе")
    other = Office(office.folder.parent / "второе")
    with chdir(other.folder):
        other.done("merge-driver", "--install")
    other.git("checkout", "-q", "-b", "theirs")
    SECOND(other)
    other.commit("theirs")
    FIRST(office)
    office.commit("ours")
    office.git("merge", "theirs")
    assert office.journals()["1.2.4.1"] == ["2025-03-14 remark наше", "2025-03-15 remark их"]


def test_outside_a_repository_there_is_nothing_to_set_up(folder: Office) -> None:
    assert "is not in a git repository" in folder.refused("merge-driver", "--install")


@pytest.mark.not_on_windows(reason="a shell script can't stand in for python.exe")
@pytest.mark.parametrize("what", ["python", "csprog"])
def test_where_the_driver_has_gone_git_merges(office: Office, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A conflict without markers would be committed as ours, and theirs would be lost."""
    python = office.folder.parent / "среда 100%A" / "python"
    monkeypatch.setattr(sys, "executable", str(python))
    office.done("merge-driver", "--install")
    if what == "csprog":
        python.parent.mkdir()
        python.write_text(f'#!/bin/sh\nexec {shlex.quote(_python())} -I -S "$@"\n', encoding="utf-8")
        python.chmod(0o755)
    office.diverge(FIRST, SECOND)
    answer = office.attempt("merge", "theirs")
    assert answer.returncode == 1
    assert office.git("status", "--porcelain") == "UU programme/2025.yaml\n"
    for said in ("<<<<<<<", "note: наше\n", "=======", "note: их\n", ">>>>>>>"):
        assert office.text.count(said) == 1
    assert ("No module named" if what == "csprog" else python.parent.name) in answer.stderr, "it says what is missing"


def test_where_the_driver_has_gone_git_merges_what_it_can(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    office.done("merge-driver", "--install")
    office.diverge(FIRST, recorded("remark", "2.6.1", "--on", "2025-03-15", "--note", "их"))
    office.git("merge", "theirs")
    assert office.journals() == {"1.2.4.1": ["2025-03-14 remark наше"], "2.6.1.1": ["2025-03-15 remark их"]}


def test_driver_needs_three_files(office: Office) -> None:
    assert "three files" in office.refused("merge-driver", code=2)


def _python() -> str:
    """Give this Python, whatever sys.executable says now."""
    return str(Path(sys.base_prefix) / "bin" / "python3")
