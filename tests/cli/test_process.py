"""csprog as a process: what only the operating system sees: bytes, pipes, exit codes, the environment."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.tool import PYTHON, sentence
from tests.plans import APPROVED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-07-01")


INTERRUPTED_WHILE_LOADING = """
import sys
from csprog.__main__ import main

class Interrupt:
    def find_spec(self, name, *_):
        if name == "typer":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupt())
main()
"""


def test_ctrl_c_while_csprog_is_still_loading_ends_it_in_silence(csprog: Tool) -> None:
    command = [PYTHON, "-c", INTERRUPTED_WHILE_LOADING]
    ran = subprocess.run(command, cwd=csprog.folder, capture_output=True, timeout=60, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, b"", b"")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["status"], 0),
        (["--version"], 0),
        (["status", "--fail-on", "overdue"], 1),
        (["show", "9.9.9"], 1),
        (["complete", "1.2.4"], 1),
        (["statsu"], 2),
        (["status", "--as-of", "когда-нибудь"], 2),
        ([], 2),
    ],
)
def test_exit_codes(csprog: Tool, words: list[str], code: int) -> None:
    ran = csprog.process(*words)
    assert ran.code == code
    assert b"Traceback" not in ran.stderr
    assert bool(ran.stdout) is not bool(ran.stderr)


@pytest.mark.not_under_wine(reason="the leg installs no commands")
def test_the_installed_command_is_the_same() -> None:
    script = Path(sys.executable).with_name("csprog")
    starts: list[list[str]] = [[str(script)], [PYTHON, "-m", "csprog"]]
    shown = [subprocess.run([*start, "--version"], check=True, capture_output=True).stdout for start in starts]
    assert shown[0] == shown[1]


@pytest.mark.slow
@pytest.mark.parametrize("settings", [{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "cp1251"}])
def test_utf8_whatever_the_machine_speaks(csprog: Tool, settings: dict[str, str]) -> None:
    ran = csprog.process("status", *AS_OF, **settings)
    assert ran.code == 0
    assert "ПАО «Саратовэнерго» · plan of 2025".encode() in ran.stdout
    refused = csprog.process("complete", "1.1.1", "--office", "Mars", *AS_OF, **settings)
    assert "“Mars”; there are: «Заволжское МРО»" in sentence(refused.stderr.decode("utf-8"))


def test_json_is_utf8_and_nothing_else(csprog: Tool) -> None:
    ran = csprog.process("status", "--json", *AS_OF, LC_ALL="C")
    assert json.loads(ran.stdout.decode("utf-8"))["organisation"] == "ПАО «Саратовэнерго»"
    assert "Саратовэнерго".encode() in ran.stdout


@pytest.mark.slow
def test_no_colours_in_a_pipe(csprog: Tool) -> None:
    for words in (["status", *AS_OF], ["show", "1.2.2"], ["validate"], ["complete", "1.2.2", *AS_OF], ["show", "9"]):
        ran = csprog.process(*words)
        assert b"\x1b" not in ran.stdout + ran.stderr


@pytest.mark.slow
@pytest.mark.not_on_windows(reason="Popen goes on reading a closed pipe there; test_windows.py shows it")
@pytest.mark.parametrize("words", [["status"], ["status", "--json"], ["show", "1.2.2"], ["--help"], ["validate"]])
def test_a_reader_that_has_gone(csprog: Tool, words: list[str]) -> None:
    running = csprog.start(*words)
    assert running.stdout is not None
    running.stdout.close()
    code, _, complaint = running.result()
    assert code in {0, 1}
    assert complaint == b""


@pytest.mark.slow
def test_a_recording_whose_reader_has_gone_is_whole(csprog: Tool) -> None:
    running = csprog.start("complete", "1.2.2", *AS_OF)
    assert running.stdout is not None
    running.stdout.close()
    code, _, complaint = running.result()
    assert (code, complaint) == (0, b"")
    assert csprog.text.count("event: completed") == 2
    assert csprog.process("validate", *AS_OF).code == 0


@pytest.mark.not_on_windows(reason="a folder in which a process is can't be removed there")
def test_a_folder_that_has_gone(csprog: Tool) -> None:
    gone = csprog.folder / "gone"
    gone.mkdir()
    program = f"import os; os.rmdir({str(gone)!r}); from csprog.__main__ import main; main()"
    command = [PYTHON, "-c", program, "--lang", "en", "status"]
    ran = subprocess.run(command, check=False, capture_output=True, cwd=gone, timeout=30)
    assert ran.returncode == 1
    sentence(ran.stderr.decode("utf-8"))


REMARK = ("remark", "1.2.2.1", "--note", "записано", *AS_OF)
FULL, CLOSED = "no space left on device", "bad file descriptor"


def closed(csprog: Tool, words: Sequence[str], *streams: str) -> subprocess.CompletedProcess[bytes]:
    """Run csprog without some of its standard streams, as schedulers do."""
    command = f"{shlex.join([PYTHON, '-m', 'csprog', *words])} {' '.join(streams)}"
    environment = {**os.environ, "CSPROG_LANG": "en"}
    return subprocess.run(command, shell=True, cwd=csprog.folder, env=environment, capture_output=True, check=False)


@pytest.mark.slow
@pytest.mark.not_on_windows(reason="no shell there closes a stream")
@pytest.mark.parametrize(("stream", "why"), [(">/dev/full", FULL), (">&-", CLOSED)])
def test_what_is_recorded_but_can_not_be_shown_is_told_as_written(csprog: Tool, stream: str, why: str) -> None:
    ran = closed(csprog, REMARK, stream)
    said = f"csprog: written: programme/2025.yaml; the rest of the output can't be shown: {why}\n"
    assert (ran.returncode, ran.stderr.decode("utf-8")) == (0, said)
    assert "note: записано" in csprog.text


@pytest.mark.slow
@pytest.mark.not_on_windows(reason="no shell there closes a stream")
@pytest.mark.parametrize(("stream", "why"), [(">/dev/full", FULL), (">&-", CLOSED)])
@pytest.mark.parametrize(
    "words", [("status", *AS_OF), ("--version",), ("--help",), ("schema",)], ids=lambda one: one[0]
)
def test_a_result_that_can_not_be_shown(csprog: Tool, words: tuple[str, ...], stream: str, why: str) -> None:
    ran = closed(csprog, words, stream)
    assert (ran.returncode, ran.stderr.decode("utf-8")) == (1, f"csprog: the result can't be shown: {why}\n")


@pytest.mark.slow
@pytest.mark.not_on_windows(reason="no shell there closes a stream")
@pytest.mark.parametrize("stream", ["2>/dev/full", "2>&-", "<&-"])
def test_without_the_other_streams_it_is_recorded_and_shown(csprog: Tool, stream: str) -> None:
    ran = closed(csprog, REMARK, stream)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"written to programme/2025.yaml" in ran.stdout
    assert "note: записано" in csprog.text


@pytest.mark.slow
@pytest.mark.not_on_windows(reason="no shell there closes a stream")
def test_a_refusal_that_nobody_hears_is_one(csprog: Tool) -> None:
    assert closed(csprog, ("show", "9.9.9"), ">&-", "2>&-").returncode == 1


@pytest.mark.slow
def test_a_word_that_is_no_utf8(csprog: Tool) -> None:
    ran = csprog.process("remark", "1.2.2", "--note", "План".encode("cp1251"), *AS_OF)
    assert ran.code == 1
    assert sentence(ran.stderr.decode("utf-8")).startswith("note: ")
    assert csprog.text == APPROVED


@pytest.mark.slow
@pytest.mark.parametrize("name", [b"\xff.yaml", b"\x1b[31m.yaml"])
def test_a_file_name_that_is_no_text(csprog: Tool, name: bytes) -> None:
    ran = csprog.process("show", "1.2.2", "--as-of", name)
    assert ran.code == 2
    assert b"\x1b" not in ran.stderr
    assert sentence(ran.stderr.decode("utf-8"))
    missing = csprog.process("validate", name)
    assert missing.code == 1
    assert b"there is no file" in missing.stdout + missing.stderr
    assert b"Traceback" not in missing.stderr


@pytest.mark.slow
def test_many_at_once_lose_nothing(csprog: Tool) -> None:
    runs = [csprog.start("remark", "1.2.2.1", "--note", f"заметка {number}", *AS_OF) for number in range(6)]
    assert [run.result()[::2] for run in runs] == [(0, b"")] * 6
    found = sorted(entry["note"] for entry in csprog.json("show", "1.2.2.1", *AS_OF)[0]["journal"])
    assert found == [f"заметка {number}" for number in range(6)]
