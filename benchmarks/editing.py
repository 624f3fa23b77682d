"""An edit of one measure against reading the plan: `python -m benchmarks.editing [MEASURES]` (by default 10,000).

The first edit reads the plan; the next ones know its bytes. Seconds of processor of whole processes, in a cache of their own.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.pairs import compare, processor
from benchmarks.plans import plan


def main() -> None:
    """Print the medians of both whole processes and their ratio, of bytes unknown (goal: at most 2) and of bytes known."""
    measures = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    text = plan(measures).encode("utf-8")
    tool = [sys.executable, "-m", "csprog"]
    edit, read = [*tool, "remark", "1.1.1.2", "--note", "проверено"], [*tool, "validate", "--no-cache"]
    with tempfile.TemporaryDirectory() as name:
        file, cache = Path(name) / "programme" / "2025.yaml", Path(name) / "cache"
        file.parent.mkdir()
        os.environ["XDG_CACHE_HOME"] = str(cache)

        def restore(*, known: bool) -> None:
            file.write_bytes(text)
            if not known:
                shutil.rmtree(cache, ignore_errors=True)

        for known in (False, True):
            result = compare(edit, read, Path(name), before=lambda known=known: restore(known=known), clock=processor)  # type: ignore[misc]
            sys.stdout.write(f"{measures} measures, {len(text) / 1e6:.1f} MB, {'known' if known else 'unknown'}: edit ")
            sys.stdout.write(f"{result.first:.2f} s, read {result.second:.2f} s, ratio {result.ratio:.2f}\n")


if __name__ == "__main__":
    main()
