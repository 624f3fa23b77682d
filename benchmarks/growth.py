"""How time and memory grow with the plan: `python -m benchmarks.growth [MEASURES …]` (1,000, 10,000 and 100,000).

A run of each command at each size: seconds of processor and the peak of memory of the whole process, as Linux and macOS
count them. An exponent of 1 is growth in proportion; the
last step's is told as well, since start-up flatters the first.
"""

from __future__ import annotations

import math
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import linear_regression

_TOOL = [sys.executable, "-m", "csprog"]
_COMMANDS = {
    "status": [*_TOOL, "status", "--as-of", "2025-07-01"],
    "validate": [*_TOOL, "validate"],
    "publish": [*_TOOL, "publish", "--as-of", "2026-02-01"],
    "complete": [*_TOOL, "complete", "1.1.1.2", "--on", "2025-02-01", "--note", "принято"],
}
_UNIT = 1 if sys.platform == "darwin" else 1024  # of what the system calls the peak, in bytes


def main() -> None:
    """Print a line a command and size, then the exponents; goals: at most 1.1, validate's memory 12 times the file."""
    sizes = [int(word) for word in sys.argv[1:]] or [1_000, 10_000, 100_000]
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_CACHE_HOME"] = str(Path(name) / "cache")  # so that nothing is known but what is read here
        plans = [_plan(size, Path(name) / str(size)) for size in sizes]
        for title, command in _COMMANDS.items():
            costs = [_cost(command, plan) for plan in plans]
            for size, plan, (seconds, peak) in zip(sizes, plans, costs, strict=True):
                times = peak / plan.stat().st_size
                sys.stdout.write(
                    f"{title:10}{size:>8,}: {seconds:6.2f} s, {peak / 2**20:6.0f} MiB, {times:.1f} files\n"
                )
            times_taken, peaks = zip(*costs, strict=True)
            sys.stdout.write(
                f"{title:10}exponents: time {_exponents(sizes, times_taken)}, memory {_exponents(sizes, peaks)}\n"
            )
            sys.stdout.flush()


def _plan(size: int, folder: Path) -> Path:
    """Return the file of a new plan; another process makes it: what this one holds would count as its children's peak."""
    file = folder / "programme" / "2025.yaml"
    file.parent.mkdir(parents=True)
    with file.open("wb") as out:
        subprocess.run([sys.executable, "-m", "benchmarks.plans", str(size)], check=True, stdout=out)
    return file


def _cost(command: Sequence[str], plan: Path) -> tuple[float, int]:
    """Return the seconds of processor and the peak in bytes of a run in a copy of the plan's folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "programme").mkdir()
        shutil.copy(plan, folder / "programme")
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return used.ru_utime + used.ru_stime, used.ru_maxrss * _UNIT


def _exponents(sizes: Sequence[int], costs: Sequence[float]) -> str:
    """Return the exponent fitted to all sizes, and that of the last step alone."""
    logs = [math.log(size) for size in sizes], [math.log(cost) for cost in costs]
    last = linear_regression(logs[0][-2:], logs[1][-2:])
    return f"{linear_regression(*logs).slope:.2f} (last step {last.slope:.2f})"


if __name__ == "__main__":
    main()
