"""Whichever operation on files fails, and wherever the process is killed: the old files or the new ones, and no litter."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from concurrent.futures import Executor, ProcessPoolExecutor
from importlib import import_module
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no fork", allow_module_level=True)

from csprog.cli.command_table import COMMANDS, load
from tests.faults.cases import CASES, READING
from tests.faults.injection import KINDS, Fault
from tests.faults.world import FOLDERS, World
from tests.git.strikes import apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

SAMPLE = 3
"""So many operations of each line are struck for every change, in turn in each way; in the night all are, in all ways."""
LOADED_LATE = ("filelock", "docx", "odfdo", "xlsxwriter", "mammoth", "python_calamine", "jinja2")


@pytest.fixture(scope="module")
def clean() -> Iterator[Executor]:
    """Give a process for worlds in which no other test has run.

    Threads are lacking in a fork: where typst has begun its own, a fork that makes a PDF waits for them for ever.
    """
    with ProcessPoolExecutor(1, get_context("spawn")) as executor:
        yield executor


def made(folder: Path, name: str) -> World:
    """Return the world of a case; whatever csprog keeps outside it, it keeps there. Modules are loaded once for all."""
    for module in LOADED_LATE:
        import_module(module)
    for command in COMMANDS:
        load(command)
    _, state, cache, temporary = (str(folder / "world" / each) for each in FOLDERS)
    settings = {"XDG_STATE_HOME": state, "XDG_CACHE_HOME": cache, "TMPDIR": temporary, "CSPROG_LANG": "en"}
    git = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CEILING_DIRECTORIES": str(folder)}
    os.environ.update({**settings, **git})
    tempfile.tempdir = temporary
    return World(folder, CASES[name])


def strike(world: World, kind: str, numbers: Iterable[int]) -> None:
    """Strike these operations, one a run."""
    for number in numbers:
        fault = Fault(kind, number)
        end = world.strike(fault)
        where = (kind, number, end.stderr)
        done = _is_done(world, kind, end.code, where)
        assert "Traceback" not in end.stderr, where
        assert end.code <= 0 or end.stderr.startswith("csprog: "), where
        world.succeed(*(world.case.after if done else world.case.words))
        assert done or world.files() == world.new, where
        assert world.litter() == [], where
        assert fault.count >= number, where


def _is_done(world: World, kind: str, code: int, where: object) -> bool:
    """Tell whether the line has done all its work; if not, it has done nothing."""
    files = world.files()
    if kind == "kill":
        assert code == -signal.SIGKILL, where
        # documents, letters and settings, each for itself
        if files not in (world.old, world.new) and world.case.words[0] in {"export", "init", "remind"}:
            assert files.items() <= world.old.items() | world.new.items(), where
            return False
        if files not in (world.old, world.new):
            assert world.case.words[0] == "publish", where
            world.take_back()
            files = world.files()
        assert files in (world.old, world.new), where
        return files == world.new
    assert files == (world.old if code else world.new), where
    return code == 0


def strike_every_step(folder: Path, name: str, kind: str) -> None:
    """Strike all operations of a case, one a run."""
    world = made(folder, name)
    strike(world, kind, range(1, world.length + 1))


def strike_some_steps(folder: Path, name: str) -> None:
    """Strike a sample of the operations of a case."""
    world, place = made(folder, name), list(CASES).index(name)
    for turn in range(SAMPLE):
        number = 1 + (turn * world.length + place % world.length) // SAMPLE
        strike(world, KINDS[(place + turn) % len(KINDS)], [number])


def count_changes(folder: Path, words: Sequence[str]) -> int:
    """Return how many operations of a line that must succeed change something."""
    world = made(folder, "remark")
    fault = Fault("kill", 0, world.office.folder)
    assert apart(world.office, fault.arm, *words).code == 0
    return fault.count


@pytest.mark.nightly
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", CASES)
def test_every_step_may_fail(clean: Executor, tmp_path: Path, name: str, kind: str) -> None:
    clean.submit(strike_every_step, tmp_path, name, kind).result()


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_some_steps_fail(clean: Executor, tmp_path: Path, name: str) -> None:
    clean.submit(strike_some_steps, tmp_path, name).result()


def test_every_command_writes_or_reads() -> None:
    assert {name.split(" ")[0] for name in CASES} | set(READING) == set(COMMANDS)
    assert not {name.split(" ")[0] for name in CASES} & set(READING)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, words in READING.items() if words])
def test_what_only_reads_writes_nothing(clean: Executor, tmp_path: Path, name: str) -> None:
    assert clean.submit(count_changes, tmp_path, READING[name]).result() == 0
