"""Paths as they are typed and shown, and the plans that lie below one; without reading any."""

from __future__ import annotations

import os
from pathlib import Path


def shown_path(path: Path) -> str:
    """Return `path` as a person would type it from here."""
    text, here = str(path), os.path.join(os.getcwd(), "")  # noqa: PTH109, PTH118 - pathlib takes ten times as long, for thousands
    return text.removeprefix(here).replace(os.sep, "/") if text.startswith(here) else text
