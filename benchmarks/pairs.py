"""Times whole processes in turn, A B A B …, so that a machine whose speed drifts treats both alike."""

from __future__ import annotations

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


def compare(
    first: Sequence[str],
    second: Sequence[str],
    folder: Path,
    *,
    runs: int = 7,
    before: Callable[[], None] | None = None,
) -> Ratio:
    """Run both commands `runs` times in turn in `folder`, after one run of each that does not count.

    `before` prepares the folder before every run.
    """
    pairs = [(_seconds(first, folder, before), _seconds(second, folder, before)) for _ in range(runs + 1)][1:]
    ones, others = zip(*pairs, strict=True)
    return Ratio(statistics.median(ones), statistics.median(others), statistics.median(a / b for a, b in pairs))


def _seconds(command: Sequence[str], folder: Path, before: Callable[[], None] | None) -> float:
    if before is not None:
        before()
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    return time.perf_counter() - start
