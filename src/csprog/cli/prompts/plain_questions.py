"""Asks questions line by line, for a program that reads the terminal aloud.

Nothing is redrawn and no key but Enter is needed.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from csprog.i18n import Message


def read_answer(question: str, default: str = "") -> str:
    """Print a question and return the line typed; `default` if it is empty.

    Raises:
        KeyboardInterrupt: the input ends, as with Ctrl+D.
    """
    proposed = f" [{default}]" if default else ""
    typer.echo(f"{question}{proposed} ", nl=False)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return line.rstrip("\r\n") or default


def list_choices(choices: Sequence[str]) -> None:
    """Print choices, numbered from 1."""
    for number, words in enumerate(choices, start=1):
        typer.echo(f"{number}) {' '.join(words.split())}")


def numbered(typed: str, count: int) -> int | None:
    """Return the index of the choice whose number was typed, None if it is no number of one."""
    number = typed.strip().removesuffix(")")
    return int(number) - 1 if number.isdecimal() and 0 < int(number) <= count else None


def read_ticks(question: str, choices: Sequence[tuple[str, bool]]) -> list[int]:
    """Return the indexes of the choices whose numbers are typed, else of those ticked."""
    list_choices([f"{words} ({Message('chosen')})" if ticked else words for words, ticked in choices])
    keys = Message("numbers with spaces between; Enter: what is chosen; 0: none")
    while True:
        typed = read_answer(f"{question} ({keys})").replace(",", " ").split()
        if not typed:
            return [index for index, (_, ticked) in enumerate(choices) if ticked]
        indexes = [numbered(word, len(choices)) for word in typed]
        if typed == ["0"]:
            return []
        if None not in indexes:
            return [index for index in indexes if index is not None]
        typer.echo(str(Message("type numbers from 1 to {most}", most=len(choices))))
