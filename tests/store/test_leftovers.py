"""Files that killed processes left are removed at once, those of running processes only when they are old."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from csprog.store.atomic_write import replace
from csprog.store.leftovers import sweep, temporary_path

MAKE = """
import sys
from pathlib import Path
from csprog.store.leftovers import temporary_path
made = temporary_path(Path(sys.argv[1]))
made.write_bytes(b"half")
print(made.name, flush=True)
sys.stdin.read()
"""


def make(path: Path) -> tuple[subprocess.Popen[bytes], Path]:
    """Have another process make a temporary file."""
    process = subprocess.Popen([sys.executable, "-c", MAKE, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    return process, path.with_name(process.stdout.readline().decode().strip())


def test_the_next_file_there_sweeps_up(tmp_path: Path) -> None:
    process, left = make(tmp_path / "2025.yaml")
    replace(tmp_path / "2026.yaml", b"new")
    assert left.exists(), "its process is running"
    process.communicate()
    replace(tmp_path / "2026.yaml", b"newer")
    assert [path.name for path in tmp_path.iterdir()] == ["2026.yaml"]


def test_who_holds_the_lock_knows_that_nobody_writes(tmp_path: Path) -> None:
    file = tmp_path / "2025.yaml"
    file.write_bytes(b"old")
    process, left = make(file)
    replace(file, b"new", before=b"old")
    assert not left.exists()
    process.communicate()


@pytest.mark.parametrize(("age", "stays"), [(0, True), (3600, False)])
def test_of_another_machine_age_tells(tmp_path: Path, age: int, *, stays: bool) -> None:
    left = tmp_path / ".2025.yaml.zzzz-1-00000000.csprog"
    left.write_bytes(b"half")
    os.utime(left, (time.time() - age,) * 2)
    sweep(tmp_path)
    assert left.exists() is stays


def test_what_a_process_with_our_number_left(tmp_path: Path) -> None:
    left = Path(str(temporary_path(tmp_path / "2025.yaml")).removesuffix(".csprog")[:-8] + "00000000.csprog")
    left.write_bytes(b"half")
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_other_hidden_files_stay(tmp_path: Path) -> None:
    names = {".2025.yaml.swp", ".csprog", "x.csprog", ".gitignore"}
    for name in names:
        (tmp_path / name).write_bytes(b"")
    sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == names
