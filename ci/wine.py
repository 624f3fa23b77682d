"""Runs programs for Windows under Wine, in a prefix of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

_COMPILER = "x86_64-w64-mingw32-gcc"
PROGRAMS = ("wine", _COMPILER)
_OVERRIDES = (
    "bcryptprimitives=n;wbemprox=;mscoree=;mshtml="  # no WMI, which calls what Wine 8 lacks; Python goes on without
)
_RANDOM = """\
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) {
  return SystemFunction036(data, (ULONG)length);
}
"""
"""Wine 8 has no bcryptprimitives.dll, of which Rust's libraries take their random numbers."""


class Wine:
    """A Windows of its own in a folder."""

    def __init__(self, prefix: Path) -> None:
        """Make the prefix."""
        self.drive = prefix / "drive_c"
        taken = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "CSPROG", "XDG_"))}
        self._environment = taken | {
            "WINEPREFIX": str(prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": _OVERRIDES,
        }
        self.run("wineboot", "--init")
        self._add_random_numbers()

    def run(
        self,
        program: str | Path,
        *arguments: str,
        folder: Path | None = None,
        environment: Mapping[str, str] | None = None,
        timeout: int = 600,
    ) -> subprocess.CompletedProcess[str]:
        """Run a program, and return what it said on both streams together, and its exit code."""
        return subprocess.run(
            self._command(program, arguments),
            cwd=folder,
            env=self._environment | dict(environment or {}),
            stdin=subprocess.DEVNULL,  # Python for Windows can't start with a handle of another kind
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=timeout,
            check=False,
        )

    def start(
        self, program: str | Path, *arguments: str, folder: Path, environment: Mapping[str, str]
    ) -> subprocess.Popen[str]:
        """Start a program whose output is read while it runs."""
        return subprocess.Popen(
            self._command(program, arguments),
            cwd=folder,
            env=self._environment | dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )

    def end(self) -> None:
        """End all programs of this prefix."""
        server = shutil.which("wineserver") or "/usr/lib/wine/wineserver"  # where Debian has it
        subprocess.run([server, "--kill"], env=self._environment, check=False)

    def _command(self, program: str | Path, arguments: Sequence[str]) -> list[str]:
        return ["wine", str(program), *arguments]

    def _add_random_numbers(self) -> None:
        library = self.drive / "windows" / "system32" / "bcryptprimitives.dll"
        command = [_COMPILER, "-shared", "-O2", "-x", "c", "-", "-o", str(library), "-ladvapi32"]
        subprocess.run(command, input=_RANDOM, encoding="utf-8", check=True)
