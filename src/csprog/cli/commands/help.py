"""`csprog help`: shows the help of a command, of all, or of a topic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any

import typer

from csprog.cli.command_table import COMMANDS
from csprog.cli.error_report import no_such_command
from csprog.cli.values import completed
from csprog.errors import UsageError
from csprog.i18n import N_, Message

TOPICS: Mapping[str, Callable[[], str]] = {}
"""Texts by the words that ask for them; a command of the same name goes first."""
DETAILS = N_("The same as --help after the command; without a command, the list of all.")

Word = Annotated[
    str | None,
    typer.Argument(metavar=N_("[COMMAND]"), autocompletion=completed("commands"), help=N_("A command, like complete.")),
]


def run(ctx: typer.Context, word: Word = None) -> None:
    """Show the help of a command, of all commands, or of a topic."""
    if word is None or word in COMMANDS:
        typer.echo(_help_of(ctx.parent, word))
    elif word in TOPICS:
        typer.echo(TOPICS[word]())
    else:
        hint = Message("; see {command} --help", command="csprog")
        raise UsageError(Message("{fault}{hint}", fault=no_such_command(word), hint=hint))


def _help_of(parent: Any, word: str | None) -> str:
    if word is None:
        return str(parent.get_help())
    command = parent.command.get_command(parent, word)
    return str(command.get_help(typer.Context(command, info_name=word, parent=parent)))
