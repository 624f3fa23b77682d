"""Times whole processes in turn, A B A B …, so that a machine whose speed drifts treats both alike."""

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
    """Two commands' medians in seconds, and the median of the ratios of neighbouring runs."""

    first: float
    second: float
    ratio: float


def wall_clock() -> float:
    """Return the seconds that pass."""
    return time.perf_counter()


def processor() -> float:
    """Return the processor's seconds that ended children and theirs took (not on Windows).

    They say the same on a machine that others use as on an idle one; what works on two cores at once has no gain of it.
    """
    times = os.times()
    return times.children_user + times.children_system


def compare(  # noqa: PLR0913 - how to measure is said by name
    first: Sequence[str],
    second: Sequence[str],
    folder: Path,
    *,
    runs: int = 7,
    warm: bool = True,
    before: Callable[[], object] | None = None,
    clock: Callable[[], float] = wall_clock,
) -> Ratio:
    """Run both commands `runs` times in turn in `folder`, with `warm` after one run of each that does not count.

    `before` prepares the folder before every run; `clock` tells the time.
    """
    unseen = 1 if warm else 0
    pairs = [[_seconds(command, folder, before, clock) for command in (first, second)] for _ in range(runs + unseen)]
    ones, others = zip(*pairs[unseen:], strict=True)
    ratio = statistics.median(one / other for one, other in pairs[unseen:])
    return Ratio(statistics.median(ones), statistics.median(others), ratio)


def _seconds(
    command: Sequence[str], folder: Path, before: Callable[[], object] | None, clock: Callable[[], float]
) -> float:
    if before is not None:
        before()
    start = clock()
    subprocess.run(command, cwd=folder, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    return clock() - start
