"""A process that dies in the middle of a recording leaves the old plan or the new one, whole, and soon no litter."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from csprog.store.lock import locked
from csprog.store.plan_files import load

if sys.platform == "win32":
    pytest.skip("Windows has neither these signals nor fork", allow_module_level=True)

from tests.git.strikes import STEPS, apart, struck

if TYPE_CHECKING:
    from tests.git.office import Office

REMARK = ("remark", "1.2.4", "--on", "2025-03-14", "--note", "записано", "--as-of", "2025-12-31")
WRITTEN = STEPS.index(("rename", "after"))
"""From here on the new plan is there."""
POINTS = pytest.mark.parametrize(("step", "when"), STEPS, ids=[f"{step}-{when}" for step, when in STEPS])


def versions(office: Office) -> tuple[bytes, bytes]:
    """Give the plan's bytes as they are and as they will be once the remark is recorded."""
    old = office.file.read_bytes()
    office.done(*REMARK)
    new = office.file.read_bytes()
    office.write(old.decode("utf-8"))
    for note in (office.folder / ".git" / "csprog").iterdir():
        note.unlink()
    return old, new


def litter(office: Office) -> list[str]:
    """Name what lies beside the plan."""
    return sorted(path.name for path in office.file.parent.iterdir() if path != office.file)


@pytest.mark.slow
@POINTS
def test_killed(office: Office, step: str, when: str) -> None:
    old, new = versions(office)
    end = apart(office, struck(step, when, signal.SIGKILL, office.file), *REMARK)
    assert (end.code, end.stderr) == (-signal.SIGKILL, "")
    done = STEPS.index((step, when)) >= WRITTEN
    assert office.file.read_bytes() == (new if done else old)

    if done:
        office.done("undo")
        assert office.file.read_bytes() == old, "what was written can be undone, though the process died at once"
    office.done(*REMARK)
    assert office.file.read_bytes() == new
    assert litter(office) == [], "the next recording sweeps up"


@pytest.mark.slow
@POINTS
def test_ended_by_the_system(office: Office, step: str, when: str) -> None:
    old, new = versions(office)
    number = signal.SIGHUP if when == "halfway" else signal.SIGTERM
    end = apart(office, struck(step, when, number, office.file), *REMARK)
    assert (end.code, end.stderr) == (-number, "")
    assert office.file.read_bytes() == (new if STEPS.index((step, when)) >= WRITTEN else old)
    assert litter(office) == []


@pytest.mark.slow
@POINTS
def test_stopped_by_the_keyboard(office: Office, step: str, when: str) -> None:
    old, new = versions(office)
    end = apart(office, struck(step, when, signal.SIGINT, office.file), *REMARK)
    assert (end.code, end.stderr) == (130, "csprog: stopped\n")
    assert office.file.read_bytes() == (new if STEPS.index((step, when)) >= WRITTEN else old)
    assert litter(office) == []


@pytest.mark.slow
def test_signals_that_someone_else_handles_stay_theirs(office: Office) -> None:
    ignored = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        end = apart(office, struck("write", "halfway", signal.SIGHUP, office.file), *REMARK)
    finally:
        signal.signal(signal.SIGHUP, ignored)
    assert (end.code, end.stderr) == (0, ""), "nohup csprog …"
    assert office.journals() == {"1.2.4.1": ["2025-03-14 remark записано"]}


def test_lock_of_a_dead_process_is_free(office: Office) -> None:
    def die_with_the_lock() -> None:
        with locked(office.file, print):
            os.kill(os.getpid(), signal.SIGKILL)

    assert apart(office, die_with_the_lock).code == -signal.SIGKILL
    waited: list[object] = []
    with locked(office.file, waited.append) as source:
        assert source.data == load(office.file).data
    assert waited == []
