"""Nothing of the folder that is read is run, by csprog or by what it starts: no module, no program, no setting of git."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from csprog.cli.command_table import COMMANDS
from csprog.store.programs import find_program
from tests.cli.test_measurements import PLAN
from tests.hostile.surroundings import NOWHERE, PROGRAMS, Surroundings, loaded_by_python
from tests.plans import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.not_on_windows(reason="what wants to run are shell scripts")
AS_OF = ("--as-of", "2025-07-14")
SCRIPT = str(Path(sys.executable).with_name("csprog"))
STARTS = {
    "csprog": [SCRIPT],
    "python -P -m csprog": [sys.executable, "-P", "-m", "csprog"],
    "python -m csprog": [sys.executable, "-m", "csprog"],
}
NOTE, WHY = ("--note", "да"), ("--reason", "нет")
ORDER = ("--document", "Приказ № 7", "--on", "2025-05-05", *WHY)
DOCUMENT = str(ROOT / "tests" / "data" / "plan-2025.docx")
LINES: dict[str, Sequence[Sequence[str]]] = {
    "status": [["status"], ["status", "--all"]],
    "list": [["list"]],
    "show": [["show", "1.1.1"], ["show", "1.1"]],
    "complete": [["complete", "1.1.1.1", *NOTE]],
    "decline": [["decline", "1.1.1.1", *WHY]],
    "postpone": [["postpone", "1.1.1.1", "--to", "2025-12-01", *WHY]],
    "cancel": [["cancel", "1.1.1.1", "--document", "Приказ № 7", *WHY]],
    "reopen": [["complete", "1.1.1.1", *NOTE], ["reopen", "1.1.1.1", *WHY]],
    "remark": [["remark", "1.1.1.1", *NOTE]],
    "spend": [["spend", "1.1.1.1", "10"]],
    "gauge": [["gauge", "ожидание", "12", "--period", "2025-Q2"]],
    "assess": [["assess", "опрос", "--kind", "operative", "--period", "2025-H1", "--score", "Вежливость=4.5/5"]],
    "amend": [["amend", "1.1.1.1", "--due", "2025-12-01", *ORDER], ["amend", *ORDER, "--against", NOWHERE]],
    "correct": [["complete", "1.1.1.1", *NOTE], ["correct", "1.1.1.1", "--note", "иначе", "--why", "описка"]],
    "edit": [["edit"]],
    "undo": [["remark", "1.1.1.1", *NOTE], ["undo"]],
    "log": [["log"]],
    "diff": [["diff"], ["diff", "--staged"], ["diff", NOWHERE]],
    "outline": [["outline", "programme/2025.yaml"]],
    "validate": [["validate", "--against", "HEAD"], ["validate", "--against", NOWHERE]],
    "explain": [["explain", "due"]],
    "merge-driver": [["merge-driver", "--install"], ["merge-driver", "base", "ours", "theirs"]],
    "init": [["init", "--ci", "github"]],
    "new": [["new", "2026"]],
    "publish": [["publish"]],
    "desk": [],  # doesn't end by itself
    "serve": [],  # nor does this
    "import": [["import", DOCUMENT, "--year", "2025", "--yes"]],
    "report": [["report"], ["report", "--all"], ["report", "--each", "--format", "html"]],
    "export": [["export", "--format", form] for form in ("xlsx", "docx", "pdf", "ics")],
    "remind": [["remind"]],
    "collect": [["export", "--format", "xlsx", "--output", "answer.xlsx"], ["collect", "answer.xlsx", "--yes"]],
    "schema": [["schema"]],
    "help": [["help"], ["help", "start"], ["help", "status"]],
}
QUICK = {("csprog", "log")}
DAILY = {
    "complete",
    "diff",
    "validate",
    "merge-driver",
    "new",
    "publish",
    "import",
    "report",
    "export",
    "collect",
    "remind",
}
"""Commands that start other programs or read other files each in a way of its own; the rest go the way of `complete`."""


def length(start: str, name: str) -> list[pytest.MarkDecorator]:
    """Give the marker of a case: one is quick, some by `csprog` run for every change, all in the night."""
    if (start, name) in QUICK:
        return []
    return [pytest.mark.slow if start == "csprog" and name in DAILY else pytest.mark.nightly]


CASES = [
    pytest.param(start, name, marks=length(start, name), id=f"{name} by {start}")
    for name in LINES
    for start in STARTS
    if LINES[name]
]


@cache
def _loaded_by_python() -> set[str]:
    return loaded_by_python()


def surroundings(folder: Path, start: str, text: str = PLAN) -> Surroundings:
    """Give a hostile repository with a plan; without the modules that Python itself loads if it is started that way."""
    place = Surroundings(folder / "office")
    place.write("programme/2025.yaml", text)
    for name in ("base", "ours", "theirs"):
        place.write(name, text)
    place.commit()
    place.put_on_path("person-editor", 'test -s "$1" || echo да > "$1"')
    place.make_hostile()
    if start == "python -m csprog":
        place.remove_modules(_loaded_by_python())
    place.variables["EDITOR"] = "person-editor"
    return place


@pytest.mark.parametrize(("start", "command"), CASES)
def test_no_command_runs_what_the_folder_holds(tmp_path: Path, start: str, command: str) -> None:
    place = surroundings(tmp_path, start)
    for words in LINES[command]:
        ended = place.run(*STARTS[start], *words, *(AS_OF if "--as-of" in shown_help(words[0]) else ()))
        assert place.ran == [], words
        assert ended.returncode == (1 if NOWHERE in words else 0), ended.stderr


@pytest.mark.parametrize("start", [pytest.param(start, marks=length(start, "validate")) for start in STARTS])
def test_the_preview_runs_nothing_of_the_folder(tmp_path: Path, start: str) -> None:
    place = surroundings(tmp_path, start)
    with subprocess.Popen(
        [*STARTS[start], "serve", "--port", "0", *AS_OF],
        cwd=place.folder,
        env=place.variables,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        try:
            with urlopen(process.stdout.readline().strip(), timeout=30) as answer:
                assert "План" in answer.read().decode("utf-8")
        finally:
            process.send_signal(signal.SIGINT)
    assert place.ran == []


@pytest.mark.parametrize("start", [pytest.param(start, marks=length(start, "validate")) for start in STARTS])
def test_workers_run_nothing_of_the_folder(tmp_path: Path, start: str) -> None:
    """Plans of more than 2 MB are checked by processes."""
    place = surroundings(tmp_path, start)
    for name in ("sever", "volga", "yug"):
        place.write(f"{name}/programme/2025.yaml", PLAN + ("#" * 100 + "\n") * 12_000)
    checked = place.run(*STARTS[start], "validate", "--no-cache", ".")
    assert place.ran == []
    assert "4 plans checked" in checked.stdout


@pytest.mark.slow
def test_a_merge_runs_no_module_of_the_branch(tmp_path: Path) -> None:
    """Git starts the driver at the top of the work tree, where the files of the branch are."""
    place = Surroundings(tmp_path / "office")
    place.write("programme/2025.yaml", PLAN)
    place.done(*STARTS["csprog"], "merge-driver", "--install")
    place.commit()
    place.done("git", "checkout", "-q", "-b", "theirs")
    place.done(*STARTS["csprog"], "remark", "1.1.1.1", "--note", "их", *AS_OF)
    place.add_modules({"csprog", "typer", "json", "runpy", "sitecustomize"})
    place.commit()
    place.done("git", "checkout", "-q", "main")
    place.done(*STARTS["csprog"], "remark", "1.1.1.1", "--note", "наше", *AS_OF)
    place.commit()
    place.done("git", "checkout", "-q", "theirs")
    place.done("git", "merge", "-q", "-m", "вместе", "main")
    text = (place.folder / "programme" / "2025.yaml").read_text(encoding="utf-8")
    assert ("note: их" in text, "note: наше" in text) == (True, True)
    assert place.ran == []


def test_every_command_is_here() -> None:
    assert LINES.keys() == COMMANDS.keys()


def test_a_program_is_never_the_current_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even where PATH names that folder; elsewhere it is found, as is what is named with its folder."""
    place = surroundings(tmp_path, "csprog")
    monkeypatch.chdir(place.folder)
    monkeypatch.setenv("PATH", place.variables["PATH"])
    assert find_program("person-editor") == str(tmp_path / "programs" / "person-editor")
    assert find_program("./person-editor") == "./person-editor"
    monkeypatch.setenv("PATH", os.pathsep.join((".", "")))
    assert {name: find_program(name) for name in PROGRAMS} == dict.fromkeys(PROGRAMS)


@cache
def shown_help(command: str) -> str:
    """Give a command's help."""
    return subprocess.run([SCRIPT, command, "--help"], capture_output=True, encoding="utf-8", check=True).stdout
