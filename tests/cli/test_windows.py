"""csprog on Windows: files that others hold open, names of devices, pipes, editors, several processes at once."""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from csprog.errors import os_error_reason
from tests.cli.tool import PYTHON, sentence
from tests.plans import APPROVED

if TYPE_CHECKING:
    from tests.cli.tool import Tool

pytestmark = pytest.mark.only_on_windows(reason="files, pipes and programs are of another kind there")

AS_OF = ("--as-of", "2025-07-01")
REMARK = ("remark", "1.2.2.1", *AS_OF, "--note")


def left(csprog: Tool) -> list[str]:
    """Give the names beside the plan."""
    return sorted(path.name for path in csprog.file.parent.iterdir())


def test_a_plan_that_another_program_holds_open_stays_and_that_is_said(csprog: Tool) -> None:
    with csprog.file.open("rb"):
        said = csprog.refused(*REMARK, "записано")
    assert said == f"{csprog.file.as_posix()} can't be written: the file is open in another program"
    assert left(csprog) == ["2025.yaml"]
    csprog.done(*REMARK, "записано")


def test_a_result_that_is_open_in_word_stays_and_that_is_said(csprog: Tool) -> None:
    book = csprog.put("plan.xlsx", "old")
    with book.open("rb"):
        said = csprog.refused("export", "--format", "xlsx", "--output", "plan.xlsx", "--force")
    assert said.endswith("plan.xlsx can't be written: the file is open in another program")
    assert book.read_bytes() == b"old"


@pytest.mark.parametrize("name", ["nul", "aux.xlsx", "Con.plan.xlsx", "COM1.xlsx"])
def test_nothing_is_written_into_a_device(csprog: Tool, name: str) -> None:
    said = csprog.refused("export", "--format", "xlsx", "--output", name)
    assert said.endswith(f"{name} can't be written: Windows keeps this name for a device")


@pytest.mark.parametrize(("code", "path"), [(206, "a"), (3, "C:\\" + "a" * 260)])
def test_a_path_that_is_too_long_is_called_that(code: int, path: str) -> None:
    reason = os_error_reason(OSError(0, "", path, code))
    assert str(reason) == "the path is longer than the 247 characters that Windows allows"


def test_what_goes_into_a_pipe_has_the_same_bytes_as_elsewhere(csprog: Tool) -> None:
    """Not in a code page, and without carriage returns, which `git diff` would show."""
    ran = csprog.process("outline", "programme/2025.yaml")
    assert "Саратовэнерго".encode() in ran.stdout
    assert b"\r" not in ran.stdout
    refused = csprog.process("show", "9")
    assert b"\r" not in refused.stderr
    sentence(refused.stderr.decode("utf-8"))


def test_a_reader_that_wants_no_more_is_no_error(csprog: Tool) -> None:
    complaint = csprog.folder / "complaint"
    with complaint.open("wb") as errors:
        running = subprocess.Popen(
            [PYTHON, "-m", "csprog", "list", "--json"], stdout=subprocess.PIPE, stderr=errors, cwd=csprog.folder
        )
        assert running.stdout is not None
        running.stdout.close()
        assert running.wait(timeout=60) in {0, 1}
    assert complaint.read_bytes() == b""


def test_an_editor_that_is_a_command_file_with_options(csprog: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """`code --wait`, as VS Code installs itself: code.cmd in a folder of PATH, with spaces in its name."""
    monkeypatch.setattr("csprog.cli.prompts.edited_texts.at_terminal", lambda: True)
    folder = csprog.folder.parent / "VS Code" / "bin"
    folder.mkdir(parents=True)
    script = folder / "code.py"
    text = "import sys\nfrom pathlib import Path\nassert sys.argv[1] == '--wait'\n"
    script.write_text(f"{text}Path(sys.argv[-1]).write_bytes('раз\\r\\nдва'.encode())\n", encoding="utf-8")
    (folder / "code.cmd").write_text(f'@"{sys.executable}" "{script}" %*\n', encoding="ascii")
    path = os.pathsep.join([str(folder), os.environ["PATH"]])
    csprog.done("remark", "1.2.2.1", "--note", *AS_OF, EDITOR="code --wait", PATH=path)
    assert csprog.json("show", "1.2.2.1", *AS_OF)[0]["journal"][0]["note"] == "раз\nдва"


def test_a_plan_with_windows_line_ends_keeps_them(csprog: Tool) -> None:
    csprog.write(APPROVED.replace("\n", "\r\n"))
    csprog.done(*REMARK, "записано")
    assert csprog.text.count("\r\n") == csprog.text.count("\n")


def test_recordings_at_once_wait_for_each_other(csprog: Tool) -> None:
    running = [csprog.start(*REMARK, f"запись {number}") for number in range(3)]
    assert [(one.code, one.stderr) for one in (process.result() for process in running)] == [(0, b"")] * 3
    assert [csprog.text.count(f"запись {number}") for number in range(3)] == [1, 1, 1]


def test_processes_share_the_work(tree: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("status", "--all", "--json", "--no-cache", *AS_OF)
    alone = tree(*words)
    monkeypatch.setattr("csprog.portfolio.runner.POOL_THRESHOLD", 0)
    shared = tree(*words)
    assert json.loads(shared.stdout)["plans"]
    assert (shared.stdout, shared.stderr) == (alone.stdout, alone.stderr)


def test_the_cache_lies_where_windows_keeps_what_may_be_lost(tree: Tool) -> None:
    place = Path(os.environ["LOCALAPPDATA"], "csprog", "Cache")
    tree.process("status", "--all", *AS_OF)
    assert place.is_dir()


def test_a_python_file_of_that_name_in_the_folder_is_not_run(csprog: Tool) -> None:
    csprog.put("typer.py", "raise SystemExit('here')")
    assert csprog.process("status", *AS_OF).code == 0


@pytest.mark.parametrize("page", [866, 1251, 65001])
def test_powershell_is_offered_names_in_the_consoles_code_page(
    csprog: Tool, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    monkeypatch.setattr(ctypes.windll.kernel32, "GetConsoleOutputCP", lambda: page, raising=False)  # type: ignore[attr-defined, unused-ignore]
    line = {"_TYPER_COMPLETE_ARGS": "csprog complete 1.1.1.1 --office Зав", "_TYPER_COMPLETE_WORD_TO_COMPLETE": "Зав"}
    said = csprog(_CSPROG_COMPLETE="complete_powershell", **line).stdout_bytes
    assert said.decode(f"cp{page}").strip().startswith("'Заволжское МРО':::")
