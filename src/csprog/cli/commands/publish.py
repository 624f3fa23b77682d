"""`csprog publish`: the site."""

from __future__ import annotations

from dataclasses import replace as changed
from pathlib import Path
from typing import Annotated

import typer

from csprog.cli.options import AsOf, Year
from csprog.console.findings import show_problems
from csprog.console.publication import show_frozen, show_lacking, show_left_out, show_published, show_same
from csprog.errors import RefusedError
from csprog.i18n import N_, Message
from csprog.operations.plans import open_file, open_plan
from csprog.publication.publication_log import RECORD, PublicationRecord, causes, differing, read_record
from csprog.publication.site import FRAGMENT, Publication, publish
from csprog.store.atomic_write import replace
from csprog.store.paths import shown_path
from csprog.store.plan_files import load, plans

Output = Annotated[
    Path,
    typer.Option("--output", metavar=N_("FOLDER"), help=N_("Where the site goes; by default the folder site.")),
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
    year: Year = None,
    as_of: AsOf = None,
    output: Output = Path("site"),
    *,
    final: Final = False,
    again: Again = False,
    fragment: Fragment = False,
) -> None:
    """Write the site's files and say what is missing; of a year published for good, write nothing that differs."""
    plan = open_plan("publish --final" if final or again else "publish", year, as_of)
    programme, today, path, errors = plan.programme, plan.today, plan.source.path, plan.errors
    folder = path.parent
    del plan  # the text of a large plan takes as much memory as its page
    paths = plans(folder)
    known = {one: found for one in paths if (found := read_record(output / str(one) / RECORD))}
    number = programme.year
    frozen = known[number] if number in known and known[number].final and not again else None
    if frozen and as_of not in {None, frozen.as_of}:
        what = Message(
            "{year} was published for good as of {day}; to publish it anew, add --again", year=number, day=frozen.as_of
        )
        raise RefusedError(what)
    others = [open_file("publish", load(paths[one]), today).programme for one in known if one != number]
    publication = publish(
        programme,
        others,
        frozen.as_of if frozen else today,
        folder.parent / "templates",
        errors=0 if frozen else len(errors),
        days={one: found.as_of for one, found in known.items()} | {number: today},
        final=final or again or frozen is not None,
        linkable=frozen.linked if frozen else None,
        with_fragment=fragment or (number in known and FRAGMENT in known[number].files),
    )
    if frozen:
        publication = _as_before(publication, frozen, output)
    elif (final or again) and publication.evaluation.is_draft:
        show_lacking(publication.evaluation, refused=True)
        raise typer.Exit(1)
    for name, data in publication.files.items():
        file = output / name
        file.parent.mkdir(parents=True, exist_ok=True)
        replace(file, data)
    show_published([shown_path((output / name).absolute()) for name in publication.files])
    if errors and not frozen:
        show_problems([(Path(shown_path(path)), None, errors)], error_stream=True)
    show_lacking(publication.evaluation, refused=False)
    if frozen:
        show_same(frozen.year, frozen.as_of)
    if publication.address is None:
        show_left_out()


def _as_before(publication: Publication, frozen: PublicationRecord, output: Path) -> Publication:
    """Return what is written of a year that was published for good: the same bytes, its record left alone.

    Raises:
        typer.Exit: its files would not be the same.
    """
    year = str(frozen.year)
    if names := differing(frozen, publication.record):
        files = [shown_path((output / year / name).absolute()) for name in names]
        show_frozen(frozen.year, frozen.as_of, files, causes(frozen, publication.record))
        raise typer.Exit(1)
    kept = {name: data for name, data in publication.files.items() if name != f"{year}/{RECORD}"}
    return changed(publication, files=kept)
