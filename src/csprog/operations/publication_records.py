"""Finds what was published for good: it is recorded beside the plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from csprog.publication.publication_log import SITE_RECORD, PublicationRecord, read_record
from csprog.store.atomic_write import create
from csprog.store.plan_files import record_path


def final_record(folder: Path, year: int, *sites: Path) -> PublicationRecord | None:
    """Return the record of a year that was published for good, None of another.

    It lies beside the plan in `folder`. Until `take_over` has put it there, a copy or a former record in `sites` counts.

    Raises:
        StoreError: a record is damaged.
    """
    record = read_record(record_path(folder, year))
    for site in sites:
        if record is None:
            copy = read_record(site / str(year) / SITE_RECORD)
            record = copy if copy and copy.last.final else None
    return record


def final_records(folder: Path, years: Iterable[int]) -> dict[int, PublicationRecord]:
    """Return the records of those of `years` that were published for good.

    Raises:
        StoreError: a record is damaged.
    """
    found = {year: final_record(folder, year) for year in years}
    return {year: record for year, record in found.items() if record is not None}


def take_over(folder: Path, years: Iterable[int], sites: Sequence[Path]) -> list[Path]:
    """Write the records that only a site has beside their plans; return the new files.

    Former versions of csprog kept them there, where a clone does not have them.

    Raises:
        StoreError: a record is damaged, or can't be written.
    """
    taken = []
    for year in years:
        path = record_path(folder, year)
        if not path.exists() and (record := final_record(folder, year, *sites)):
            create(path, record.text().encode("utf-8"))
            taken.append(path)
    return taken
