"""Locates the templates and other files that come with csprog."""

from __future__ import annotations

from pathlib import Path


def bundled_folder(name: str = "templates") -> Path:
    """Return the folder of csprog's templates, or another one, in a wheel or in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / name
    return installed if installed.is_dir() else package.parents[1] / name
