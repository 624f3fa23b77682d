"""`csprog publish`: writes the site."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from csprog.cli.companies import Companies, shown_company
from csprog.cli.options import AsOf, Force, ReportYear
from csprog.cli.typed_words import typed_words
from csprog.console.companies import show_company, show_published_of
from csprog.console.findings import show_problems
from csprog.console.publication import (
    show_absent,
    show_departures,
    show_differing,
    show_late,
    show_missing,
    show_no_address,
    show_published,
    show_recorded,
    show_removed,
    show_taken_over,
    show_unchanged,
)
from csprog.console.recording import show_waiting
from csprog.console.report_duty import show_other_year
from csprog.errors import UsageError
from csprog.i18n import N_, Message
from csprog.operations.owed_report import site_folder
from csprog.operations.plan_choice import is_group
from csprog.operations.plans import open_plan
from csprog.operations.publishing import Published, PublishRequest, Sources, publish_year, refuse_persons
from csprog.operations.site_files import open_site, refuse_own_folders
from csprog.operations.year_choice import reporting_year
from csprog.publication.publication_log import PublicationRecord, causes
from csprog.publication.site import Publication
from csprog.store.paths import shown_path
from csprog.store.plan_files import record_path

Output = Annotated[
    Path | None,
    typer.Option(
        "--output", metavar=N_("FOLDER"), help=N_("The folder of the site; by default site next to programme.")
    ),
]
Final = Annotated[
    bool,
    typer.Option("--final", help=N_("Publish the final report; refused while anything is missing.")),
]
Again = Annotated[
    bool,
    typer.Option("--again", help=N_("Publish a correction of a final report; needs --reason.")),
]
Reason = Annotated[
    str | None,
    typer.Option("--reason", metavar=N_("TEXT"), help=N_("With --again: what was corrected and why; it is published.")),
]
All = Annotated[bool, typer.Option("--all", help=N_("Publish all companies below this folder, each to its site."))]
Fragment = Annotated[
    bool, typer.Option("--fragment", help=N_("Also write the page as a fragment for the company's own site."))
]
DETAILS = N_(
    "A page with missing information is marked «Проект» and hidden from search engines. A final "
    "publication is locked: it is rebuilt byte for byte, or csprog says what has changed. Commit "
    "its record, programme/2025.published.json; the site folder needn't be committed. A "
    "project's own templates/ override the built-in ones."
)


def run(
    year: ReportYear = None,
    as_of: AsOf = None,
    output: Output = None,
    reason: Reason = None,
    *,
    final: Final = False,
    again: Again = False,
    everything: All = False,
    fragment: Fragment = False,
    force: Force = False,
) -> None:
    """Write the site's files and show what is missing.

    Of a year published for good, nothing that differs is written.
    """
    reason = typed_reason(reason, again=again)
    if not everything and is_group(Path.cwd()):
        raise UsageError(
            Message(
                "this folder holds the plans of a group: add --all to publish them all, or go to a company's folder"
            )
        )
    request = PublishRequest(as_of, reason, final=final or again, fragment=fragment, force=force)
    companies = Companies(year, everything=everything)

    def publish_one(folder: Path) -> None:
        if companies.several and not sys.stdout.isatty():  # then the notes stand apart from the files
            show_company(shown_company(folder), errors=True)
        into = output / shown_company(folder) if output and everything else output
        _publish_folder(folder, year, into, request)

    published = sum(1 for _ in companies.results(publish_one, headed=True))
    if companies.several:
        show_published_of(published, len(companies.folders))
    companies.finish()


def typed_reason(reason: str | None, *, again: bool) -> str | None:
    """Return the reason of a correction as typed.

    Raises:
        UsageError: --again lacks it, or it stands without --again.
    """
    words = None if reason is None else typed_words(reason).strip()
    if again and not words:
        raise UsageError(Message("--again publishes a correction; give what was corrected and why: --reason TEXT"))
    if words is not None and not again:
        raise UsageError(Message("--reason is the reason of a correction; it needs --again"))
    return words


def _publish_folder(folder: Path, year: int | None, output: Path | None, request: PublishRequest) -> None:
    """Publish the plan of `year` in a folder of plans."""
    taken = (year, year) if year is not None else reporting_year(request.as_of, folder)
    plan = open_plan("publish --final" if request.final else "publish", taken[0], request.as_of, folder)
    refuse_persons(request.reason, plan)
    output = output or Path(shown_path(site_folder(folder)))
    refuse_own_folders(folder.parent, output)
    with open_site(output, show_waiting) as site:
        _publish(Sources(plan, site), request, taken)


def _publish(sources: Sources, request: PublishRequest, taken: tuple[int, int]) -> None:
    """Publish the plan; `taken` are the year chosen for it and the one that has begun."""
    show_taken_over(map(shown_path, sources.taken_over))
    published = publish_year(sources, request)
    if published.written is None or published.record is None:
        _show_refused(sources, published, taken)
        raise typer.Exit(1)
    show_published(_paths(sources.site.folder, published.written.present))
    show_other_year(*taken)
    show_removed(_paths(sources.site.folder, published.written.removed))
    _show_end(sources, published.publication, published.before, published.record)


def _show_refused(sources: Sources, published: Published, taken: tuple[int, int]) -> None:
    """Say why nothing was written: the page is a draft, or files published for good would differ."""
    before = published.before
    if not published.differing or before is None:
        show_other_year(*taken)
        show_missing(published.publication.evaluation, refused=True)
        return
    paths = _paths(sources.site.folder / str(before.year), published.differing)
    show_differing(before.year, before.last.as_of, paths, causes(before.last, published.publication.version))


def _show_end(
    sources: Sources, publication: Publication, before: PublicationRecord | None, record: PublicationRecord
) -> None:
    """Say what the publication means, and what is left to do."""
    plan, year = sources.plan, sources.year
    if record is before:
        show_unchanged(year, record.last.as_of)
    else:
        if record.last.final:
            show_recorded(shown_path(record_path(sources.records.folder, year)))
        if record.last.published_on and before is None:
            show_late(year, record.last.published_on)
        if plan.errors:
            show_problems([(Path(shown_path(plan.source.path)), None, plan.errors)], error_stream=True)
        show_missing(publication.evaluation, refused=False)
    departures = sources.records.years.departures(sources.records.final)
    show_departures({of: departure for of, departure in departures.items() if of != year}, sources.records.folder)
    if absent := sorted(sources.records.final.keys() - sources.records.shown.keys() - departures.keys() - {year}):
        show_absent(absent)
    if publication.address is None:
        show_no_address()


def _paths(output: Path, names: Iterable[str]) -> list[str]:
    return [shown_path((output / name).absolute()) for name in names]
