"""An edit of one measure against reading the plan: `python -m benchmarks.editing [MEASURES]` (by default 10,000)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.pairs import compare
from benchmarks.plans import plan


def main() -> None:
    """Print the medians of both whole processes and their ratio; the goal is at most 2."""
    measures = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    text = plan(measures).encode("utf-8")
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "programme" / "2025.yaml"
        file.parent.mkdir()
        tool = [sys.executable, "-m", "csprog"]
        edit = [*tool, "remark", "1.1.1.2", "--note", "проверено"]
        result = compare(edit, [*tool, "validate"], Path(name), before=lambda: file.write_bytes(text) and None)
    size = len(text) / 1e6
    sys.stdout.write(f"{measures} measures, {size:.1f} MB: edit {result.first:.2f} s, read {result.second:.2f} s, ")
    sys.stdout.write(f"ratio {result.ratio:.2f}\n")


if __name__ == "__main__":
    main()
