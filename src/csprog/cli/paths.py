"""Paths as they are typed and shown, and the plans that lie below one; without reading any."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from csprog.errors import StoreError
from csprog.language import Message
from csprog.store.files import plans_below

if TYPE_CHECKING:
    from pathlib import Path

MANY = 8
"""Files from which on a portfolio is worth it: answers looked up and kept, and a bar; fewer are read before that pays."""


def tree(top: Path) -> list[Path]:
    """Return the plan files of all folders `programme` in `top` or below it.

    Raises:
        StoreError: there are none, or a folder can't be read.
    """
    files = plans_below(top)
    if not files:
        raise StoreError(Message("the folder “{folder}” holds no plan such as 2025.yaml", folder=top))
    return files


def shown_path(path: Path) -> str:
    """Return `path` as a person would type it from here."""
    text, here = str(path), os.path.join(os.getcwd(), "")  # noqa: PTH109, PTH118 - pathlib takes ten times as long, for thousands
    return text.removeprefix(here).replace(os.sep, "/") if text.startswith(here) else text
