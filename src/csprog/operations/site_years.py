"""Finds what a site tells of other years: their records, and plans that differ from these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from csprog.i18n import Message
from csprog.operations.plans import plan_lookup
from csprog.operations.publication_records import final_record
from csprog.programme.model import Programme
from csprog.programme.plan_text import PlanLookup
from csprog.publication.publication_log import SITE_RECORD, PublicationRecord, plan_digest
from csprog.store.plan_files import plans, recorded_years


class Departure(StrEnum):
    """A plan's difference from what was published of its year for good."""

    GONE = "gone"
    UNREADABLE = "unreadable"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class SiteYears:
    """The years that have a plan or a record, with the plans that can be read; `find` has read each once."""

    planned: frozenset[int]
    recorded: frozenset[int]
    programmes: Mapping[int, Programme]
    find: PlanLookup

    @property
    def all(self) -> tuple[int, ...]:
        """Return all years, oldest first."""
        return tuple(sorted(self.planned | self.recorded))

    def listed(
        self, shown: Mapping[int, PublicationRecord], final: Mapping[int, PublicationRecord]
    ) -> dict[int, PublicationRecord]:
        """Return the records of the years that the index names.

        `shown` are those in the site: a draft counts only while it has a plan. `final` are those of years published for
        good.
        """
        return {year: record for year, record in shown.items() if year in self.planned} | dict(final)

    def programmes_of(self, records: Mapping[int, PublicationRecord]) -> list[Programme]:
        """Return the plans of the years on the index: of `records`, and reported elsewhere."""
        return [
            programme
            for year, programme in sorted(self.programmes.items())
            if year in records or programme.passport.reported_elsewhere
        ]

    def departures(self, final: Mapping[int, PublicationRecord]) -> dict[int, Departure]:
        """Return the years published for good whose plan says something else now."""
        found = {year: self._departure(year, record) for year, record in sorted(final.items())}
        return {year: departure for year, departure in found.items() if departure is not None}

    def _departure(self, year: int, record: PublicationRecord) -> Departure | None:
        if year not in self.planned:
            return Departure.GONE
        if year not in self.programmes:
            return Departure.UNREADABLE
        return Departure.CHANGED if _differs(self.programmes[year], record) else None


def _differs(programme: Programme, record: PublicationRecord) -> bool:
    return plan_digest(programme) != record.last.plan


def departure_in(folder: Path, year: int, day: date) -> Message | None:
    """Return what to do about the plan of a year that differs from what was published for good by `day`.

    Raises:
        StoreError: the record is damaged.
    """
    record, found = final_record(folder, year), plan_lookup(folder)(year)
    if record is None or found is None or record.last.as_of > day or not _differs(found[1], record):
        return None
    return changed_message(year)


def changed_message(year: int) -> Message:
    """Return the sentence that a plan says something else than what was published, and what to do."""
    return Message(
        "the index shows the final report for {year}, but its plan has changed since; restore it, or "
        "publish a correction: {command}",
        year=year,
        command=f'csprog publish --year {year} --again --reason "…"',
    )


def site_years(folder: Path, find: PlanLookup, *sites: Path) -> SiteYears:
    """Return the years of the plans and records in `folder`, and of records in `sites`; `find` gives its plans."""
    planned = plans(folder)
    found = {year: find(year) for year in planned}
    return SiteYears(
        planned=frozenset(planned),
        recorded=frozenset({*recorded_years(folder), *_years_in(sites)}),
        programmes={year: plan[1] for year, plan in found.items() if plan is not None},
        find=find,
    )


def _years_in(sites: Iterable[Path]) -> set[int]:
    return {int(record.parent.name) for site in sites for record in site.glob(f"[0-9][0-9][0-9][0-9]/{SITE_RECORD}")}
