"""Finds the plan that a command works on, without reading it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from csprog.store.plan_files import default_year, find_folder, plan_path, plans


def view_day(as_of: date | None) -> date:
    """Return the day from which a command looks: that of `--as-of`, else today."""
    return as_of or date.today()  # noqa: DTZ011 - a deadline is a day of the company's own calendar


def checking_day(day: date) -> date:
    """Return the day on which a plan that is looked at from `day` is checked.

    That is today if `day` is past: entries made since are no errors of the plan.
    """
    return max(day, view_day(None))


def find_plan(year: int | None, as_of: date | None) -> tuple[Path, date]:
    """Find the plan of `year`, by default the newest begun; return it and the day.

    Raises:
        StoreError: there is no folder of plans.
        RefusedError: there is no plan of that year.
    """
    day = view_day(as_of)
    folder = find_folder(Path.cwd())
    return plan_path(folder, year if year is not None else default_year(plans(folder), day)), day
