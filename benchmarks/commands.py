"""Time commands against importing the five libraries: `python -m benchmarks.commands` in the repository.

Whole processes in turn, processor seconds. `cold` runs without cached results, `known` runs with those of the run before.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.pairs import compare, processor
from benchmarks.plans import plan

IMPORTS = [sys.executable, "-c", "import typer, pydantic, ruamel.yaml, jinja2, rich.table"]
TOOL = [sys.executable, "-m", "csprog"]
_FLOOR = """
import typer, typing
from pydantic import BaseModel
class Model(BaseModel):
    name: str
app = typer.Typer(add_completion=False, rich_markup_mode=None)
@app.command()
def run(name: typing.Annotated[str, typer.Option("--name")] = "x") -> None: Model(name=name)
app()
"""
_PUBLISH = [*TOOL, "publish", "--as-of", "2026-02-01"]
_OF_2025 = {
    "a typer command with one pydantic model of one field": ([sys.executable, "-c", _FLOOR], None),
    "status, cold": ([*TOOL, "status", "--no-cache"], 1.7),
    "status, known": ([*TOOL, "status"], 0.8),
    "validate, cold": ([*TOOL, "validate", "--no-cache"], 1.7),
    "validate, known": ([*TOOL, "validate"], 0.8),
    "publish, 25 measures": (_PUBLISH, 2.2),
}


def main() -> None:
    """Print the ratio of each command, and its goal."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {f"XDG_{kind.upper()}_HOME": str(folder / kind) for kind in ("cache", "state")}
        file = folder / "programme" / "2025.yaml"
        file.parent.mkdir()
        shutil.copy("programme/2025.yaml", file)
        for title, (command, goal) in _OF_2025.items():
            _show(title, command, goal, folder)
        file.write_text(plan(200), encoding="utf-8")
        _show("publish, 200 measures", _PUBLISH, 2.5, folder)


def _show(title: str, command: list[str], goal: float | None, folder: Path) -> None:
    timed = compare(command, IMPORTS, folder, clock=processor)
    aim = "" if goal is None else f", goal {goal}"
    print(f"{title}: {timed.first:.2f} s, libraries {timed.second:.2f} s, ratio {timed.ratio:.2f}{aim}", flush=True)


if __name__ == "__main__":
    main()
