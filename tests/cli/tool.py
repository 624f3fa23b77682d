"""Runs csprog as a person does: in this process, or as a process of its own where that makes a difference."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from typer.testing import CliRunner

from csprog.cli.app import app
from csprog.i18n import set_language

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

PYTHON = sys.executable
SETTINGS: dict[str, str | None] = {"CSPROG_LANG": "en", "VISUAL": None, "GITHUB_ACTIONS": None, "GITLAB_CI": None}
"""What a run finds in its environment: English, and no sign of the machine that runs these tests."""


@dataclass
class Tool:
    """csprog in a folder with a plan. An exception that the front door lets through fails the test."""

    folder: Path

    @property
    def file(self) -> Path:
        """The plan's file."""
        return self.folder / "programme" / "2025.yaml"

    @property
    def text(self) -> str:
        """What the plan's file holds now, its line ends as they are."""
        return self.file.read_bytes().decode("utf-8")

    def write(self, text: str, name: str = "2025.yaml") -> Path:
        """Put a plan into the folder."""
        return self.put(f"programme/{name}", text)

    def put(self, name: str, text: str) -> Path:
        """Put a file of any name into the folder, or a folder in it."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8"))
        return file

    def __call__(self, *words: str, **environment: str) -> Result:
        """Run a command line."""
        try:
            return CliRunner().invoke(app, list(words), env={**SETTINGS, **environment}, catch_exceptions=False)
        finally:
            set_language("en")

    def done(self, *words: str, **environment: str) -> str:
        """Run what must succeed and give what it said."""
        result = self(*words, **environment)
        assert (result.exit_code, result.stderr) == (0, "")
        return result.stdout

    def json(self, *words: str) -> Any:
        """Run what must succeed and give JSON."""
        return json.loads(self.done(*words, "--json"))

    def refused(self, *words: str, code: int = 1, **environment: str) -> str:
        """Run what must be refused in one sentence, with the plan's file left alone; give the sentence."""
        before = self.file.read_bytes()
        result = self(*words, **environment)
        assert (result.exit_code, result.stdout) == (code, "")
        assert self.file.read_bytes() == before
        return sentence(result.stderr)

    def process(self, *words: str | bytes, stdout: Any = subprocess.PIPE, **environment: str) -> Ran:
        """Run csprog as a process of its own."""
        return self.start(*words, stdout=stdout, **environment).result()

    def start(self, *words: str | bytes, stdout: Any = subprocess.PIPE, **environment: str) -> Process:
        """Start csprog as a process of its own and leave it running, in a group of processes of its own."""
        kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
        settings = {**kept, "CSPROG_LANG": "en", "TMPDIR": str(self.folder.parent), **environment}
        command = [PYTHON, "-m", "csprog", *words]
        return Process(
            command, stdout=stdout, stderr=subprocess.PIPE, cwd=self.folder, env=settings, start_new_session=True
        )


class Ran(NamedTuple):
    """What a process left behind."""

    code: int
    stdout: bytes
    stderr: bytes


class Process(subprocess.Popen[bytes]):
    """A running csprog."""

    def result(self) -> Ran:
        """Wait for its end."""
        stdout, stderr = self.communicate(timeout=60)
        return Ran(self.returncode, stdout or b"", stderr)


def sentence(stderr: str) -> str:
    """Give the one sentence that standard error holds, without csprog's name before it."""
    assert stderr.startswith("csprog: "), stderr
    assert stderr.endswith("\n")
    assert "Traceback" not in stderr
    line = stderr.removeprefix("csprog: ").removesuffix("\n")
    assert "\n" not in line, stderr
    return line
