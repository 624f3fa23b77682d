"""Collects the tables of a tree: from its plans, else from what was published."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from csprog.errors import RefusedError, StoreError
from csprog.evaluation.figures.companies import companies_of_folders, newest_inn
from csprog.i18n import Message
from csprog.operations.owed_report import site_folder
from csprog.operations.plan_choice import checking_day
from csprog.operations.publication_records import final_record
from csprog.portfolio.query import QueryKind
from csprog.portfolio.runner import ExecutionOptions, faults_of, run_queries
from csprog.portfolio.tables.columns import TABLES
from csprog.portfolio.tables.plan_rows import PlanTables
from csprog.portfolio.tables.published_rows import published_rows
from csprog.portfolio.tables.rows import Row, Rows
from csprog.store.paths import shown_path
from csprog.store.plan_files import is_plan_name, plans_below

_PUBLISHED = re.compile(r"programme-([0-9]{4})\.json")
OnProgress = Callable[[int, int], None]


class _Year(NamedTuple):
    """The rows of a year of the company in a folder, which is relative to the tree's top."""

    path: Path
    folder: str
    year: int
    rows: Rows

    @property
    def organisation(self) -> str:
        """The name of the company in that year."""
        return str(self.rows["plans"][0]["organisation"])

    @property
    def formerly(self) -> tuple[str, ...]:
        """Its former names, which are no column."""
        return tuple(self.rows["plans"][0]["formerly"])

    @property
    def inn(self) -> str | None:
        """Its INN, if that year gives it."""
        inn: str | None = self.rows["plans"][0]["inn"]
        return inn


class GroupTables(NamedTuple):
    """The rows of all tables, and the files that are not in them, with the reason."""

    rows: dict[str, list[Row]]
    faults: dict[str, Message]


def group_tables(
    tops: Sequence[str],
    years: Sequence[int] | None,
    day: date,
    options: ExecutionOptions,
    on_progress: OnProgress | None = None,
) -> GroupTables:
    """Return the tables of all plans under `tops`, and of published years without a plan there.

    `years` are those wanted, None all. A plan is as of `day`, a published year as of its own.

    Raises:
        StoreError: there is nothing of either kind, or a folder can't be read.
        RefusedError: there is nothing of `years`, or the cluster fails.
    """
    folders = [Path(top) for top in tops or ["."]]
    found, faults = _of_plans(folders, years, day, options, on_progress)
    present = {(one.path.parent.parent, one.year) for one in found} | {
        (Path(path).absolute().parent.parent, int(Path(path).stem)) for path in faults if is_plan_name(Path(path).name)
    }
    published = [
        one for one in _published(folders, years, faults) if (_company_folder(one.path), one.year) not in present
    ]
    if not found and not published and not faults:
        if years:
            raise RefusedError(Message("there is neither a plan nor a published report of {year}", year=years[0]))
        raise StoreError(Message("the folder “{folder}” has neither plans nor published reports", folder=folders[0]))
    return GroupTables(_joined([*found, *published], faults), faults)


def _of_plans(
    tops: Iterable[Path],
    years: Sequence[int] | None,
    day: date,
    options: ExecutionOptions,
    on_progress: OnProgress | None,
) -> tuple[list[_Year], dict[str, Message]]:
    below = [(file.absolute(), top.absolute()) for top in tops for file in plans_below(top, required=False)]
    top_of = {file: top for file, top in below if _is_wanted(file, years)}
    results = run_queries(
        QueryKind.TABLES, PlanTables.from_json, list(top_of), day, checking_day(day), options, on_progress
    )
    found = []
    for path, result in results.items():
        if isinstance(result, PlanTables):
            rows = _with_publications(path, result.rows, day)
            found.append(_Year(path, _relative(path.parent.parent, top_of[path]), int(path.stem), rows))
    return found, faults_of(results)


def _is_wanted(file: Path, years: Sequence[int] | None) -> bool:
    return years is None or not is_plan_name(file.name) or int(file.stem) in years


def _with_publications(path: Path, rows: Rows, day: date) -> Rows:
    """Return the rows of a plan with those of its publications for good, as far as they tell of `day`."""
    record = final_record(path.parent, int(path.stem), site_folder(path.parent))
    listed = [one for one in record.publications if one.as_of <= day] if record else []
    publications: list[Row] = [
        {"publication": number, **one.model_dump(mode="json", include={"published_on", "as_of", "reason"})}
        for number, one in enumerate(listed, start=1)
    ]
    plan = {**rows["plans"][0], "final": bool(publications)}
    if publications:
        plan["published_on"] = publications[0]["published_on"] or publications[0]["as_of"]
    return {**rows, "plans": [plan], "publications": publications}


def _published(tops: Iterable[Path], years: Sequence[int] | None, faults: dict[str, Message]) -> Iterator[_Year]:
    """Yield the published years under `tops`; a file that can't be read is added to `faults`."""
    for top in tops:
        for path in _published_files(top.absolute()):
            try:
                year, rows = published_rows(path)
            except StoreError as error:
                faults[shown_path(path)] = error.message
                continue
            if years is None or year in years:
                yield _Year(path, _relative(_company_folder(path), top.absolute()), year, rows)


def _published_files(top: Path) -> Iterator[Path]:
    for name, folders, files in os.walk(top):
        folders[:] = sorted(folder for folder in folders if not folder.startswith("."))
        yield from (Path(name, file) for file in sorted(files) if _PUBLISHED.fullmatch(file))


def _company_folder(path: Path) -> Path:
    """Return the folder of the company that published a file: that around `site/2025/`."""
    folder = path.parent
    folder = folder.parent if re.fullmatch("[0-9]{4}", folder.name) else folder
    return folder.parent if folder.name == site_folder(Path("programme")).name else folder


def _relative(folder: Path, top: Path) -> str:
    return Path(os.path.relpath(folder, top)).as_posix()


def _joined(years: Sequence[_Year], faults: dict[str, Message]) -> dict[str, list[Row]]:
    """Return the rows of all years by table, each with its company and year, sorted by these."""
    companies = _companies(years)
    tables: dict[str, list[Row]] = {name: [] for name in TABLES}
    taken: dict[tuple[str, int], Path] = {}
    for one in sorted(years, key=lambda one: (companies[one.folder], one.year, one.path)):
        key = companies[one.folder], one.year
        if (other := taken.setdefault(key, one.path)) != one.path:
            faults[shown_path(one.path)] = Message(
                "{path} is another plan of the same company and year", path=shown_path(other)
            )
            continue
        for name, rows in one.rows.items():
            more = {"folder": one.folder} if name == "plans" else {}
            tables[name] += [{"company": key[0], "year": one.year, **more, **row} for row in rows]
    return tables


def _companies(years: Iterable[_Year]) -> Mapping[str, str]:
    """Return the key of the company in each folder: the INN that any of its years gives, else its newest folder.

    A folder without an INN that has a year in common with another one is a company by itself, whatever its name.
    """
    plans: dict[str, list[_Year]] = {}
    for one in sorted(years, key=lambda one: one.year):
        plans.setdefault(one.folder, []).append(one)
    keys: dict[str, str] = {}
    for folders in companies_of_folders(plans):
        joined: list[str] = []
        for folder in sorted(folders, key=lambda folder: newest_inn(plans[folder]) is None):
            if newest_inn(plans[folder]) or not _shared_years(plans, joined, folder):
                joined.append(folder)
            else:
                keys[folder] = folder
        newest = max(joined, key=lambda folder: plans[folder][-1].year)
        keys |= dict.fromkeys(joined, newest_inn([one for folder in joined for one in plans[folder]]) or newest)
    return keys


def _shared_years(plans: Mapping[str, Sequence[_Year]], joined: Iterable[str], folder: str) -> set[int]:
    return {one.year for one in plans[folder]} & {one.year for other in joined for one in plans[other]}
