"""Builds a year's site beside what was published of all years, for `publish` and `serve`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from csprog.evaluation.lineage import lineage
from csprog.operations.plans import OpenPlan
from csprog.operations.site_years import SiteYears
from csprog.programme.model import Programme
from csprog.publication.publication_log import PublicationDay, PublicationRecord, PublishedVersion
from csprog.publication.site import Publication, publish


@dataclass(frozen=True, slots=True)
class SiteRecords:
    """The publications of the years of a folder of plans.

    `shown` are the records in the site, drafts too; `final` those of years published for good.
    """

    folder: Path
    years: SiteYears
    shown: Mapping[int, PublicationRecord]
    final: Mapping[int, PublicationRecord]

    @property
    def listed(self) -> dict[int, PublicationRecord]:
        """Return the records of the years that the index names."""
        return self.years.listed(self.shown, self.final)


def build_site(  # noqa: PLR0913 - the options of `publish`
    plan: OpenPlan,
    others: Iterable[Programme],
    records: SiteRecords,
    frozen: PublishedVersion | None,
    *,
    made: PublicationDay | None = None,
    documents: Mapping[str, bytes | None] = MappingProxyType({}),
    with_fragment: bool = False,
) -> Publication:
    """Return the site with the year of a plan; years published for good are told as recorded.

    A `frozen` year is built as of its day, with the links it had. `made` is the publication for good
    that is being made.
    """
    year, listed = plan.programme.year, records.listed
    others = [other for other in others if other.year != year]
    log: dict[int, tuple[PublicationDay, ...]] = {of: record.publications for of, record in records.final.items()}
    if made:
        log[year] = (*log.get(year, ()), made)
    days: dict[int, date] = {of: record.last.as_of for of, record in listed.items()}
    # what was published for good is told as it was then
    lineages = {of: record.last.lineage for of, record in records.final.items() if of != year or frozen}
    for one in (plan.programme, *others):
        if one.year not in lineages:
            lineages[one.year] = lineage(one, plan.today, records.years.find)
    return publish(
        plan.programme,
        others,
        frozen.as_of if frozen else plan.today,
        records.folder.parent / "templates",
        errors=0 if frozen else len(plan.errors),
        days=days | {year: plan.today},
        final=made is not None or frozen is not None,
        linkable=frozen.linked if frozen else None,
        log=log,
        versions={of: record.last for of, record in listed.items()},
        lineages=lineages,
        documents=documents,
        planned=records.years.planned,
        with_fragment=with_fragment,
    )
