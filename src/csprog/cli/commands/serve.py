"""`csprog serve`: serves the site locally, rebuilt when its sources change."""

from __future__ import annotations

import errno
from contextlib import suppress
from datetime import date
from html import escape
from pathlib import Path
from typing import Annotated

import typer

from csprog.cli.options import AsOf
from csprog.desk.server import Server, Site
from csprog.errors import CsprogError, InvalidPlanError, ParseError, RefusedError, StoreError
from csprog.i18n import N_, Message, current_language, translate
from csprog.operations.plan_choice import find_plan
from csprog.operations.plans import open_file, plan_lookup
from csprog.operations.publication_records import final_records
from csprog.operations.site_build import SiteRecords, build_site
from csprog.operations.site_years import site_years
from csprog.programme.fields import EVIDENCE
from csprog.programme.format import FORMAT
from csprog.publication.publication_log import PublicationRecord
from csprog.store.evidence_files import existing
from csprog.store.paths import shown_path
from csprog.store.plan_files import load, plans

HIGHEST_PORT = 65535
MOST_SHOWN = 100
"""Findings of a plan that the error page shows."""


def _parse_port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= HIGHEST_PORT):
        raise ParseError(Message("a port is a number up to 65535, like 8000"))
    return int(text)


Port = Annotated[
    int,
    typer.Option(
        "--port", metavar=N_("NUMBER"), parser=_parse_port, help=N_("The port; by default 8000, 0 for any free one.")
    ),
]
DETAILS = N_(
    "The page in the browser is updated when a plan or a template is saved, and shows its "
    "errors. It is visible on this computer only. Ctrl+C stops it; nothing is written."
)
_TITLE = N_("The site can't be built")
_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<style>body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 2rem; overflow-wrap: anywhere }}</style>
</head>
<body>
<h1>{title}</h1>
<ul>
{items}
</ul>
<p>{advice}</p>
</body>
</html>
"""


def run(
    port: Port = "8000",  # type: ignore[assignment] # typer parses the default as well
    as_of: AsOf = None,
) -> None:
    """Serve the site on the loopback interface until Ctrl+C."""
    path, _ = find_plan(None, as_of)
    folder = path.parent
    templates = folder.parent / "templates"

    def build() -> dict[str, bytes | Path] | str:
        try:
            return _build(folder, find_plan(None, as_of)[1])
        except (CsprogError, OSError) as error:
            return _error_page(error)

    try:
        server = Server(port, Site(lambda: _stamps(folder, templates), build))
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise
        raise RefusedError(Message("port {port} is in use; choose another with --port", port=port)) from None
    with server:
        typer.echo(server.address)
        typer.echo(str(Message("preview of the site; press Ctrl+C to stop")), err=True)
        with suppress(KeyboardInterrupt):
            server.serve_forever()
    if server.fault:
        raise server.fault


def _build(folder: Path, today: date) -> dict[str, bytes | Path]:
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


def _stamps(folder: Path, templates: Path) -> list[tuple[str, int, int]]:
    """Return names, times and sizes of what the site is made of, to see it change."""
    stamps = []
    for path in (
        *folder.glob("*.yaml"),
        *folder.glob("*.json"),
        *templates.rglob("*"),
        *(folder.parent / EVIDENCE).rglob("*"),
    ):
        with suppress(OSError):  # an editor may be replacing it at this moment
            stat = path.stat()
            stamps.append((str(path), stat.st_mtime_ns, stat.st_size))
    return sorted(stamps)


def _error_page(error: CsprogError | OSError) -> str:
    """Return a page with the error, every finding of a plan with its position."""
    sentences = [str(error)]
    if isinstance(error, InvalidPlanError):
        file = shown_path(error.path) if error.path else ""
        sentences = [
            f"{file}:{problem.position.line}:{problem.position.column}: {problem.message}"
            for problem in error.problems[:MOST_SHOWN]
        ]
    items = "\n".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    advice = escape(str(Message("Fix it and save: this page will then show the site.")))
    return _PAGE.format(language=current_language(), title=translate(_TITLE), items=items, advice=advice)
