"""Formats paths for messages."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

_MOST_SHOWN = 10


def shown_paths(paths: Iterable[Path]) -> str:
    """Return the first ten of `paths` for a sentence; “…” stands for the rest."""
    shown = [shown_path(path.absolute()) for path in paths]
    return ", ".join(shown[:_MOST_SHOWN]) + " …" * (len(shown) > _MOST_SHOWN)


def shown_path(path: Path) -> str:
    """Return `path` relative to the working directory if it is below it, with slashes."""
    text, here = str(path), os.path.join(os.getcwd(), "")  # noqa: PTH109, PTH118 - a tenth of pathlib's time, for thousands of plans
    return text.removeprefix(here).replace(os.sep, "/")
