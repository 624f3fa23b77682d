"""csprog against its peers, seconds of processor of whole processes in turn: `python -m benchmarks.peers [--home DIR] [--size N] [PEER…]`.

Each peer lies in a folder of its own below `--home` (`DIR/doorstop/bin`, `DIR/backlog.md/node_modules/.bin`) or on the
path; one that isn't installed is passed over with a sentence that tells how to have it. The folder with the peer's and
csprog's files is put back before every run, and csprog knows nothing of the plan; what it takes the next time, when it does,
is told after that as “again”.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.pairs import compare, processor
from benchmarks.peers.checkers import CHECKERS
from benchmarks.peers.peer import OPERATIONS, Peer
from benchmarks.peers.registers import REGISTERS
from benchmarks.peers.trackers import TRACKERS
from benchmarks.plans import plan
from csprog.programme.reading import parse

PEERS = {peer.name: peer for peer in (*REGISTERS, *TRACKERS, *CHECKERS)}
_TOOL = [sys.executable, "-m", "csprog"]
_CSPROG = {
    "list": [*_TOOL, "status"],
    "validate": [*_TOOL, "validate"],
    "publish": [*_TOOL, "publish", "--as-of", "2026-02-01"],
    "edit": [*_TOOL, "remark", "1.1.1.2", "--note", "проверено"],
}
_RUNS = {25: 3}  # of larger plans one run, and none that doesn't count
_AGAIN = 5  # runs of csprog when it knows the plan


def main() -> None:
    """Print, for every peer, size and operation, both medians and how many times csprog's the peer takes."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.peers")
    asked.add_argument("peers", nargs="*", metavar="PEER", choices=[[], *PEERS], help=", ".join(PEERS))
    asked.add_argument("--home", type=Path, default=Path(tempfile.gettempdir()) / "peers", help="where peers lie")
    asked.add_argument("--size", type=int, nargs="*", default=[25, 1_000, 10_000], help="how many measures")
    wanted = asked.parse_args()
    for name in wanted.peers or PEERS:
        missing = PEERS[name].missing(wanted.home.resolve())
        if missing:
            sys.stdout.write(f"{missing}\n")
            continue
        for size in wanted.size:
            with tempfile.TemporaryDirectory() as folder:
                _run(PEERS[name], size, Path(folder), wanted.home.resolve())


def _run(peer: Peer, size: int, folder: Path, home: Path) -> None:
    """Measure all that `peer` does at one size, a line each."""
    fresh, work = folder / "fresh", folder / "work"
    (fresh / "programme").mkdir(parents=True)
    text = plan(size)
    (fresh / "programme" / "2025.yaml").write_text(text, encoding="utf-8")
    programme = parse(text).programme
    if programme is None:
        sys.exit("the plan that is measured has problems")
    peer.prepare(fresh, programme.measures, home)

    def put_back() -> None:
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(fresh, work)

    put_back()
    kept = folder / "cache"
    os.environ["XDG_CACHE_HOME"] = str(kept)

    def unknown() -> None:
        put_back()
        (kept / "csprog" / "answers.sqlite3").unlink(missing_ok=True)

    for operation in OPERATIONS:
        if operation not in peer.operations:
            continue
        line = peer.command(peer.operations[operation], home)
        runs = _RUNS.get(size, 1)
        head = f"{peer.name:20}{size:>7,} {operation:10}"
        try:
            result = compare(
                line, _CSPROG[operation], work, runs=runs, warm=size in _RUNS, before=unknown, clock=processor
            )
        except subprocess.CalledProcessError as error:
            sys.stdout.write(f"{head} failed: {(error.stderr or error.stdout).decode(errors='replace')[-300:]}\n")
        else:
            again = _again(_CSPROG[operation], work, put_back)
            sys.stdout.write(
                f"{head} {result.first:8.2f} s, csprog {result.second:7.2f} s, {result.ratio:7.2f} times; "
                f"again {again:7.2f} s, {result.first / again:7.2f} times\n"
            )
        sys.stdout.flush()


def _again(command: list[str], work: Path, put_back: Callable[[], None]) -> float:
    """Return csprog's median in seconds, of runs that find what a run before them has kept."""
    taken = []
    for _ in range(_AGAIN + 1):
        put_back()
        before = processor()
        subprocess.run(command, cwd=work, check=True, capture_output=True)
        taken.append(processor() - before)
    return statistics.median(taken[1:])


if __name__ == "__main__":
    main()
