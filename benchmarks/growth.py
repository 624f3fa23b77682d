"""Time and memory of each command at growing plans: `python -m benchmarks.growth [MEASURES …]` (1,000 and 10,000).

One run of each command at each size, with an empty cache: processor seconds and the peak memory of the process, as Linux
and macOS count them. Growth is linear where the exponent is 1.
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

from benchmarks.commands import TOOL

_COMMANDS = {
    "status": ["status", "--as-of", "2025-07-01"],
    "show": ["show", "1.1.1.1"],
    "validate": ["validate"],
    "complete": ["complete", "1.1.1.2", "--on", "2025-02-01", "--note", "принято"],
    "outline": ["outline", "programme/2025.yaml"],
    "report": ["report", "--as-of", "2026-02-01"],
    "new": ["new", "2026"],
    "publish": ["publish", "--as-of", "2026-02-01"],
    "export xlsx": ["export", "--format", "xlsx", "--output", "plan.xlsx"],
    "export ics": ["export", "--format", "ics", "--output", "plan.ics"],
}
_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes in the unit of ru_maxrss


def main() -> None:
    """Print seconds and MB of each command and size, and the exponents of the last step; goals: 5 s, 300 MB, 1.1."""
    sizes = [int(word) for word in sys.argv[1:]] or [1_000, 10_000]
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {f"XDG_{kind.upper()}_HOME": str(Path(name) / kind) for kind in ("cache", "state")}
        plans = [_plan(size, Path(name) / str(size)) for size in sizes]
        for title, words in _COMMANDS.items():
            costs = [_cost([*TOOL, *words], plan) for plan in plans]
            shown = ", ".join(
                f"{size:,}: {cost[0]:.2f} s {cost[1]:.0f} MB" for size, cost in zip(sizes, costs, strict=True)
            )
            time, memory = (_exponent(sizes, column) for column in zip(*costs, strict=True))
            print(f"{title}: {shown}; exponents: time {time:.2f}, memory {memory:.2f}", flush=True)


def _plan(size: int, folder: Path) -> Path:
    """Return the file of a new plan, made by another process so that this one stays small.

    A child's peak memory is at least that of the process that started it.
    """
    file = folder / "programme" / "2025.yaml"
    file.parent.mkdir(parents=True)
    with file.open("wb") as out:
        subprocess.run([sys.executable, "-m", "benchmarks.plans", str(size)], check=True, stdout=out)
    return file


def _cost(command: Sequence[str], plan: Path) -> tuple[float, float]:
    """Return the processor seconds and the peak memory in MB of a run in a copy of the plan's folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "programme").mkdir()
        shutil.copy(plan, folder / "programme")
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return used.ru_utime + used.ru_stime, used.ru_maxrss * _UNIT / 1e6


def _exponent(sizes: Sequence[int], costs: Sequence[float]) -> float:
    """Return the exponent of the growth between the last two sizes."""
    return math.log(costs[-1] / costs[-2]) / math.log(sizes[-1] / sizes[-2]) if len(sizes) > 1 else math.nan


if __name__ == "__main__":
    main()
