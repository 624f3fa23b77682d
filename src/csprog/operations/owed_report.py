"""Finds the report that is owed: the one place where that is decided.

Importing it loads no model, so a cached `status` does without pydantic until a year has been published.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from csprog.evaluation.records import YearRecord
from csprog.evaluation.report_duty import ReportDuty, YearPublication, report_duty, year_publication
from csprog.portfolio.query import PlanFault
from csprog.store.plan_files import plans, record_path

_SITE = "site"
_ELSEWHERE = b"reported_elsewhere:"


def site_folder(plan_folder: Path) -> Path:
    """Return the folder of the site that belongs to a folder of plans."""
    return plan_folder.parent / _SITE


def published_on(plan_folder: Path, year: int, day: date) -> date | None:
    """Return the day of a year's first publication for good.

    It is None if none tells of `day` or an earlier one. Of what was published before the days by the clock were recorded
    it is the day that the page tells of; of a year that was reported elsewhere the day that the plan gives.

    Raises:
        StoreError: the record of the publication is damaged.
    """
    site = site_folder(plan_folder)
    if _may_be_reported_elsewhere(plan_folder / f"{year}.yaml") and (elsewhere := _reported_on(plan_folder, year)):
        return elsewhere if elsewhere <= day else None
    if not (record_path(plan_folder, year).exists() or (site / str(year)).is_dir()):
        return None
    from csprog.operations.publication_records import final_record  # noqa: PLC0415 - pydantic: 0.3 s of a status

    record = final_record(plan_folder, year, site)
    first = record.publications[0] if record else None
    return (first.published_on or first.as_of) if first and first.as_of <= day else None


def publication_of(path: Path, day: date) -> YearPublication:
    """Return how the publication of a plan's year stands on `day`.

    Raises:
        StoreError: the record of the publication is damaged.
    """
    year = int(path.stem)
    published = published_on(path.parent, year, day)
    drafted = published is None and (site_folder(path.parent) / str(year)).is_dir()
    return year_publication(year, day, published, drafted=drafted)


def _may_be_reported_elsewhere(plan: Path) -> bool:
    """Tell whether a plan's bytes have the key; few have, and reading a plan takes time."""
    try:
        return _ELSEWHERE in plan.read_bytes()
    except OSError:
        return False


def _reported_on(plan_folder: Path, year: int) -> date | None:
    from csprog.operations.plans import plan_lookup  # noqa: PLC0415 - pydantic: 0.3 s of a status

    found = plan_lookup(plan_folder)(year)
    report = found[1].passport.reported_elsewhere if found else None
    return report.on if report else None


def owed_year(years: Iterable[int], plan_folder: Path, day: date) -> int | None:
    """Return the newest ended of `years` that is not published for good.

    Raises:
        StoreError: the record of a publication is damaged.
    """
    ended = sorted((year for year in years if year < day.year), reverse=True)
    return next((year for year in ended if published_on(plan_folder, year, day) is None), None)


def owed_plans(files: Iterable[Path], day: date) -> list[Path]:
    """Return those of the plans `files` whose report is owed: at most one of a folder.

    Raises:
        StoreError: the record of a publication is damaged.
    """
    wanted = list(files)
    owed = {folder: _owed_plan(folder, day) for folder in {file.parent for file in wanted}}
    return [file for file in wanted if file == owed[file.parent]]


def _owed_plan(folder: Path, day: date) -> Path | None:
    by_year = plans(folder)
    year = owed_year(by_year, folder, day)
    return None if year is None else by_year[year]


def reported_plan(shown: Path, day: date) -> Path | None:
    """Return the plan whose report the status of the plan at `shown` tells of.

    That is the plan itself once its year has ended, else the one whose report is owed.

    Raises:
        StoreError: the record of a publication is damaged.
    """
    return shown if int(shown.stem) < day.year else _owed_plan(shown.parent, day)


def duty_of(path: Path, counted: YearRecord | PlanFault, day: date) -> ReportDuty:
    """Return the duty to report on the ended year of a plan, as counted on `day`.

    Raises:
        StoreError: the record of the publication is damaged.
    """
    year = int(path.stem)
    published = published_on(path.parent, year, day)
    if isinstance(counted, PlanFault):
        return report_duty(year, day, published, None, max(1, len(counted.problems)))
    return report_duty(year, day, published, counted.missing, counted.errors)
