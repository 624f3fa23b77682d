"""`csprog validate` against PyYAML merely loading the file: `python -m benchmarks.reading [MEASURES]` (10,000).

It needs PyYAML with libyaml (`pip install pyyaml`).
"""

from __future__ import annotations

import importlib.util
import sys
import tempfile
from pathlib import Path

from benchmarks.pairs import compare, processor
from benchmarks.plans import plan

_LOAD = "import sys, yaml; yaml.load(open(sys.argv[1], encoding='utf-8'), Loader=yaml.CSafeLoader)"


def main() -> None:
    """Print the medians of both whole processes and their ratio; the goal is at most 0.7."""
    if importlib.util.find_spec("yaml") is None:
        sys.exit("PyYAML is not installed; pip install pyyaml")
    measures = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "programme" / "2025.yaml"
        file.parent.mkdir()
        file.write_text(plan(measures), encoding="utf-8")
        validate, load = (
            [sys.executable, "-m", "csprog", "validate", "--no-cache"],
            [sys.executable, "-c", _LOAD, str(file)],
        )
        result = compare(validate, load, Path(name), runs=3, clock=processor)
    sys.stdout.write(f"{measures} measures: validate {result.first:.2f} s, CSafeLoader {result.second:.2f} s, ")
    sys.stdout.write(f"ratio {result.ratio:.2f}\n")


if __name__ == "__main__":
    main()
