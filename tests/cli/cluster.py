"""A Dask cluster on this machine: a scheduler and workers, each a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from tests.extras import optional

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

_distributed = optional("distributed")
_DASK = [sys.executable, "-m", "dask"]


class Cluster(AbstractContextManager["Cluster"]):
    """The running processes, and the scheduler's address."""

    def __init__(self, folder: Path, workers: int = 2, version: str | None = None, lacking: str = "") -> None:
        """Start them; they keep what they need in `folder`.

        The workers have `version` of csprog, by default this one; `lacking`, "scheduler" or "worker", has none.
        """
        file = folder / "scheduler.json"
        here = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(file)]
        none = folder / "no_csprog.py"
        none.write_text("import sys\nsys.modules['csprog'] = None\n", encoding="utf-8")
        preload = {lacking: ["--preload", str(none)]}
        self.scheduler = subprocess.Popen(
            [*_DASK, "scheduler", "--port", "0", *here, *preload.get("scheduler", ())],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        worker = [*_DASK, "worker", "--nthreads", "1", "--no-nanny", "--local-directory", str(folder), *here]
        worker += preload.get("worker", [])
        if version is not None:
            other = folder / "other_csprog.py"
            other.write_text(f"import csprog\ncsprog.__version__ = {version!r}\n", encoding="utf-8")
            worker += ["--preload", str(other)]
        self.workers = [
            subprocess.Popen(worker, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(workers)
        ]
        self.address = self._wait(file)

    def _wait(self, file: Path) -> str:
        """Wait until all workers have come; give the address."""
        patience = time.monotonic() + 60
        while not (file.exists() and file.read_text(encoding="utf-8").endswith("}")):
            assert time.monotonic() < patience, "the scheduler doesn't start"
            time.sleep(0.05)
        address = str(json.loads(file.read_text(encoding="utf-8"))["address"])
        if self.workers:
            with _distributed.Client(address, set_as_default=False) as client:
                client.wait_for_workers(len(self.workers), timeout=60)
        return address

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all processes."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()
