"""Finds the years for which a company of a group has no plan though others have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from csprog.evaluation.records import YearRecord
from csprog.portfolio.query import QueryKind
from csprog.portfolio.runner import ExecutionOptions, run_queries
from csprog.store.paths import shown_path
from csprog.store.plan_files import is_plan_name


class MissingPlan(NamedTuple):
    """A year without a plan in a company's folder; `organisation` is empty if none of its plans can be read."""

    folder: str
    organisation: str
    year: int


def missing_plans(
    files: Iterable[Path],
    years: Sequence[int] | None,
    organisations: Mapping[Path, str],
    day: date,
    options: ExecutionOptions,
) -> list[MissingPlan]:
    """Return the plans that companies lack, by year and folder; `files` are all plans of the tree.

    Looked at are `years`, or all years that have begun by `day`; of these a company's first plan is its beginning.
    A company whose plan lies in another folder has one: `organisations` are those of the plans that could be read.
    """
    by_folder = _years_by_folder(files)
    lacking = _lacking(by_folder, years, day)
    newest = {folder: folder / f"{max(by_folder[folder]):04}.yaml" for folder, _ in lacking}
    names = _organisations(list(newest.values()), organisations, day, options)
    elsewhere = {(int(path.stem), name) for path, name in organisations.items() if is_plan_name(path.name)}
    return [
        MissingPlan(shown_path(folder.parent), names.get(newest[folder], ""), year)
        for folder, year in lacking
        if (year, names.get(newest[folder])) not in elsewhere
    ]


def _years_by_folder(files: Iterable[Path]) -> dict[Path, set[int]]:
    found: dict[Path, set[int]] = {}
    for file in files:
        if is_plan_name(file.name):
            found.setdefault(file.parent, set()).add(int(file.stem))
    return found


def _lacking(by_folder: Mapping[Path, set[int]], years: Sequence[int] | None, day: date) -> list[tuple[Path, int]]:
    known = set().union(*by_folder.values())
    wanted = known & set(years) if years is not None else {year for year in known if year <= day.year}
    return [
        (folder, year)
        for year in sorted(wanted)
        for folder, present in by_folder.items()
        if year not in present and (years is not None or year > min(present))
    ]


def _organisations(
    files: Sequence[Path], known: Mapping[Path, str], day: date, options: ExecutionOptions
) -> dict[Path, str]:
    """Return the organisations of plans, those not `known` read from their files."""
    others = [file for file in files if file not in known]
    results = run_queries(QueryKind.OVERVIEW, YearRecord.from_json, others, day, day, options)
    read = {file: result.organisation for file, result in results.items() if isinstance(result, YearRecord)}
    return {**known, **read}
