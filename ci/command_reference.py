"""Writes each command's help into docs/commands.md and docs/ru/commands.md: `python -m ci.command_reference`.

In docs/commands.md notes stand below the blocks that are made here, and stay.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import typer

from csprog.cli.app import app
from csprog.cli.command_table import COMMANDS
from csprog.i18n import translate, use_language

DOCS = Path(__file__).resolve().parent.parent / "docs"
ENGLISH = DOCS / "commands.md"
RUSSIAN = DOCS / "ru" / "commands.md"
_WIDTH = 100  # columns of the help
_BLOCK = re.compile(r"<!-- begin: (\S+) -->\n.*?<!-- end -->\n", re.DOTALL)
_RUSSIAN_HEAD = """\
# Команды

Эта страница составлена из справки самих команд: `csprog КОМАНДА --help`. Как ими пользоваться, рассказывают
страницы руководства, начиная с [первой](start.md).

"""


def english() -> str:
    """Return docs/commands.md with the present help of the commands in its blocks."""
    with use_language("en"):
        text = ENGLISH.read_text(encoding="utf-8")
        known = [name for name in _BLOCK.findall(text) if name == "table" or name in COMMANDS]
        text = _BLOCK.sub(lambda block: _block(block[1]) if block[1] in known else "", text)
        return text + "".join(f"\n## `{name}`\n\n{_block(name)}" for name in COMMANDS if name not in known)


def russian() -> str:
    """Return docs/ru/commands.md."""
    with use_language("ru"):
        parts = (f"\n## `{name}`\n\n{_block(name)}" for name in COMMANDS)
        return _RUSSIAN_HEAD + _block("table") + "".join(parts)


def _block(name: str) -> str:
    """Return the block `name`, with the marks around it: a command's help, or the table of all."""
    content = _table() if name == "table" else f"```text\n{_help(name)}\n```"
    return f"<!-- begin: {name} -->\n{content}\n<!-- end -->\n"


def _table() -> str:
    rows = (f"| [`{name}`](#{name}) | {translate(entry.help)} |" for name, entry in COMMANDS.items())
    return "\n".join(("| | |", "|---|---|", *rows))


def _help(name: str) -> str:
    group: Any = typer.main.get_command(app)
    command: Any = group.get_command(None, name)
    parent = typer.Context(group, info_name="csprog", terminal_width=_WIDTH)
    context = typer.Context(command, info_name=name, parent=parent, terminal_width=_WIDTH)
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines()).strip()


if __name__ == "__main__":
    ENGLISH.write_text(english(), encoding="utf-8", newline="\n")
    RUSSIAN.write_text(russian(), encoding="utf-8", newline="\n")
