"""`csprog import` onto an approved plan: what changes gets its amendment, at once or as csprog says."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import ENTER, ERASE, Terminal, on_terminal
from tests.cli.test_amend import AS_OF, ORDER, amendments, assert_accepted, commit, follow, said
from tests.cli.test_changes import git
from tests.plans import ROOT

if TYPE_CHECKING:
    from tests.cli.tool import Tool


@pytest.fixture(autouse=True)
def document(csprog: Tool) -> None:
    """Put the document into the folder, with another deadline of 1.1.2.1 than the plan has."""
    text = (ROOT / "tests" / "data" / "programme-2025.txt").read_text(encoding="utf-8")
    at = text.index("Повысить уровень качества обработки обращений по заключению договора")
    changed = text[:at] + text[at:].replace("31.12.2025", "30.11.2025", 1)
    (csprog.folder / "plan.txt").write_text(changed, encoding="utf-8")


@pytest.fixture
def _committed(csprog: Tool) -> None:
    git(csprog, "init", "--quiet")
    commit(csprog)


DUE = ("1.1.2.1", "due", "2025-12-31", "2025-11-30")


@pytest.mark.slow
@pytest.mark.usefixtures("_committed")
def test_the_amendment_is_written_in_the_same_step(csprog: Tool) -> None:
    approved = csprog.text
    shown = csprog.done("import", "plan.txt", "--yes", *ORDER, *AS_OF)
    assert "amendment 1: Приказ № 118, 22 Sep 2025" in shown
    assert said(amendments(csprog)[0]) == [DUE]
    assert_accepted(csprog)
    csprog.done("undo", *AS_OF)
    assert csprog.text == approved


@pytest.mark.slow
@pytest.mark.usefixtures("_committed")
def test_without_a_document_the_last_line_says_what_to_do(csprog: Tool) -> None:
    result = csprog("import", "plan.txt", "--yes", *AS_OF)
    assert result.exit_code == 0
    first, command = result.stderr.splitlines()
    assert first == "the plan of 2025 is approved; give the document that changes it:"
    assert amendments(csprog) == ()
    follow(csprog, command.removeprefix("csprog "))
    assert said(amendments(csprog)[0]) == [DUE]
    assert_accepted(csprog)


@pytest.mark.slow
def test_without_git_the_last_lines_do_it_anew(csprog: Tool) -> None:
    result = csprog("import", "plan.txt", "--yes", *AS_OF)
    first, *commands = result.stderr.splitlines()
    assert first.startswith("the plan of 2025 is approved")
    for command in commands:
        csprog.done(*shlex.split(command)[1:], *AS_OF)
    assert said(amendments(csprog)[0]) == [DUE]


@pytest.mark.slow
@pytest.mark.usefixtures("_committed")
def test_what_was_changed_by_hand_before_goes_first(csprog: Tool) -> None:
    csprog.write(csprog.text.replace("due: 2025-Q4", "due: 2025-Q3", 1))
    result = csprog("import", "plan.txt", "--yes", *ORDER, *AS_OF)
    assert result.exit_code == 1
    assert "1.2.2.1: already changed without an amendment" in result.stderr


@pytest.mark.slow
@pytest.mark.usefixtures("_committed")
def test_a_last_commit_that_is_broken_stops_nothing(csprog: Tool) -> None:
    approved = csprog.text
    csprog.write(approved.replace("due:", "duo:", 1))
    commit(csprog)
    csprog.write(approved)
    csprog.done("import", "plan.txt", "--yes", *ORDER, *AS_OF)
    assert said(amendments(csprog)[0]) == [DUE]


def test_nothing_to_amend_and_nothing_there(csprog: Tool) -> None:
    plain = str(ROOT / "tests" / "data" / "programme-2025.txt")
    early = csprog("import", "plan.txt", "--yes", *ORDER, "--as-of", "2024-10-01")
    assert (early.exit_code, "is not approved yet" in early.stderr) == (1, True)
    csprog.file.unlink()
    result = csprog("import", plain, *ORDER, *AS_OF)
    assert (result.exit_code, "a new plan has no amendment" in result.stderr) == (2, True)


@pytest.mark.slow
@on_terminal
@pytest.mark.usefixtures("_committed")
def test_at_a_terminal_it_is_asked_for(csprog: Tool) -> None:
    settings = {"TMPDIR": str(csprog.folder.parent)}
    terminal = Terminal("-m", "csprog", "import", "plan.txt", *AS_OF, folder=csprog.folder, **settings)
    for expected, keys in (
        ("Write this to programme/2025.yaml?", ["y", ENTER]),
        ("Document (like Приказ № 118)?", [ENTER]),
        ("document: this is empty", ["Приказ № 118", ENTER]),
        ("Date of the document?", [ERASE, "22.09.2025", ENTER]),
        ("Reason for the change?", ["Сдвиг поставки", ENTER]),
    ):
        terminal.sees(expected)
        terminal.press(*keys)
    code, shown = terminal.end()
    assert code == 0, shown
    assert said(amendments(csprog)[0]) == [DUE]
    assert str(amendments(csprog)[0].on) == "2025-09-22"
