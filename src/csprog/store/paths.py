"""Formats paths for messages."""

from __future__ import annotations

import os
from pathlib import Path


def shown_path(path: Path) -> str:
    """Return `path` relative to the working directory if it is below it, with slashes."""
    text, here = str(path), os.path.join(os.getcwd(), "")  # noqa: PTH109, PTH118 - a tenth of pathlib's time, for thousands of plans
    return text.removeprefix(here).replace(os.sep, "/")
