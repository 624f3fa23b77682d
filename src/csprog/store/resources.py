"""Locates the templates that come with csprog."""

from __future__ import annotations

from pathlib import Path


def bundled_folder() -> Path:
    """Return the folder of csprog's templates, in a wheel or in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"
