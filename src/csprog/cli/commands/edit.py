"""`csprog edit`: opens a plan's file in the editor, and checks it afterwards."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from csprog.cli.options import AsOf, Year
from csprog.cli.prompts.editor import open_in_editor
from csprog.console.findings import show_problems, show_verdict
from csprog.console.terminal import show_note
from csprog.i18n import N_, Message
from csprog.operations.plan_choice import find_plan
from csprog.operations.plan_lines import line_of
from csprog.operations.plans import check_plan
from csprog.store.paths import shown_path
from csprog.store.plan_files import SourceFile, load

DETAILS = N_(
    "The editor is that of VISUAL or EDITOR, else vi, in Windows Notepad. Without an ID the file is opened at its first error, if it "
    "has one. What is wrong afterwards is told; the file stays as you left it."
)
Part = Annotated[
    str | None,
    typer.Argument(
        metavar=N_("[ID]"),
        help=N_(
            "A section (1), a subsection (1.2), a proposal (1.2.2), a measure (1.2.2.1), an indicator or an assessment."
        ),
    ),
]


def run(identifier: Part = None, year: Year = None, as_of: AsOf = None) -> None:
    """Open the file at the line of the part; exit 1 if it has errors afterwards."""
    path, today = find_plan(year, as_of)
    before = load(path)
    line = line_of(check_plan(before, today), before.text, identifier)
    open_in_editor(os.environ, path, line)
    after = load(path)
    if after.data == before.data:
        show_note(Message("{path} was not changed", path=shown_path(path)))
        return
    _tell(after, today)


def _tell(source: SourceFile, today: date) -> None:
    """Tell what is wrong with a plan that was edited."""
    plan, shown = check_plan(source, today), Path(shown_path(source.path))
    show_problems([(shown, source.text, plan.findings)])
    show_verdict([(shown, plan.findings)])
    if plan.errors:
        raise typer.Exit(1)
    show_note(Message("what has changed: {diff}", diff="csprog diff"))
