"""Many people at once: every recording is there once; whoever waits learns for whom, and not for ever."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from csprog.editing.entry import record
from csprog.store.lock import locked
from tests.git.office import DAY, gained
from tests.plans import APPROVED, sound

if TYPE_CHECKING:
    from pathlib import Path

    from csprog.editing.entry import EntryResult
    from tests.git.office import Office

IMPATIENT = """
import csprog.store.lock as lock
lock._SILENCE, lock.PATIENCE = {silence}, {patience}
from csprog.__main__ import main
main()
"""
REMARK = ("remark", "1.2.4", "--on", "2025-03-14", "--note", "записано", "--as-of", DAY)


def start(office: Office, *words: str, program: str = "") -> subprocess.Popen[bytes]:
    """Start csprog as a process of its own."""
    how = ["-c", program] if program else ["-m", "csprog"]
    return subprocess.Popen(
        [sys.executable, *how, *words],
        cwd=office.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
    )


def end(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    """Give a process's exit code and standard error once it has ended."""
    _, errors = process.communicate(timeout=120)
    return process.returncode, errors.decode("utf-8").replace("\r\n", "\n")


@pytest.mark.nightly
def test_fifty_at_once(office: Office) -> None:
    ids = [placed.id for placed in sound(APPROVED)[1].measures]
    when = ("--on", "2025-05-12", "--as-of", DAY)
    processes = [start(office, "complete", i, "--note", f"сделано в {i}", *when) for i in ids]
    processes += [start(office, "remark", i, "--note", f"замечено в {i}", *when) for i in ids]
    assert len(processes) == 50
    ends = [end(process) for process in processes]
    assert [code for code, _ in ends] == [0] * 50, [errors for _, errors in ends if errors]
    for said in ("сделано", "замечено"):
        assert sorted(re.findall(rf"{said} в (\S+)", office.text)) == sorted(ids)
    assert all(len(entries) == 2 for entries in office.journals().values())
    assert len(gained(APPROVED, office.text)) == 25 * 7
    added, removed, _ = office.git("diff", "--numstat").split()
    assert (added, removed) == (str(25 * 7), "0")
    office.done("validate")
    assert [path.name for path in office.file.parent.iterdir()] == ["2025.yaml"]
    for _ in range(50):
        office.done("undo")
    assert office.text == APPROVED


@pytest.mark.slow
def test_who_waits_gives_up_and_says_for_whom(office: Office) -> None:
    before = office.file.read_bytes()
    program = IMPATIENT.format(silence=0.05, patience=0.2)
    with locked(office.file, print):
        code, errors = end(start(office, *REMARK, program=program))
    me = rf"\S+ \([^()]+, {os.getpid()}, \d\d:\d\d:\d\d\)"
    waiting = rf"waiting for {me}, who is writing 2025\.yaml…\n"
    assert re.fullmatch(rf"{waiting}csprog: 2025\.yaml is locked by {me}; nothing was written, try again\n", errors)
    assert code == 1
    assert office.file.read_bytes() == before


@pytest.mark.slow
def test_who_waits_gets_his_turn(office: Office) -> None:
    with locked(office.file, print):
        process = start(office, *REMARK, program=IMPATIENT.format(silence=0.05, patience=60))
        assert process.stderr is not None
        assert process.stderr.readline().startswith(b"waiting for ")
        office.write(office.text + "# пока ждали\n")
    assert end(process) == (0, "")
    assert office.text.endswith("# пока ждали\n")
    assert office.journals() == {"1.2.4.1": ["2025-03-14 remark записано"]}


@pytest.mark.slow
def test_two_plans_do_not_wait_for_each_other(office: Office) -> None:
    other = office.write(office.text.replace("year: 2025", "year: 2026", 1), "2026.yaml")
    with locked(other, print):
        assert (
            end(start(office, *REMARK, "--year", "2025", program=IMPATIENT.format(silence=0.0, patience=0.0)))[0] == 0
        )


@pytest.mark.slow
@pytest.mark.not_on_windows(reason="on Windows not everyone may make symbolic links")
def test_one_plan_by_two_names_is_one(office: Office, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "2025.yaml"
    link.parent.mkdir()
    link.symlink_to(office.file)
    with locked(link, print):
        code, errors = end(start(office, *REMARK, program=IMPATIENT.format(silence=0.0, patience=0.0)))
    assert (code, errors.startswith("waiting for ")) == (1, True)


def test_edited_while_csprog_thinks(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = office.text + "# набрано в редакторе\n"

    def record_while_somebody_saves(*words: Any) -> EntryResult:
        office.write(typed)
        return record(*words)

    monkeypatch.setattr("csprog.cli.commands.recording.record", record_while_somebody_saves)
    result = office(*REMARK)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "has been changed by someone else; try again" in result.stderr
    assert office.text == typed
    monkeypatch.undo()
    os.chdir(office.folder)
    assert "nothing to undo" in office.refused("undo")
