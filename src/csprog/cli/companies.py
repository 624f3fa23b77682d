"""Runs a command in each company of a group, as it runs in the company's folder."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import typer

from csprog.cli.error_report import report_error
from csprog.console.companies import show_company, show_without_plan
from csprog.errors import CsprogError
from csprog.operations.plan_choice import chosen_folders
from csprog.store.paths import shown_path
from csprog.store.plan_files import folder_near, plan_path, plans

Result = TypeVar("Result")


class Companies:
    """The folders of plans that a command works on: that of a company, or those of a group.

    What a company refuses is told, and does not stop the others.
    """

    def __init__(self, year: int | None, *, everything: bool = False) -> None:
        """Find the folders; those without a plan of `year` are named, once others have one.

        Raises:
            StoreError: there is no plan here, above or below, or a folder can't be read.
            RefusedError: there is no plan of `year`.
        """
        found = chosen_folders(Path.cwd(), everything=everything)
        self.several = everything or folder_near(Path.cwd()) is None
        self.folders = [folder for folder in found if year is None or year in plans(folder)]
        if year is not None and not self.folders:
            plan_path(found[0], year)  # refuses
        if left_out := [shown_company(folder) for folder in found if folder not in self.folders]:
            show_without_plan(year, left_out)
        self._code = 0

    def results(self, work: Callable[[Path], Result], *, headed: bool = False) -> Iterator[tuple[Path, Result]]:
        """Yield each folder of plans and what `work` returns of it, with `headed` under its company's name."""
        for folder in self.folders:
            if headed and self.several:
                show_company(shown_company(folder))
            try:
                yield folder, work(folder)
            except (CsprogError, typer.Exit) as error:
                if not self.several:
                    raise
                self._code = max(self._code, _told(error, folder))

    def finish(self) -> None:
        """Exit with the code of what was refused, if anything was."""
        if self._code:
            raise typer.Exit(self._code)


def shown_company(folder: Path) -> str:
    """Return the path of a company, whose plans are in `folder`, as it is shown."""
    return shown_path(folder.parent.absolute()) if folder.parent != Path.cwd() else "."


def _told(error: CsprogError | typer.Exit, folder: Path) -> int:
    """Tell what a company refuses; return the exit code."""
    if isinstance(error, typer.Exit):
        return error.exit_code
    sys.stdout.flush()
    show_company(shown_company(folder), errors=True)
    return report_error(error, [])
