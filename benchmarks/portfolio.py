"""A portfolio: two cores against one, the second run against the first, and the memory of all processes together.

`python -m benchmarks.portfolio [FILES]` (by default 2,000). One core against two is measured without the cache, and the
second run against a first that finds the cache empty.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.pairs import compare
from benchmarks.portfolios import portfolio

_PROGRAM = "import os, sys; os.sched_setaffinity(0, {cores}); from csprog.__main__ import main; main()"
_COMMANDS = {
    "status --all": ["status", "--all"],
    "report --all": ["report", "--all"],
    "validate": ["validate", "."],
}
_AS_OF = ["--as-of", "2030-06-01"]  # all years are over: no plan of the example has problems then
_RUNS = 3


def main() -> None:
    """Print the ratios, the goals being about 2 and under 0.1, and the peak in MB, the goal being 300."""
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    with tempfile.TemporaryDirectory() as name:
        folder, cache = Path(name) / "holding", Path(name) / "cache"
        os.environ["XDG_CACHE_HOME"] = str(cache)
        portfolio(folder, files)
        for title, words in _COMMANDS.items():
            one, two = (_command(cores, *words, "--no-cache") for cores in ("{0}", "{0, 1}"))
            cores = compare(one, two, folder, runs=_RUNS)
            _say(f"{title}, one core {cores.first:.1f} s, two {cores.second:.1f} s, ratio {cores.ratio:.2f}")
            again, first = _command("{0, 1}", *words), _command("{0, 1}", *words)
            runs = [(_timed(first, folder, cache), _timed(again, folder, None)) for _ in range(_RUNS)]
            before, after = (sorted(column)[_RUNS // 2] for column in zip(*runs, strict=True))
            ratio = sorted(later / earlier for earlier, later in runs)[_RUNS // 2]
            _say(f"{title}, first {before:.1f} s, second {after:.2f} s, ratio {ratio:.3f}")
            _say(f"{title}, peak of all processes {_peak(two, folder):.0f} MB")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _command(cores: str, *words: str) -> list[str]:
    return [sys.executable, "-c", _PROGRAM.replace("{cores}", cores), *words, *_AS_OF]


def _timed(command: list[str], folder: Path, cache: Path | None) -> float:
    """Return how many seconds a run takes, one that finds no cache if `cache` is given."""
    if cache is not None:
        shutil.rmtree(cache, ignore_errors=True)
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    return time.perf_counter() - start


def _peak(command: list[str], folder: Path) -> float:
    """Return the most memory in MB that a run and its processes had at a time; what they share counts once (Linux)."""
    peak = 0
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as running:
        while running.poll() is None:
            peak = max(peak, sum(map(_proportional, _group(running.pid))))
            time.sleep(0.1)
    return peak / 1000


def _group(leader: int) -> list[str]:
    listed = subprocess.run(["ps", "-A", "-o", "pgid=,pid="], check=True, capture_output=True, text=True).stdout
    return [words[1] for line in listed.splitlines() if (words := line.split())[0] == str(leader)]


def _proportional(process: str) -> int:
    """Return a process's memory in kilobytes, what it shares divided by those who share it."""
    try:
        lines = Path("/proc", process, "smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    main()
