"""`csprog outline`: prints a plan as plain lines, for `git diff` to compare."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from csprog.formats.outline import as_outline
from csprog.i18n import N_
from csprog.programme.plan_text import parse_plan
from csprog.store.plan_files import load

DETAILS = N_("git diff calls it once csprog init has set that up. A file that is not a valid plan is printed as it is.")
File = Annotated[Path, typer.Argument(metavar=N_("FILE"), help=N_("A plan, or a version of it."))]


def run(file: File) -> None:
    """Print the outline of the plan in `file`."""
    source = load(file)
    programme = parse_plan(source.text).programme if source.problem is None else None
    typer.echo(source.text if programme is None else as_outline(programme), nl=False)
