"""Whatever stands in the place of a plan: one clear problem with its place, bounded output, no traceback, little memory."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 200 * 1024  # KiB of memory
PASSPORT = "passport:\n  year: 2025\n  title: Программа\n  organisation: ПАО\n"
LETTERS = "abcdefghi"
CONTENTS: dict[str, bytes | str] = {
    "tag": 'passport: !!python/object/apply:os.system ["echo hi"]\n',
    "alias-bomb": "a: &a [x, x, x, x, x, x, x, x, x]\n"
    + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in pairwise(LETTERS)),
    "merge-key": PASSPORT + "sections:\n  <<: {a: 1}\n",
    "documents": f"{PASSPORT}---\n{PASSPORT}",
    "brackets": "[" * 100_000,
    "dashes": "- " * 50_000 + "x",
    "staircase": "".join(f"{' ' * depth}a:\n" for depth in range(3000)),
    "long-integer": f"passport: {{year: {'9' * 5000}, title: x, organisation: y}}\n",
    "tab": "passport:\n\tyear: 2025\n",
    "nul": b"passport:\n  year: 2025\x00\n",
    "byte-order-mark": b"\xef\xbb\xbfpassport: 1\n",
    "utf-16": PASSPORT.encode("utf-16"),
    "utf-16-without-mark": PASSPORT.encode("utf-16-le"),
    "windows-1251": PASSPORT.encode("cp1251"),
    "conflict": "passport:\n<<<<<<< ours\n  year: 2025\n=======\n  year: 2026\n>>>>>>> theirs\n",
    "json": '{"passport": {"year": 2025}}',
    "html": "<!DOCTYPE html>\n<html lang=ru><body>План: нет</body></html>\n",
    "binary": random.Random(1).randbytes(5000),
    "empty": "",
    "only-a-comment": "# план\n",
    "unknown-keys": "".join(f"key{number}: v\n" for number in range(100_000)),
    "unknown-keys-deeper": PASSPORT + "".join(f"  key{number}: v\n" for number in range(100_000)),
    "one-key-twice": "a: v\n" * 100_000,
    "anchors": "".join(f"- &a{number} v\n" for number in range(100_000)),
    "list-of-nothing": "sections:\n" + "- 1\n" * 100_000,
    "colons": "a: b: c\n" * 100_000,
    "long-line": f"a: {'x' * 5_000_000}: y\n",
    "open-quote": 'a: "' + "x\n" * 500_000,
    "directive": "%YAML 9.9\n---\na: 1\n",
    "escapes": 'passport:\n  title: "\\e[31m\\u202e"\n',
    "half-a-pair": 'passport:\n  title: "\\ud800"\n',
}


TOLD_BY_LINUX = """
import atexit, pathlib, re, sys
from csprog.__main__ import main
status = pathlib.Path("/proc/self/status")
if status.exists():
    atexit.register(lambda: print(re.search(r"VmHWM:\\s*(\\d+)", status.read_text())[1], file=sys.stderr))
main()
"""


def validate(path: Path) -> tuple[int, str, str, int]:
    """Run csprog in a process; return its exit code, what it printed on both streams, its peak memory in KiB (or 0)."""
    command = [sys.executable, "-c", TOLD_BY_LINUX, "validate", path.name, "--lang", "en", "--format", "text"]
    result = subprocess.run(
        command, cwd=path.parent, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False
    )
    err, _, memory = result.stderr.decode("utf-8").rstrip().rpartition("\n")
    if sys.platform != "linux":
        err, memory = result.stderr.decode("utf-8"), "0"
    return result.returncode, result.stdout.decode("utf-8"), err, int(memory)


def assert_told(path: Path) -> None:
    code, out, err, memory = validate(path)
    assert code == 1
    assert "Traceback" not in out + err
    assert re.match(rf"{re.escape(path.name)}(?::\d+:\d+)?: error: [a-z-]+: ", out), out[:300] + err[:300]
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", out + err)
    assert len(out) < 1_000_000
    assert max(map(len, out.splitlines())) < 1000
    assert memory < LIMIT


SAMPLE = ("tag", "alias-bomb", "brackets", "colons", "unknown-keys", "anchors")
"""These are tried for every change, all in the night."""


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in SAMPLE else pytest.mark.nightly) for name in CONTENTS]
)
def test_what_is_no_plan_is_told(tmp_path: Path, name: str) -> None:
    content = CONTENTS[name]
    path = tmp_path / "2025.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    assert_told(path)


def test_a_file_of_200_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "2025.yaml"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    assert_told(path)


def test_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "2025.yaml"
    path.mkdir()
    assert_told(path)


@pytest.mark.not_on_windows(reason="Windows has no named pipes in folders")
def test_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "2025.yaml"
    os.mkfifo(path)
    assert_told(path)


def test_a_link_to_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "2025.yaml"
    try:
        path.symlink_to(tmp_path / "nowhere")
    except OSError as error:
        pytest.skip(f"no symbolic links here: {error}")
    assert_told(path)
