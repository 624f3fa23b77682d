"""`csprog schema`: writes the JSON Schema of a plan's file, for editors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from csprog.cli.options import Force
from csprog.cli.output import write_results
from csprog.errors import UsageError
from csprog.i18n import N_, Message
from csprog.operations.set_up import schema_file

Output = Annotated[Path | None, typer.Option("--output", metavar=N_("FILE"), help=N_("Write to this file, in UTF-8."))]
DETAILS = N_("Where editors use it: csprog help integration. Its descriptions are in Russian, like the plan.")


def run(output: Output = None, *, force: Force = False) -> None:
    """Print the schema, or write it to a file."""
    if force and output is None:
        raise UsageError(Message("--force needs --output"))
    schema = schema_file()
    if output is None:
        typer.echo(schema.decode("utf-8"), nl=False)
    else:
        write_results({output: schema}, force=force)  # PowerShell's > would write UTF-16
