"""`csprog help`: shows a page of the manual or the help of a command."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from csprog.cli.command_table import COMMANDS
from csprog.cli.error_report import no_such_command
from csprog.cli.values import completed
from csprog.errors import UsageError
from csprog.i18n import N_, Message, translate
from csprog.store.manual_pages import REFERENCES, TOPICS, find_page, page_text, page_title, shown_name, without_links

DETAILS = N_("Without a topic: all topics and commands, a line each.")

Topic = Annotated[
    str | None,
    typer.Argument(
        metavar=N_("[TOPIC]"),
        autocompletion=completed("commands"),
        help=N_("A page of the manual, like start, or a command, like complete."),
    ),
]


def run(context: typer.Context, topic: Topic = None) -> None:
    """Show all topics, one page, or a command's help."""
    if topic is None:
        _list_topics()
    elif topic in COMMANDS:
        typer.echo(_command_help(context, topic))
    elif page := find_page(topic):
        from csprog.console.manual import show_page  # noqa: PLC0415 - Rich: 0.1 s of a command's help

        show_page(without_links(page_text(page)))
    else:
        raise UsageError(Message("{fault}; all topics: csprog help", fault=no_such_command(topic)))


def _list_topics() -> None:
    from csprog.console.manual import show_topics  # noqa: PLC0415 - likewise

    manual = {shown_name(name): page_title(name) for name in TOPICS}
    references = {shown_name(name): translate(reference.title) for name, reference in REFERENCES.items()}
    commands = {name: translate(entry.help) for name, entry in COMMANDS.items()}
    show_topics(manual, references, commands)


def _command_help(context: typer.Context, name: str) -> str:
    group: Any = context.parent
    command = group.command.get_command(group, name)
    return str(command.get_help(typer.Context(command, info_name=name, parent=group)))
