"""Publishes a year: what is asked for is checked, the site built and written, the record kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from csprog.errors import RefusedError
from csprog.i18n import Message
from csprog.operations.owed_report import site_folder
from csprog.operations.plan_choice import view_day
from csprog.operations.plans import OpenPlan
from csprog.operations.publication_records import final_records, take_over
from csprog.operations.published_documents import documents_beside
from csprog.operations.site_build import SiteRecords, build_site
from csprog.operations.site_files import NewSite, OpenSite, SiteFiles, write_site
from csprog.operations.site_years import site_years
from csprog.programme.format import FORMAT
from csprog.programme.personal_data import personal_data
from csprog.publication.publication_log import PublicationDay, PublicationRecord, PublishedVersion, differing
from csprog.publication.site import FRAGMENT, Publication
from csprog.store.plan_files import record_path


@dataclass(frozen=True, slots=True)
class PublishRequest:
    """The options of `publish`; `reason` is that of a correction."""

    as_of: date | None
    reason: str | None
    final: bool
    fragment: bool
    force: bool


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a publication.

    `before` is the record of the year before, `record` that after it. Nothing was written (`written` is None) if the
    year was to be published for good and its page is a draft, or if files of a year published for good would differ:
    those of `differing`.
    """

    publication: Publication
    before: PublicationRecord | None
    record: PublicationRecord | None
    written: SiteFiles | None
    differing: tuple[str, ...] = ()


class Sources:
    """What a publication is made of: the plan, and what was published before."""

    def __init__(self, plan: OpenPlan, site: OpenSite) -> None:
        """Read the records of all years; those that only a site has are taken over."""
        self.plan, self.site, self.year = plan, site, plan.programme.year
        folder = plan.source.path.parent
        sites = (site.folder, site_folder(folder))
        years = site_years(folder, plan.find, *sites)
        self.taken_over = take_over(folder, years.all, sites)
        self.records = SiteRecords(folder, years, site.records(years.all), final_records(folder, years.all))

    @property
    def last(self) -> PublishedVersion | None:
        """The year's last publication, or the draft that lies in the site."""
        record = self.records.final.get(self.year) or self.records.shown.get(self.year)
        return record.last if record else None


def publish_year(sources: Sources, request: PublishRequest) -> Published:
    """Write the site with the year of a plan, and the record of a publication for good.

    Raises:
        CsprogError: the year, the day, a correction or a file forbids it; nothing was written.
    """
    plan, before = sources.plan, sources.records.final.get(sources.year)
    require_allowed(request, before, plan)
    frozen = before if request.reason is None else None
    publication = _build(sources, request, frozen.last if frozen else None)
    if frozen:
        if names := differing(frozen.last, publication.version):
            return Published(publication, before, None, None, tuple(names))
        record = frozen
    else:
        if request.final and publication.evaluation.is_draft:
            return Published(publication, before, None, None)
        earlier = before.publications if before else ()
        record = PublicationRecord(format=FORMAT, year=sources.year, publications=(*earlier, publication.version))
    beside = record_path(sources.records.folder, sources.year)
    project, strict = sources.records.folder.parent, record.last.final
    new = NewSite(project, publication, record, beside, sources.records.shown, strict=strict)
    return Published(publication, before, record, write_site(sources.site, new, force=request.force))


def refuse_persons(reason: str | None, plan: OpenPlan) -> None:
    """Refuse a reason of a correction that names a person.

    Raises:
        RefusedError: it does.
    """
    for violation in personal_data(reason or "", plan.programme.passport.contact):
        if violation.severity == "error":
            raise RefusedError(violation.message)


def require_allowed(request: PublishRequest, before: PublicationRecord | None, plan: OpenPlan) -> None:
    """Refuse what may not be published: `before` is what was published of the year for good.

    Raises:
        RefusedError: the year, the day or a correction forbids it.
    """
    year, corrects = plan.programme.year, request.reason is not None
    if report := plan.programme.passport.reported_elsewhere:
        raise RefusedError(
            Message(
                "the report for {year} was published elsewhere, at {address}, and the index links to it; to "
                "publish it here, remove reported_elsewhere from the passport",
                year=year,
                address=report.address,
            )
        )
    if corrects and before is None:
        raise RefusedError(
            Message("the report for {year} is not final yet, so there is nothing to correct: use --final", year=year)
        )
    if before and not corrects and request.as_of not in {None, before.last.as_of}:
        raise RefusedError(
            Message(
                "the final report for {year} is as of {day}; omit --as-of to rebuild it, or add --again "
                "--reason TEXT to publish a correction as of another day",
                year=year,
                day=before.last.as_of,
            )
        )
    if request.final and (corrects or before is None) and plan.today > view_day(None):
        raise RefusedError(
            Message("{day} is in the future; a final report is as of today or an earlier day", day=plan.today)
        )


def _build(sources: Sources, request: PublishRequest, frozen: PublishedVersion | None) -> Publication:
    """Build the site.

    A `frozen` year is built as of its day, with the links it had, to compare it by bytes.
    """
    year, last = sources.year, sources.last
    this = PublicationDay(published_on=view_day(None), as_of=sources.plan.today, reason=request.reason)
    return build_site(
        sources.plan,
        sources.records.years.programmes_of(sources.records.listed),
        sources.records,
        frozen,
        made=None if frozen or not request.final else this,
        documents=documents_beside(year, frozen, sources.site.folder / str(year)),
        with_fragment=request.fragment or (last is not None and FRAGMENT in last.files),
    )
