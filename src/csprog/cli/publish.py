"""`csprog publish`: the site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from csprog.cli.options import AsOf, Lang, Year
from csprog.cli.plan import open_plan, shown_path, sound_plan
from csprog.console.published import show_lacking, show_published
from csprog.language import marked
from csprog.publication import publish
from csprog.store import load, plans, replace

Output = Annotated[
    Path,
    typer.Option("--output", metavar=marked("FOLDER"), help=marked("Where the site goes; by default the folder site.")),
]
Final = Annotated[bool, typer.Option("--final", help=marked("Refuse while anything is missing, with the list."))]
DETAILS = marked("A page of which something is missing is marked «Проект». A project's own templates/ go before ours.")


def run(
    year: Year = None,
    as_of: AsOf = None,
    output: Output = Path("site"),
    *,
    final: Final = False,
    lang: Lang = None,
) -> None:
    """Write the site's files and say what is missing; with --final write nothing while something is."""
    del lang
    plan = open_plan(year, as_of)
    folder = plan.source.path.parent
    others = [
        sound_plan(load(path), plan.today).programme for path in plans(folder).values() if path != plan.source.path
    ]
    publication = publish(plan.programme, others, plan.today, folder.parent / "templates")
    if final and publication.evaluation.is_draft:
        show_lacking(publication.evaluation, refused=True)
        raise typer.Exit(1)
    for name, data in publication.files.items():
        file = output / name
        file.parent.mkdir(parents=True, exist_ok=True)
        replace(file, data)
    show_published([shown_path((output / name).absolute()) for name in publication.files])
    show_lacking(publication.evaluation, refused=False)
