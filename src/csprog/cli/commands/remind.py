"""`csprog remind`: writes a letter to each office and unit, as drafts of mail."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from csprog.cli.companies import Companies, shown_company
from csprog.cli.options import AsOf, Force, RecipientOption, Year, parse_days
from csprog.cli.output import write_results
from csprog.console.reminders import show_lack
from csprog.i18n import N_
from csprog.operations.plans import open_plan
from csprog.operations.reminders import letters_of
from csprog.programme.enums import SOON
from csprog.store.paths import shown_path

DETAILS = N_(
    "A letter lists what is overdue and due soon; the workbook to fill in is attached, and the "
    "calendar if its packages are installed. Nothing is sent: open a draft in your mail program, "
    "look at it, send it. Addresses are in addresses.yaml next to the folder programme, which is "
    "never published."
)
DueWithin = Annotated[
    int | None,
    typer.Option(
        "--due-within",
        metavar=N_("DAYS"),
        parser=parse_days,
        help=N_("Also remind of what is due within this many days; by default 30."),
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", metavar=N_("FOLDER"), help=N_("The folder to write to; by default letters.")),
]
_FOLDER = "letters"


def run(
    recipient: RecipientOption = None,
    due_within: DueWithin = None,
    output: Output = None,
    year: Year = None,
    as_of: AsOf = None,
    *,
    force: Force = False,
) -> None:
    """Write the letters, or one of them, and name each file."""
    within = SOON if due_within is None else timedelta(days=due_within)
    companies = Companies(year)
    files: dict[Path, bytes] = {}
    lacks = []
    for folder, letters in companies.results(
        lambda folder: letters_of(open_plan("remind", year, as_of, folder), recipient, within)
    ):
        target = output or Path(_FOLDER)
        target = target / shown_company(folder) if companies.several else target
        files |= {target / name: data for name, data in letters.drafts().items()}
        lacks.append(letters.lack)
    write_results(files, force=force)
    for file in files:
        typer.echo(shown_path(file.absolute()))
    for lack in lacks:
        show_lack(lack)
    companies.finish()
