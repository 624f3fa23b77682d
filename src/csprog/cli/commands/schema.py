"""`csprog schema`: writes the JSON Schema of a plan's file, for editors."""

from __future__ import annotations

import json as json_text
from pathlib import Path
from typing import Annotated

import typer

from csprog.cli.options import Force
from csprog.cli.output import write_results
from csprog.errors import UsageError
from csprog.i18n import N_, Message
from csprog.programme.json_schema import plan_schema

Output = Annotated[Path | None, typer.Option("--output", metavar=N_("FILE"), help=N_("Write to this file, in UTF-8."))]
DETAILS = N_("docs/integration.md explains how editors use it. Its descriptions are in Russian, like the plan.")


def run(output: Output = None, *, force: Force = False) -> None:
    """Print the schema, or write it to a file."""
    if force and output is None:
        raise UsageError(Message("--force needs --output"))
    text = json_text.dumps(plan_schema(), ensure_ascii=False, indent=2) + "\n"
    if output is None:
        typer.echo(text, nl=False)
    else:
        write_results({output: text.encode("utf-8")}, force=force)  # PowerShell's > would write UTF-16
