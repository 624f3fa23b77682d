"""Builds the site in memory as it would be published, for `serve` and `desk`."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

from csprog.errors import StoreError
from csprog.operations.plans import open_file, plan_lookup
from csprog.operations.publication_records import final_records
from csprog.operations.site_build import SiteRecords, build_site
from csprog.operations.site_years import site_years
from csprog.programme.fields import EVIDENCE
from csprog.programme.format import FORMAT
from csprog.publication.publication_log import PublicationRecord
from csprog.store.evidence_files import existing
from csprog.store.plan_files import load, plans


def build_preview(folder: Path, today: date) -> dict[str, bytes | Path]:
    """Return the files of the site of a folder of plans by name, evidence by its path.

    Raises:
        CsprogError: a plan or a template forbids it.
    """
    find = plan_lookup(folder)
    opened = [open_file("serve", load(file), today, find) for file in plans(folder).values()]
    years = site_years(folder, find)
    final, shown = final_records(folder, years.all), dict[int, PublicationRecord]()
    files: dict[str, bytes | Path] = {}
    for plan in opened:
        year, others = plan.programme.year, [other.programme for other in opened]
        frozen = final[year].last if year in final else None
        site = build_site(plan, others, SiteRecords(folder, years, shown, final), frozen)
        shown[year] = PublicationRecord(format=FORMAT, year=year, publications=(site.version,))
        files |= site.files
        for name, evidence in site.evidence.items():
            with suppress(StoreError):  # an error of the plan, which the draft names
                files[name] = existing(folder.parent, evidence.file)
    return files


def preview_stamps(folder: Path) -> list[tuple[str, int, int]]:
    """Return names, times and sizes of what the site is made of, to see it change."""
    stamps = []
    for path in (
        *folder.glob("*.yaml"),
        *folder.glob("*.json"),
        *(folder.parent / "templates").rglob("*"),
        *(folder.parent / EVIDENCE).rglob("*"),
    ):
        with suppress(OSError):  # an editor may be replacing it at this moment
            stat = path.stat()
            stamps.append((str(path), stat.st_mtime_ns, stat.st_size))
    return sorted(stamps)
