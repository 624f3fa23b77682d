"""`csprog serve`: serves the site locally, rebuilt when its sources change."""

from __future__ import annotations

import errno
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csprog.cli.options import AsOf
from csprog.errors import CsprogError, InvalidPlanError, ParseError, RefusedError
from csprog.extras import missing_extra
from csprog.formats.annotations import located_lines
from csprog.i18n import N_, Message, current_language, translate
from csprog.operations.plan_choice import find_plan
from csprog.operations.preview import build_preview, preview_stamps

if TYPE_CHECKING:
    from csprog.desk.server import Server

HIGHEST_PORT = 65535
MOST_SHOWN = 100
"""Findings of a plan that the error page shows."""


def parse_port(text: str) -> int:
    """Return the number of a port as it was typed."""
    if not (text.isascii() and text.isdigit() and int(text) <= HIGHEST_PORT):
        raise ParseError(Message("a port is a number up to 65535, like 8000"))
    return int(text)


Port = Annotated[
    int,
    typer.Option(
        "--port", metavar=N_("NUMBER"), parser=parse_port, help=N_("The port; by default 8000, 0 for any free one.")
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
    server = open_server(port, "serve")
    from csprog.desk.guard import Guard  # noqa: PLC0415 - an extra
    from csprog.desk.site import Site, served_site  # noqa: PLC0415 - an extra

    def build() -> dict[str, bytes | Path] | str:
        try:
            return build_preview(folder, find_plan(None, as_of)[1])
        except (CsprogError, OSError) as error:
            return _error_page(error)

    def tell() -> None:
        typer.echo(server.address)
        typer.echo(str(Message("preview of the site; press Ctrl+C to stop")), err=True)

    site = Site(lambda: preview_stamps(folder), build)
    server.run(Guard(served_site(server, site), server.port), tell)


def open_server(port: int, command: str) -> Server:
    """Return a server that listens on `port` of the loopback, for a command.

    Raises:
        RefusedError: the port is not free, or the extra is not installed.
    """
    try:
        from csprog.desk.server import Server  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise missing_extra(error, f"csprog {command}", "desk") from None
    try:
        return Server(port)
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise
        raise RefusedError(Message("port {port} is in use; choose another with --port", port=port)) from None


def _error_page(error: CsprogError | OSError) -> str:
    """Return a page with the error, every finding of a plan with its position."""
    sentences = [str(error)]
    if isinstance(error, InvalidPlanError):
        sentences = located_lines(error.path, error.problems[:MOST_SHOWN])
    items = "\n".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    advice = escape(str(Message("Fix it and save: this page will then show the site.")))
    return _PAGE.format(language=current_language(), title=translate(_TITLE), items=items, advice=advice)
