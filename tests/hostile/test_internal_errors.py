"""A fault of csprog itself is no finding: its own exit code, one sentence, a report without texts and names."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from importlib import import_module
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.request import urlopen

import pytest

from csprog.cli import internal_error
from csprog.cli.command_table import COMMANDS
from csprog.portfolio import runner
from csprog.store import private_files
from tests.cli.conftest import csprog, kept, tree  # noqa: F401 - fixtures
from tests.cli.tool import PYTHON, Tool, sentence
from tests.plans import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

SECRET = "Иванов И. И. из Северного офиса"
AS_OF = ("--as-of", "2025-07-14")
REASON = ("--reason", SECRET)
DOCUMENT = str(ROOT / "tests" / "data" / "plan-2025.docx")
RECORDING = "cli.commands.recording.recording_plan"
CASES: dict[str, tuple[str, Sequence[str]]] = {
    "status": ("cli.commands.status.find_plan", ["status"]),
    "list": ("cli.commands.list_.open_plan", ["list"]),
    "show": ("cli.commands.show.open_plan", ["show", "2.6.1"]),
    "complete": (RECORDING, ["complete", "2.6.1", "--note", SECRET]),
    "decline": (RECORDING, ["decline", "2.6.1", *REASON]),
    "postpone": (RECORDING, ["postpone", "2.6.1", "--to", "2025-12-01", *REASON]),
    "cancel": (RECORDING, ["cancel", "2.6.1", *REASON]),
    "reopen": (RECORDING, ["reopen", "2.6.1", *REASON]),
    "remark": (RECORDING, ["remark", "2.6.1", "--note", SECRET]),
    "spend": (RECORDING, ["spend", "2.6.1", "10"]),
    "gauge": ("cli.commands.gauge.recording_plan", ["gauge", "доля", "12", "--period", "2025-Q2"]),
    "assess": (
        "cli.commands.assess.recording_plan",
        ["assess", "опрос", "--kind", "operative", "--period", "2025-H1", "--score", "Вежливость=4/5"],
    ),
    "amend": (
        "cli.commands.amend.recording_plan",
        ["amend", "2.6.1.1", "--due", "2025-12-01", "--document", SECRET, *REASON],
    ),
    "correct": ("cli.commands.correct.recording_plan", ["correct", "2.6.1", "--note", "иначе", "--why", SECRET]),
    "edit": ("cli.commands.edit.find_plan", ["edit", "2.6.1"]),
    "undo": ("cli.commands.undo.undo_plan", ["undo"]),
    "log": ("cli.commands.log.open_plan", ["log"]),
    "diff": ("cli.commands.diff.require_repository", ["diff"]),
    "outline": ("cli.commands.outline.as_outline", ["outline", "programme/2025.yaml"]),
    "validate": ("portfolio.worker.check_file", ["validate", "--no-cache"]),
    "explain": ("cli.commands.explain.show_rule", ["explain", "due"]),
    "merge-driver": ("cli.commands.merge_driver.merge", ["merge-driver", *["programme/2025.yaml"] * 3]),
    "init": ("cli.commands.init.repository_here", ["init"]),
    "new": ("cli.commands.new.plans", ["new", "2026"]),
    "publish": ("operations.publishing.build_site", ["publish"]),
    "desk": ("cli.commands.desk.folder_near", ["desk"]),
    "serve": ("cli.commands.serve.find_plan", ["serve"]),
    "import": ("operations.new_plans.map_document", ["import", DOCUMENT, "--year", "2024"]),
    "report": ("cli.commands.report.of_years", ["report"]),
    "export": ("cli.commands.export.open_plan", ["export", "--format", "xlsx"]),
    "remind": ("cli.commands.remind.open_plan", ["remind"]),
    "collect": ("importing.readers.excel.read_cells", ["collect", DOCUMENT, "--yes"]),
    "schema": ("cli.commands.schema.schema_file", ["schema"]),
    "help": ("cli.commands.help.find_page", ["help", "start"]),
}
"""Commands, each with a function that it calls and that fails here."""
FAULTS = (KeyError(SECRET), MemoryError(), RecursionError(SECRET), type("PanicException", (BaseException,), {})(SECRET))


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of reports."""
    folder = tmp_path / "состояние Иванова"
    monkeypatch.setattr(private_files, "user_state_path", lambda *_, **__: folder)
    return folder / "errors"


def broken(monkeypatch: pytest.MonkeyPatch, name: str, fault: BaseException) -> None:
    """Let a function of csprog fail."""

    def fail(*_: object, **__: object) -> NoReturn:
        raise fault.with_traceback(None)

    module, _, function = name.rpartition(".")
    monkeypatch.setattr(import_module(f"csprog.{module}"), function, fail)


def assert_reported(told: str, reports: Path, kind: str) -> None:
    """Check the sentence and the report that it names."""
    (report,) = reports.iterdir()
    assert kind in told
    assert str(report) in told
    text = report.read_text(encoding="utf-8")
    assert kind in text
    assert "csprog/cli/app.py:" in text
    for private in (SECRET, "Иванов", str(Path.home()), str(Path.cwd()), str(ROOT)):
        assert private not in text
    assert report.stat().st_mode & 0o077 == 0 or reports.stat().st_mode & 0o077 == 0 or sys.platform == "win32"


def test_every_command_has_a_case() -> None:
    assert CASES.keys() == COMMANDS.keys()


# each command with one kind of fault: they are all met at one place
@pytest.mark.parametrize(("command", "fault"), [*zip(CASES, cycle(FAULTS), strict=False)])
def test_a_fault_of_any_command_is_told_in_a_sentence(
    csprog: Tool,  # noqa: F811
    reports: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    fault: BaseException,
) -> None:
    """Its exit code is that of no answer, nothing of the plan is changed, and the report names nobody."""
    function, words = CASES[command]
    broken(monkeypatch, function, fault)
    told = csprog.refused(*words, *(AS_OF if "--as-of" in csprog(command, "--help").stdout else ()), code=3)
    assert_reported(told, reports, type(fault).__name__)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_sentence_is_in_the_language_asked_for(
    csprog: Tool,  # noqa: F811
    reports: Path,
    monkeypatch: pytest.MonkeyPatch,
    lang: str,
) -> None:
    broken(monkeypatch, "cli.commands.status.find_plan", KeyError())
    told = sentence(csprog("status", "--lang", lang).stderr)
    assert told.startswith({"ru": "сбой в самой программе csprog", "en": "csprog itself has failed"}[lang])
    assert reports.is_dir()


def test_a_fault_of_help_and_of_completion_is_no_success(
    csprog: Tool,  # noqa: F811
    reports: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken(monkeypatch, "cli.app.translate", KeyError(SECRET))
    assert csprog("--help").exit_code == 3
    ended = csprog("", _CSPROG_COMPLETE="complete_bash", COMP_WORDS="csprog st", COMP_CWORD="1")
    assert ended.exit_code == 3
    assert len(list(reports.iterdir())) <= 2


@pytest.mark.slow
def test_a_fault_in_a_worker_process_is_reported_with_its_place_there(
    tree: Tool,  # noqa: F811
    reports: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The process that asked tells it; the report has the frames of the other one."""
    monkeypatch.setattr(runner, "POOL_THRESHOLD", 0)
    monkeypatch.setattr(runner, "__version__", FaultyVersion("0"))
    told = sentence(tree("validate", ".", "--no-cache").stderr)
    assert "FaultInWorker" in told
    (report,) = reports.iterdir()
    assert "_RemoteTraceback" in report.read_text(encoding="utf-8")
    assert "csprog/portfolio/worker.py:" in report.read_text(encoding="utf-8")
    assert SECRET not in report.read_text(encoding="utf-8")


class FaultInWorker(Exception):
    """What a worker process raises here."""


class FaultyVersion(str):  # noqa: SLOT000 - it stands in for one
    """A client's version that can't be compared."""

    __hash__ = str.__hash__

    def __ne__(self, other: object) -> bool:
        raise FaultInWorker(SECRET)


def test_a_fault_while_the_site_is_served_ends_it(
    csprog: Tool,  # noqa: F811
    reports: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken(monkeypatch, "operations.preview.build_site", KeyError(SECRET))
    addresses: list[str] = []
    told = threading.Event()
    serve: Any = import_module("csprog.cli.commands.serve")

    def echo(text: str, **_: object) -> None:
        addresses.append(text)
        told.set()

    def visit() -> None:
        told.wait(30)
        with pytest.raises(OSError):  # noqa: PT011 - the connection is closed
            urlopen(addresses[0], timeout=30)

    monkeypatch.setattr(serve.typer, "echo", echo)
    visitor = threading.Thread(target=visit)
    visitor.start()
    result = csprog("serve", "--port", "0", *AS_OF)
    visitor.join()
    assert result.exit_code == 3
    assert "KeyError" in addresses[-1]
    assert len(list(reports.iterdir())) == 1


def test_where_no_report_can_be_saved_the_sentence_has_the_place(
    csprog: Tool,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setattr(private_files, "user_state_path", lambda *_, **__: tmp_path / "file" / "folder")
    monkeypatch.setattr(internal_error, "_MOST_FRAMES", 1)
    broken(monkeypatch, "cli.commands.status.find_plan", KeyError(SECRET))
    told = csprog.refused("status", *AS_OF, code=3)
    assert "csprog/cli/commands/status.py:" in told
    assert SECRET not in told


def test_a_csprog_of_which_a_part_is_missing_says_so(tmp_path: Path) -> None:
    """Where not even the commands can be imported there is no traceback either."""
    (tmp_path / "typer.py").write_text("raise ImportError(name='typer')", encoding="utf-8")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import csprog.__main__ as m; m.main()"
    ended = subprocess.run([PYTHON, "-P", "-c", code, "status"], capture_output=True, env=os.environ, check=False)
    assert ended.returncode == 3
    assert sentence(ended.stderr.decode("utf-8")) == "csprog itself has failed, install it anew (ImportError typer)"
