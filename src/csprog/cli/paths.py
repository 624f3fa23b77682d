"""Paths as they are typed and shown, and the plans that lie below one; without reading any."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from csprog.errors import StoreError
from csprog.language import Message
from csprog.store.files import default_year, find_folder, plan_path, plans, plans_below


def view_day(as_of: date | None) -> date:
    """Return the day from which a command looks: that of `--as-of`, else today."""
    return as_of or date.today()  # noqa: DTZ011 - a deadline is a day of the company's own calendar


def find_plan(year: int | None, as_of: date | None) -> tuple[Path, date]:
    """Return the file of the plan of `year` (by default the newest begun) near the current folder, and the day.

    Raises:
        StoreError: there is no folder of plans.
        Refused: there is no plan of that year.
    """
    day = view_day(as_of)
    folder = find_folder(Path.cwd())
    return plan_path(folder, year if year is not None else default_year(plans(folder), day)), day


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
