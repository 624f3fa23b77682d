"""A repository of somebody who keeps plans, and the machine on which its checks run: a shell, git, Python, csprog."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FOREIGN = ("GIT_", "CSPROG_", "GITHUB_", "GITLAB_", "CI_", "PRE_COMMIT", "PYTEST_", "COV_")
RUNNER = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
"""How GitHub calls the shell of a step, and GitLab that of a job where the image has bash."""


@dataclass
class Workplace:
    """A folder that git keeps, and the variables under which commands run there."""

    folder: Path
    variables: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin the repository, with git that knows nothing of this machine."""
        self.folder.mkdir(parents=True, exist_ok=True)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
        git = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_PAGER": "cat", "NO_COLOR": "1"}
        self.variables = {**kept, **git, "CSPROG_LANG": "en", "PYTHONUTF8": "1", **self.variables}
        for words in (
            ["init", "-q", "-b", "main"],
            ["config", "user.name", "Анна"],
            ["config", "user.email", "a@b.ru"],
        ):
            self.done("git", *words)

    def write(self, name: str, text: str) -> None:
        """Put a file into the folder."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8"))

    def commit(self) -> None:
        """Commit everything."""
        self.done("git", "add", "--all")
        self.done("git", "commit", "-q", "-m", "Правка")

    def run(self, *words: str, said: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """Run a command, with the variables of `said` besides."""
        return subprocess.run(
            words,
            cwd=self.folder,
            env={**self.variables, **(said or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    def done(self, *words: str) -> str:
        """Run a command that must succeed and give what it printed."""
        result = self.run(*words)
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout

    def script(
        self, source: str, said: Mapping[str, str], shell: tuple[str, ...] = RUNNER
    ) -> subprocess.CompletedProcess[str]:
        """Run a shell script as a runner does, from a file."""
        file = self.folder.parent / f"{self.folder.name}.sh"
        file.write_bytes(source.encode("utf-8"))
        return self.run(*shell, str(file), said=said)

    def put_on_path(self, name: str, body: str) -> None:
        """Put a small program on the path of this machine."""
        programs = self.folder.parent / "programs"
        programs.mkdir(exist_ok=True)
        program = programs / name
        program.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        program.chmod(0o755)
        if not self.variables["PATH"].startswith(str(programs)):
            self.variables["PATH"] = f"{programs}{os.pathsep}{self.variables['PATH']}"


def with_csprog(folder: Path) -> Workplace:
    """Give a place where csprog is at hand: the one under test."""
    place = Workplace(folder)
    place.put_on_path("csprog", f'exec "{sys.executable}" -m csprog "$@"')
    return place
