"""Publishing against `csprog status` of a plan never seen (the 2025 plan) and against reading (10,000 measures): `python -m benchmarks.publishing`.

Both are measured as whole processes; reading is `csprog show` of one measure, which reads and checks the file and hardly
does more. The peak of memory is that of the publication.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.pairs import compare
from benchmarks.plans import plan

_TOOL = [sys.executable, "-m", "csprog"]
_PUBLISH = [*_TOOL, "publish", "--as-of", "2026-02-01"]
_PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, capture_output=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


def main() -> None:
    """Print both ratios, the goals being at most 1.5 and under 5, and the peak in MiB, the goal being 300."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "programme" / "2025.yaml"
        file.parent.mkdir()
        shutil.copy("programme/2025.yaml", file)
        result = compare(_PUBLISH, [*_TOOL, "status", "--no-cache"], folder, runs=15)
        sys.stdout.write(
            f"2025: publish {result.first:.2f} s, status {result.second:.2f} s, ratio {result.ratio:.2f}\n"
        )
        file.write_text(plan(10_000), encoding="utf-8")
        result = compare(_PUBLISH, [*_TOOL, "show", "1.1.1.1"], folder, runs=5)
        sys.stdout.write(f"10,000: publish {result.first:.2f} s, read {result.second:.2f} s, ratio {result.ratio:.2f}")
        sys.stdout.write(f", peak {_peak(folder)} MiB\n" if sys.platform == "linux" else "\n")


def _peak(folder: Path) -> int:
    """Return the peak of memory of a publication in MiB, as Linux counts it."""
    command = [sys.executable, "-c", _PEAK, *_PUBLISH]
    return int(subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    main()
