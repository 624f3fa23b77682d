"""`csprog new YEAR --refresh`: brings a plan in line with the end of the year before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from csprog.cli.prompts.new_plan import choose_measures
from csprog.console.new_plan import show_refreshed
from csprog.console.recording import show_waiting
from csprog.editing.refresh import RefreshResult, refresh
from csprog.errors import RefusedError
from csprog.evaluation.reconciliation import left_open
from csprog.i18n import Message
from csprog.operations.plans import open_file
from csprog.operations.recording import apply_change, try_change
from csprog.programme.plan_text import SoundPlan
from csprog.store.paths import shown_path
from csprog.store.plan_files import load, plan_path


def refresh_year(path: Path, before: int | None, carry: list[str] | None, today: date) -> None:
    """Change the plan at `path` where the plan of the year `before` says something else by now.

    Raises:
        CsprogError: there is no plan of either year, or it can't be changed; the file is untouched.
    """
    year, folder = int(path.stem), path.parent
    plan_path(folder, year)  # refuses a year without a plan
    if before is None:
        raise RefusedError(Message("there is no plan before {year}", year=year))
    opened = open_file("new", load(plan_path(folder, before)), today)
    earlier, find = opened.programme, opened.find
    left = left_open(earlier, today, find)
    chosen = choose_measures("--carry", carry, left, left)

    def change(plan: SoundPlan) -> RefreshResult:
        return refresh(plan, earlier, chosen, today, find)

    result = try_change(path, today, change, "new")
    if result.changes_text:
        result = apply_change(path, today, change, show_waiting, "new", imported=True)
    show_refreshed(result, shown_path(path), before)
