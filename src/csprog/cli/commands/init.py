"""`csprog init`: sets up a repository for plans."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from csprog.cli.command import at_terminal
from csprog.cli.values import one_of
from csprog.console.set_up import show_next, show_step
from csprog.i18n import N_, Message
from csprog.operations.plan_choice import is_group, view_day
from csprog.operations.set_up import CI_FILES, NO_CI, ci_file, knows_author, repository_here, set_up
from csprog.store.plan_files import folder_near, plans

DETAILS = N_(
    "It makes a git repository if there is none, lets git leave out the site and merge and compare plans by what they say, writes "
    "the schema for editors and the file for CI. What is there is never overwritten; run again, it only does what is missing. "
    "Everybody runs it once in a clone of their own."
)
Ci = Annotated[
    str | None,
    typer.Option(
        "--ci",
        metavar="github|gitlab|none",
        parser=one_of((*CI_FILES, NO_CI)),
        help=N_("The CI file to write; without it csprog asks, if at a terminal."),
    ),
]


def run(ci: Ci = None) -> None:
    """Do what is missing, and tell of each step whether it was done now or before."""
    repository, made = repository_here(Path.cwd())
    known = ci is not None or ci_file(repository) is not None
    chosen = ci or (_ask_ci() if at_terminal() and not known else NO_CI)
    show_step(made)
    for step in set_up(repository, chosen):
        show_step(step)
    show_next(_year_to_begin(), ci_missing=not known and not at_terminal(), author_missing=not knows_author(repository))


def _ask_ci() -> str:
    from csprog.cli.prompts.questions import ask_text  # noqa: PLC0415 - questionary takes 0.2 s

    allowed = (*CI_FILES, NO_CI)
    again = Message("type one of: {allowed}", allowed=", ".join(allowed))
    question = Message("Where are changes of plans checked (github, gitlab or none)?")
    return ask_text(question, NO_CI, lambda typed: None if typed.strip().casefold() in allowed else again).casefold()


def _year_to_begin() -> int | None:
    """Return the year of a first plan, None if there are plans."""
    folder = folder_near(Path.cwd())
    there = plans(folder) if folder is not None else is_group(Path.cwd())
    return None if there else view_day(None).year
