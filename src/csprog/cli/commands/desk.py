"""`csprog desk`: forms in the browser on this machine, over the same code as the commands."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from csprog.cli.commands.serve import open_server, parse_port
from csprog.cli.options import AsOf
from csprog.i18n import N_, Message
from csprog.operations.plan_choice import find_plan, is_group
from csprog.store.plan_files import FOLDER, folder_near

DETAILS = N_(
    "What a form records is what the command records, and csprog undo takes it back. The address opens once, in one "
    "browser of this machine; nobody else can read or write. It ends two minutes after its last window has been closed."
)
Port = Annotated[
    int,
    typer.Option("--port", metavar=N_("NUMBER"), parser=parse_port, help=N_("The port; by default any free one.")),
]
ReadOnly = Annotated[bool, typer.Option("--read-only", help=N_("Look only: nothing can be written."))]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help=N_("Print the address only, and open no browser."))]


def run(
    port: Port = "0",  # type: ignore[assignment] # typer parses the default as well
    as_of: AsOf = None,
    *,
    read_only: ReadOnly = False,
    no_browser: NoBrowser = False,
) -> None:
    """Serve the desk on the loopback interface until Ctrl+C or the last window has gone."""
    folder = _folder(as_of, read_only=read_only)
    server = open_server(port, "desk")
    from csprog.desk.app import DeskApplication  # noqa: PLC0415 - an extra
    from csprog.desk.browser import opened  # noqa: PLC0415 - likewise
    from csprog.desk.guard import Guard  # noqa: PLC0415 - likewise
    from csprog.desk.way_in import WayIn  # noqa: PLC0415 - likewise
    from csprog.desk.windows import Windows  # noqa: PLC0415 - likewise
    from csprog.desk.workplace import Desk  # noqa: PLC0415 - likewise

    way_in = WayIn()
    desk = Desk(folder, as_of, way_in.place, read_only)
    address = f"{server.address.removesuffix('/')}{way_in.address}?key={way_in.key}"
    with opened(None if no_browser else address) as open_browser:

        def tell() -> None:
            typer.echo(address)
            typer.echo(str(Message("the desk opens in the browser at this address, once")), err=True)
            open_browser()

        server.run(Guard(DeskApplication(desk, server, Windows()), server.port, way_in), tell)


def _folder(as_of: date | None, *, read_only: bool) -> Path:
    """Return the folder of plans; where there is none, that in which the desk writes the first.

    Raises:
        CsprogError: nothing may be written and there is nothing to look at, or this is above the folders of a group.
    """
    here = Path.cwd()
    folder = folder_near(here)
    if folder is None and not read_only and not is_group(here):
        return here / FOLDER
    return find_plan(None, as_of)[0].parent if read_only or folder is None else folder
