"""A repository of somebody who wants a command to run: by names of modules and programs, and by git's own settings."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from typing import TYPE_CHECKING

from tests.integration.workplace import Workplace

if TYPE_CHECKING:
    from pathlib import Path

PROGRAMS = ("git", "vi", "less", "pager", "sh", "python", "person-editor")
MODULES = {*sys.stdlib_module_names, *packages_distributions(), "sitecustomize", "usercustomize", "csprog", "pip"}
NOWHERE = "0123456789012345678901234567890123456789"
"""A commit that isn't there; a partial clone would fetch it."""


class Surroundings(Workplace):
    """A repository in which whatever runs, but mustn't, leaves its name."""

    @property
    def ran(self) -> list[str]:
        """The names of what ran, and an empty list if all is well."""
        traces = self.folder.parent / "traces"
        return sorted(set(traces.read_text(encoding="utf-8").split())) if traces.exists() else []

    def make_hostile(self) -> None:
        """Add what wants to run; commands find it first where they look in the current folder at all."""
        self.add_modules(MODULES)
        for name in PROGRAMS:
            self._program(self.folder / name)
        self.variables["PATH"] = os.pathsep.join((".", "", self.variables["PATH"]))
        self.variables |= {"GIT_EXTERNAL_DIFF": "./git", "GIT_SSH_COMMAND": "./git", "PAGER": "./less"}
        with (self.folder / ".git" / "config").open("a", encoding="utf-8") as config:
            config.write(self._settings())
        (self.folder / ".gitattributes").write_text("* diff=evil filter=evil\n", encoding="utf-8")
        self._like_a_repository(self.folder / "programme")

    def add_modules(self, names: set[str]) -> None:
        """Add a module of each name; one that is imported leaves its name."""
        trace = f"open({str(self.folder.parent / 'traces')!r}, 'a').write(__name__ + '\\n')\n"
        for name in names:
            (self.folder / f"{name}.py").write_text(trace, encoding="utf-8")

    def remove_modules(self, names: set[str]) -> None:
        """Remove the modules of these names."""
        for name in names:
            (self.folder / f"{name}.py").unlink(missing_ok=True)

    def _program(self, file: Path) -> Path:
        file.write_text(f"#!/bin/sh\necho program:{file.name} >> '{self.folder.parent / 'traces'}'\n", encoding="utf-8")
        file.chmod(0o755)
        return file

    def _settings(self) -> str:
        """Give git's settings that name programs, each of which leaves the setting's name."""
        programs = self.folder.parent / "settings"
        programs.mkdir(exist_ok=True)
        named = {
            "core": ("fsmonitor", "pager", "sshCommand", "editor", "askPass", "gitProxy", "alternateRefsCommand"),
            "credential": ("helper",),
            "diff": ("external",),
            'diff "evil"': ("command", "textconv"),
            'filter "evil"': ("smudge", "clean", "process"),
            "gpg": ("program",),
            "sequence": ("editor",),
            'remote "origin"': ("uploadpack", "proxy"),
            "alias": ("log", "cat-file", "rev-parse"),
        }
        lines = []
        for section, keys in named.items():
            lines.append(f"[{section}]")
            for key in keys:
                program = self._program(programs / re.sub(r"\W", "-", f"{section}-{key}"))
                lines.append(f"\t{key} = {'!' if section == 'alias' else ''}{program}")
        hooks = programs / "hooks"
        hooks.mkdir(exist_ok=True)
        for name in ("reference-transaction", "pre-commit", "post-index-change", "fsmonitor-watchman", "post-checkout"):
            self._program(hooks / name)
        lines += [
            "[core]",
            f"\thooksPath = {hooks}",
            "\trepositoryFormatVersion = 1",
            "[log]",
            "\tshowSignature = true",
        ]
        lines += ["[extensions]", "\tpartialClone = origin", "[protocol]", "\tallow = always", '[protocol "ssh"]']
        lines += ["\tallow = always", '[remote "origin"]', "\turl = ssh://nowhere.example/x", "\tpromisor = true"]
        return "\n".join(["", *lines, ""])

    def _like_a_repository(self, folder: Path) -> None:
        """Make a folder look like a bare repository whose HEAD has to be fetched."""
        for part in ("objects", "refs/heads"):
            (folder / part).mkdir(parents=True)
        (folder / "HEAD").write_text(f"{NOWHERE}\n", encoding="utf-8")
        (folder / "config").write_text(f"[core]\n\tbare = true\n{self._settings()}", encoding="utf-8")


def loaded_by_python() -> set[str]:
    """Give the modules that `python -m` imports, from the current folder first, before any code of csprog runs."""
    command = [sys.executable, "-X", "importtime", "-m", "tests.hostile"]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stderr
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in told.splitlines()} | {"csprog"}
