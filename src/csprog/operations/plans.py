"""The plan that a command works on: found, read, and either sound or refused with all that is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from csprog.errors import InvalidPlanError, StoreError
from csprog.history.carry_over import PlanLookup
from csprog.operations.plan_choice import find_plan
from csprog.programme.model import Programme
from csprog.programme.plan_text import PlanText, parse_plan
from csprog.store.paths import shown_path
from csprog.store.plan_files import SourceFile, find_folder, load, plans


@dataclass(frozen=True, slots=True)
class OpenPlan:
    """A plan's file, what its text says, and the day from which the command looks at it."""

    source: SourceFile
    text: PlanText
    programme: Programme
    today: date


def open_plan(year: int | None, as_of: date | None) -> OpenPlan:
    """Return the plan of `year` (by default the newest begun) near the current folder.

    Raises:
        StoreError: there is no folder of plans, or the file can't be read.
        Refused: there is no plan of that year.
        InvalidPlan: the plan has problems.
    """
    path, today = find_plan(year, as_of)
    return require_sound(load(path), today)


def open_plans(years: Sequence[int], as_of: date | None) -> tuple[list[OpenPlan], tuple[int, ...]]:
    """Return the plans of those of `years` that have one near the current folder, and the years that have none.

    Raises:
        StoreError: there is no folder of plans, or a file can't be read.
        Refused: none of the years has a plan.
        InvalidPlan: a plan has problems.
    """
    paths = plans(find_folder(Path.cwd()))
    found = [year for year in years if year in paths]
    if not found:
        return [open_plan(years[0], as_of)], ()  # it refuses
    missing = tuple(year for year in years if year not in paths)
    return [open_plan(year, as_of) for year in found], missing


def require_sound(source: SourceFile, today: date) -> OpenPlan:
    """Return the plan that a file holds.

    Raises:
        InvalidPlan: it has problems.
    """
    text = parse_plan(source.text)
    problems = text.problems if source.problem is None else (source.problem,)
    if problems or text.programme is None:
        raise InvalidPlanError.of_file(Path(shown_path(source.path)), problems)
    return OpenPlan(source, text, text.programme, today)


def plan_lookup(folder: Path) -> PlanLookup:
    """Return what gives a year's plan of `folder` and its file; None if there is none that can be read."""

    @cache
    def find(year: int) -> tuple[Path, Programme] | None:
        path = folder / f"{year}.yaml"
        try:
            programme = parse_plan(load(path).text).programme
        except StoreError:
            return None
        return None if programme is None else (path, programme)

    return find


def parsed(name: Path, data: bytes) -> Programme:
    """Return the programme that `data` holds, a version of a plan that goes by `name`.

    Raises:
        InvalidPlan: it has problems.
    """
    return require_sound(SourceFile(name, data), date.min).programme
