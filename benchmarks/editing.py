"""An edit of one measure against reading the plan: `python -m benchmarks.editing [MEASURES]` (by default 10,000).

Seconds of processor of whole processes.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.pairs import compare, processor
from benchmarks.plans import plan


def main() -> None:
    """Print the medians of both whole processes and their ratio (goal: at most 2)."""
    measures = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    text = plan(measures).encode("utf-8")
    tool = [sys.executable, "-m", "csprog"]
    edit, read = [*tool, "remark", "1.1.1.2", "--note", "проверено"], [*tool, "validate", "--no-cache"]
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "programme" / "2025.yaml"
        file.parent.mkdir()
        result = compare(edit, read, Path(name), before=lambda: file.write_bytes(text), clock=processor)
    sys.stdout.write(f"{measures} measures, {len(text) / 1e6:.1f} MB: edit ")
    sys.stdout.write(f"{result.first:.2f} s, read {result.second:.2f} s, ratio {result.ratio:.2f}\n")


if __name__ == "__main__":
    main()
