"""Time whole processes in turn, A B A B …, so that a machine whose speed drifts treats both alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Ratio:
    """The medians of two commands in seconds, and the median of the ratios of neighbouring runs."""

    first: float
    second: float
    ratio: float


def wall_clock() -> float:
    """Return the seconds that pass."""
    return time.perf_counter()


def processor() -> float:
    """Return the processor seconds of all child processes that have ended (not on Windows).

    Other users of the machine change them little; work on two cores at once gains nothing by this measure.
    """
    times = os.times()
    return times.children_user + times.children_system


def compare(
    first: Sequence[str],
    second: Sequence[str],
    folder: Path,
    *,
    runs: int = 7,
    clock: Callable[[], float] = wall_clock,
) -> Ratio:
    """Run both commands `runs` times in turn in `folder`, after one run of each that does not count."""
    pairs = [[_seconds(command, folder, clock) for command in (first, second)] for _ in range(runs + 1)][1:]
    firsts, seconds = zip(*pairs, strict=True)
    ratio = statistics.median(one / other for one, other in pairs)
    return Ratio(statistics.median(firsts), statistics.median(seconds), ratio)


def _seconds(command: Sequence[str], folder: Path, clock: Callable[[], float]) -> float:
    start = clock()
    subprocess.run(command, cwd=folder, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    return clock() - start
