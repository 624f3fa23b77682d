"""Finds the years for which a company of a group has no plan though others have."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from csprog.evaluation.figures.companies import OfCompany, companies_of_folders
from csprog.evaluation.records import YearRecord
from csprog.portfolio.query import QueryKind
from csprog.portfolio.runner import ExecutionOptions, run_queries
from csprog.store.paths import shown_path
from csprog.store.plan_files import is_plan_name


class MissingPlan(NamedTuple):
    """A year for which a company has no plan.

    `folder` is where its newest plan lies, `organisation` is empty if none of its plans can be read.
    """

    folder: str
    organisation: str
    year: int


class _Company(NamedTuple):
    """A company by the folder of its newest plan, with the years of all its plans."""

    folder: Path
    organisation: str
    years: frozenset[int]


def missing_plans(
    files: Iterable[Path],
    years: Sequence[int] | None,
    known: Mapping[Path, OfCompany],
    day: date,
    options: ExecutionOptions,
) -> list[MissingPlan]:
    """Return the plans that companies lack, by year and folder; `files` are all plans of the tree.

    Looked at are `years`, or all years that have begun by `day`; of these a company's first plan is its beginning. A
    company may have plans in several folders: `known` are those plans that could be read.
    """
    by_folder = _years_by_folder(files)
    if not any(_lacking(years, by_folder.values(), present, day) for present in by_folder.values()):
        return []
    rows = {**known, **_newest_of_others(by_folder, known, day, options)}
    found = _companies(by_folder, rows)
    return [
        MissingPlan(shown_path(company.folder.parent), company.organisation, year)
        for year, company in sorted(
            (year, company) for company in found for year in _lacking(years, by_folder.values(), company.years, day)
        )
    ]


def _years_by_folder(files: Iterable[Path]) -> dict[Path, set[int]]:
    found: dict[Path, set[int]] = {}
    for file in files:
        if is_plan_name(file.name):
            found.setdefault(file.parent, set()).add(int(file.stem))
    return found


def _lacking(
    years: Sequence[int] | None, of_all: Iterable[Collection[int]], present: Collection[int], day: date
) -> list[int]:
    """Return the years for which a company has no plan, as its plans are those `present`."""
    some = set().union(*of_all)
    wanted = some & set(years) if years is not None else {year for year in some if min(present) < year <= day.year}
    return sorted(wanted - set(present))


def _newest_of_others(
    by_folder: Mapping[Path, set[int]], known: Mapping[Path, OfCompany], day: date, options: ExecutionOptions
) -> dict[Path, YearRecord]:
    """Return the newest plan of each folder of which none is `known`."""
    folders = by_folder.keys() - {path.parent for path in known}
    files = [folder / f"{max(by_folder[folder]):04}.yaml" for folder in sorted(folders)]
    results = run_queries(QueryKind.OVERVIEW, YearRecord.from_json, files, day, day, options)
    return {file: result for file, result in results.items() if isinstance(result, YearRecord)}


def _companies(by_folder: Mapping[Path, set[int]], rows: Mapping[Path, OfCompany]) -> list[_Company]:
    """Return the companies of all folders; a folder in which no plan can be read is one by itself."""
    plans: dict[Path, list[OfCompany]] = {}
    for path in sorted(path for path in rows if path.parent in by_folder):
        plans.setdefault(path.parent, []).append(rows[path])
    groups = [*companies_of_folders(plans), *((folder,) for folder in by_folder if folder not in plans)]
    found = []
    for folders in groups:
        newest = max(folders, key=lambda folder: (max(by_folder[folder]), folder))
        name = plans[newest][-1].organisation if newest in plans else ""
        found.append(_Company(newest, name, frozenset().union(*(by_folder[folder] for folder in folders))))
    return found
