"""A plan that was begun: its file, what it was made of, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from csprog.console.terminal import Terminal
from csprog.i18n import Message

_COMMANDS = "git init, csprog merge-driver --install, git add programme .gitattributes, git commit"


def show_next_year(  # noqa: PLR0913, PLR0917 - what was counted
    path: str, before: int, day: date, carried: tuple[int, int], repeated: tuple[int, int], lines: Sequence[int]
) -> None:
    """Name the file and say what went over from the year `before`: how many of how many.

    `lines` of the file still name that year.
    """
    lead = Message("out of the plan of {year} as of {day}:", year=before, day=day)
    over = Message(
        "  {count} of {total} measures that were not carried out (--carry)", count=carried[0], total=carried[1]
    )
    none = Message("  no measure was left undone")
    again = Message(
        "  {count} of {total} recurring measures besides (--recurring)", count=repeated[0], total=repeated[1]
    )
    _show([path, lead, over if carried[1] else none, *([again] if repeated[1] else [])])
    told: list[Message] = []
    if lines:
        numbers = ", ".join(map(str, lines))
        told.append(
            Message("texts that still name {year} begin at these lines: {numbers}", year=before, numbers=numbers)
        )
    _show([*told, Message("next: look through the file, add what is new, then csprog validate")], errors=True)


def show_first_steps(path: str, *, in_git: bool) -> None:
    """Name a company's first plan and say what to do with it."""
    _show([path])
    told = [Message("next: put your own in the place of the examples, then csprog validate and csprog status")]
    if not in_git:
        told.append(Message("git keeps the history: {commands}", commands=_COMMANDS))
    _show(told, errors=True)


def _show(lines: Sequence[str | Message], *, errors: bool = False) -> None:
    out = Terminal(errors=errors)
    for line in lines:
        out.print_line((str(line), "dim" if errors else ""))
