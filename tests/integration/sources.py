"""csprog's own repository as somebody else gets it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tests.plans import ROOT

if TYPE_CHECKING:
    from pathlib import Path

_PARTS = (".gitignore", ".pre-commit-hooks.yaml", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE")
_FOLDERS = ("src", "templates", "docs", "ci")


def copy_sources(folder: Path) -> None:
    """Copy all that the package is built from, as it is now, committed or not."""
    for name in _FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
    for name in _PARTS:
        shutil.copy2(ROOT / name, folder / name)
