"""What a peer is: where it lies, how it is given a plan, how it is asked for what csprog does."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from csprog.programme.model import PlacedMeasure

OPERATIONS = ("list", "validate", "publish", "edit")
_INSTALLED = ("bin", "node_modules/.bin")  # within the peer's own folder


@dataclass(frozen=True)
class Peer:
    """Another program.

    `write` puts measures into a folder in the peer's format; `setup` are command lines that then make it a project of
    the peer's; `operations` are command lines, each run in the folder above, where the peer's files lie in `peer/` and
    csprog's in `programme/`. What the peer has no command for is left out.
    """

    name: str
    install: str
    programs: tuple[str, ...]
    write: Callable[[Path, Sequence[PlacedMeasure]], None]
    operations: Mapping[str, str]
    setup: str = ""

    def command(self, line: str, home: Path) -> list[str]:
        """Return what runs `line` in a shell that finds the peer's programs in its folder of `home` first."""
        path = ":".join(str(home / self.name / folder) for folder in _INSTALLED)
        return ["sh", "-c", f'PATH="{path}:$PATH"; {line}']

    def missing(self, home: Path) -> str:
        """Return the sentence that tells which program isn't installed and how it is had; empty if all are."""
        path = [str(home / self.name / folder) for folder in _INSTALLED]
        for program in self.programs:
            if not any(shutil.which(program, path=folder) for folder in (*path, None)):
                return f"{self.name}: {program} is not installed; {self.install.format(home=home / self.name)}"
        return ""

    def prepare(self, folder: Path, measures: Sequence[PlacedMeasure], home: Path) -> None:
        """Make the peer's project in `folder`."""
        (folder / "peer").mkdir()
        self.write(folder / "peer", measures)
        if self.setup:
            subprocess.run(self.command(self.setup, home), cwd=folder, check=True, capture_output=True)


def pip(*names: str) -> str:
    """Return how packages of PyPI are put into a folder of their own."""
    return f"python -m venv {{home}} && {{home}}/bin/pip install {' '.join(names)}"


def completed(placed: PlacedMeasure) -> bool:
    """Return whether something of the measure is recorded as done."""
    return bool(placed.measure.journal)
