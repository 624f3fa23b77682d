"""`csprog publish`: writes the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from csprog.cli.options import AsOf, ReportYear
from csprog.console.findings import show_problems
from csprog.console.publication import (
    show_differing,
    show_late,
    show_missing,
    show_no_address,
    show_published,
    show_removed,
    show_unchanged,
)
from csprog.console.recording import show_waiting
from csprog.console.report_duty import show_other_year
from csprog.errors import RefusedError
from csprog.i18n import N_, Message
from csprog.operations.owed_report import site_folder
from csprog.operations.plans import OpenPlan, open_file, open_plan
from csprog.operations.published_documents import documents_beside
from csprog.operations.site_files import OpenSite, open_site, write_site
from csprog.operations.year_choice import reporting_year
from csprog.publication.publication_log import RECORD, PublicationRecord, causes, differing, read_record
from csprog.publication.site import FRAGMENT, Publication, publish
from csprog.store.paths import shown_path
from csprog.store.plan_files import load, plans

Output = Annotated[
    Path | None,
    typer.Option(
        "--output", metavar=N_("FOLDER"), help=N_("Where the site goes; by default the folder site beside programme.")
    ),
]
Final = Annotated[
    bool,
    typer.Option("--final", help=N_("Publish the year for good: refuse while anything is missing, with the list.")),
]
Again = Annotated[bool, typer.Option("--again", help=N_("Publish anew a year that was published for good."))]
Fragment = Annotated[
    bool, typer.Option("--fragment", help=N_("The page as a part for a page of the company's own site, besides."))
]
DETAILS = N_(
    "A page of which something is missing is marked «Проект». A year that was published for good stays as it is: it is "
    "made again to the byte, or csprog says what has changed. A project's own templates/ go before ours."
)


def run(
    year: ReportYear = None,
    as_of: AsOf = None,
    output: Output = None,
    *,
    final: Final = False,
    again: Again = False,
    fragment: Fragment = False,
) -> None:
    """Write the site's files and show what is missing.

    Of a year published for good, nothing that differs is written.
    """
    taken = (year, year) if year is not None else reporting_year(as_of, output)
    plan = open_plan("publish --final" if final or again else "publish", taken[0], as_of)
    output = output or Path(shown_path(site_folder(plan.source.path.parent)))
    with open_site(output, show_waiting) as site:
        request = _Request(as_of, final=final, again=again, fragment=fragment)
        _publish(plan, request, site, taken)


@dataclass(frozen=True, slots=True)
class _Request:
    """The options of `publish`."""

    as_of: date | None
    final: bool
    again: bool
    fragment: bool


def _publish(plan: OpenPlan, request: _Request, site: OpenSite, taken: tuple[int, int]) -> None:
    """Publish `plan`; `taken` are the year chosen for it and the one that has begun."""
    output, for_good = site.folder, request.final or request.again
    records = {
        of: record for of in plans(plan.source.path.parent) if (record := read_record(output / str(of) / RECORD))
    }
    last = records.get(plan.programme.year)
    frozen = last if last and last.final and not request.again else None
    if frozen and request.as_of not in {None, frozen.as_of}:
        raise RefusedError(
            Message(
                "{year} was published for good as of {day}; to publish it anew, add --again",
                year=frozen.year,
                day=frozen.as_of,
            )
        )
    year = plan.programme.year
    documents = documents_beside(year, frozen, output / str(year))
    publication = _build(plan, records, frozen, documents, final=for_good, fragment=request.fragment)
    if frozen:
        publication = _refuse_differences(publication, frozen, output)
    elif for_good and publication.evaluation.is_draft:
        show_other_year(*taken)
        show_missing(publication.evaluation, refused=True)
        raise typer.Exit(1)
    project = plan.source.path.parent.parent
    written = write_site(project, site, publication, last, strict=for_good or bool(frozen))
    show_published(_paths(output, written.present))
    show_other_year(*taken)
    show_removed(_paths(output, written.removed))
    if frozen:
        show_unchanged(frozen.year, frozen.as_of)
    else:
        if publication.record.final and not (last and last.final):
            show_late(publication.record.year, publication.record.as_of)
        if plan.errors:
            show_problems([(Path(shown_path(plan.source.path)), None, plan.errors)], error_stream=True)
        show_missing(publication.evaluation, refused=False)
    if publication.address is None:
        show_no_address()


def _paths(output: Path, names: Iterable[str]) -> list[str]:
    return [shown_path((output / name).absolute()) for name in names]


def _build(
    plan: OpenPlan,
    records: dict[int, PublicationRecord],
    frozen: PublicationRecord | None,
    documents: Mapping[str, bytes | None],
    *,
    final: bool,
    fragment: bool,
) -> Publication:
    """Build the site.

    A `frozen` year is built as of its day, with the links it had, to compare it by bytes.
    """
    programme, folder = plan.programme, plan.source.path.parent
    paths, last = plans(folder), records.get(programme.year)
    others = [open_file("publish", load(paths[of]), plan.today).programme for of in records if of != programme.year]
    return publish(
        programme,
        others,
        frozen.as_of if frozen else plan.today,
        folder.parent / "templates",
        errors=0 if frozen else len(plan.errors),
        days={of: record.as_of for of, record in records.items()} | {programme.year: plan.today},
        final=final or frozen is not None,
        linkable=frozen.linked if frozen else None,
        documents=documents,
        with_fragment=fragment or (last is not None and FRAGMENT in last.files),
    )


def _refuse_differences(publication: Publication, frozen: PublicationRecord, output: Path) -> Publication:
    """Return a year published for good without its record, which stays as it is.

    Raises:
        typer.Exit: a file would differ from the one published.
    """
    year = str(frozen.year)
    if names := differing(frozen, publication.record):
        paths = _paths(output / year, names)
        show_differing(frozen.year, frozen.as_of, paths, causes(frozen, publication.record))
        raise typer.Exit(1)
    files = {name: data for name, data in publication.files.items() if name != f"{year}/{RECORD}"}
    return replace(publication, files=files)
