"""Start-up against importing the libraries: `python -m benchmarks.starting [--instructions]` in the repository.

All but two find what the run before them kept, as they do in use. Seconds of processor of whole processes on the 2025 plan, side by side with a process that does nothing but import
typer, pydantic, ruamel.yaml, jinja2 and rich.table. With `--instructions` valgrind counts what each process executes
instead: one run of each says it exactly, whatever else the machine does.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.pairs import compare, processor

_IMPORTS = [sys.executable, "-c", "import typer, pydantic, ruamel.yaml, jinja2, rich.table"]
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
_TOOL = [sys.executable, "-m", "csprog"]
_COMPLETION = {"_CSPROG_COMPLETE": "complete_bash", "COMP_WORDS": "csprog sta", "COMP_CWORD": "1"}
_COMMANDS = {
    "a typer command with an option and one pydantic model": [sys.executable, "-c", _FLOOR],
    "status": [*_TOOL, "status"],
    "status of a plan never seen": [*_TOOL, "status", "--no-cache"],
    "validate": [*_TOOL, "validate"],
    "validate of a plan never seen": [*_TOOL, "validate", "--no-cache"],
    "--help": [*_TOOL, "--help"],
    "--version": [*_TOOL, "--version"],
    "completion of a command's name": ["env", *(f"{key}={value}" for key, value in _COMPLETION.items()), *_TOOL],
}


def main() -> None:
    """Print every command's ratio to the import of the libraries; goals: 1.2, --help 0.5, the last two 0.33."""
    if "--instructions" in sys.argv:
        libraries = _instructions(_IMPORTS)
        sys.stdout.write(f"libraries: {libraries / 1e6:.0f} million instructions\n")
        for name, command in _COMMANDS.items():
            count = _instructions(command)
            sys.stdout.write(f"{name}: {count / 1e6:.0f} million, {count / libraries:.2f}\n")
            sys.stdout.flush()
        return
    for name, command in _COMMANDS.items():
        result = compare(command, _IMPORTS, Path.cwd(), clock=processor)
        sys.stdout.write(f"{name}: {result.first:.2f} s, libraries {result.second:.2f} s, ratio {result.ratio:.2f}\n")
        sys.stdout.flush()


def _instructions(command: list[str]) -> int:
    """Return how many instructions the command's process executes, after one run that fills the caches."""
    subprocess.run(command, check=True, capture_output=True)
    with tempfile.TemporaryDirectory() as folder:
        watched = [
            "valgrind",
            "--tool=callgrind",
            "--trace-children=yes",
            f"--callgrind-out-file={folder}/%p",
            *command,
        ]
        hashes = {**os.environ, "PYTHONHASHSEED": "0"}
        said = subprocess.run(watched, check=True, capture_output=True, text=True, env=hashes).stderr
    return max(int(count) for count in re.findall(r"Collected : (\d+)", said))


if __name__ == "__main__":
    main()
