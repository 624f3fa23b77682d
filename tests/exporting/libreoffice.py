"""LibreOffice, which opens what is written for offices as they do; without it the tests that need it are skipped."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = next((path for name in ("soffice", "libreoffice") if (path := shutil.which(name))), None)
needed = pytest.mark.skipif(PROGRAM is None, reason="LibreOffice (soffice) is not installed")


def converted(file: Path, kind: str, folder: Path) -> Path:
    """Give `file` as LibreOffice saves it in another format; its settings are its own, in `folder`."""
    assert PROGRAM is not None
    settings = (folder / "settings").absolute().as_uri()
    words: list[str | Path] = [
        PROGRAM,
        f"-env:UserInstallation={settings}",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        folder,
        file,
    ]
    run = subprocess.run(words, capture_output=True, timeout=180, check=False)
    made = folder / f"{file.stem}.{kind.partition(':')[0]}"
    assert made.is_file(), run.stdout.decode(errors="replace") + run.stderr.decode(errors="replace")
    return made
