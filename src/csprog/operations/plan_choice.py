"""Finds the plan that a command works on, without reading it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from csprog.store.plan_files import (
    FOLDER,
    default_year,
    find_folder,
    folder_near,
    is_plan_name,
    plan_path,
    plans,
    plans_below,
)

_LEVELS = 5
"""Levels below a group's top, in the last of which a folder of plans is still found without --all."""


def view_day(as_of: date | None) -> date:
    """Return the day from which a command looks: that of `--as-of`, else today."""
    return as_of or date.today()  # noqa: DTZ011 - a deadline is a day of the company's own calendar


def checking_day(day: date) -> date:
    """Return the day on which a plan that is looked at from `day` is checked.

    That is today if `day` is past: entries made since are no errors of the plan.
    """
    return max(day, view_day(None))


def is_group(start: Path) -> bool:
    """Tell whether `start` lies above folders of plans, and in or below none.

    They are looked for a few levels down only: whoever is in a home folder by mistake is not to wait.
    """
    if folder_near(start) is not None:
        return False
    near = (folder for depth in range(1, _LEVELS) for folder in start.glob(f"{'*/' * depth}{FOLDER}"))
    return any(folder.is_dir() and not _is_hidden(folder.relative_to(start)) and plans(folder) for folder in near)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def chosen_folders(start: Path, *, everything: bool = False) -> list[Path]:
    """Return the folders of plans that a command works on.

    That is the one in or above `start`. Where there is none, or with `everything`, it is all below.

    Raises:
        StoreError: there is none at all, or a folder can't be read.
    """
    if not everything and not is_group(start):
        return [find_folder(start)]
    below = dict.fromkeys(file.parent for file in plans_below(start, required=False) if is_plan_name(file.name))
    return list(below) or [find_folder(start)]


def find_plan(year: int | None, as_of: date | None, folder: Path | None = None) -> tuple[Path, date]:
    """Find the plan of `year`, by default the newest begun; return it and the day.

    It is looked for in `folder`, by default in the folder of plans here or above.

    Raises:
        StoreError: there is no folder of plans.
        RefusedError: there is no plan of that year.
    """
    day = view_day(as_of)
    folder = folder or find_folder(Path.cwd())
    return plan_path(folder, year if year is not None else default_year(plans(folder), day)), day


def names_file(against: str) -> bool:
    """Tell whether `against` names a file, by its ending alone.

    A file of another name can't hide a revision.
    """
    return Path(against).suffix in {".yaml", ".yml"}
