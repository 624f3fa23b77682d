"""Tells what the letters lack, and that nobody has to be reminded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from csprog.console.terminal import show_note
from csprog.i18n import Message
from csprog.operations.reminders import LettersLack
from csprog.parsing.names import listed


def show_lack(lack: LettersLack) -> None:
    """Say on standard error what is to be added by hand, or that there is no letter."""
    for line in lack_lines(lack):
        show_note(line)


def lack_lines(lack: LettersLack) -> Iterator[Message]:
    """Yield what is to be added to letters by hand, or that there is none."""
    if not lack.count:
        days = lack.days
        yield Message(
            "nothing is overdue or due within {count} day", "nothing is overdue or due within {count} days", count=days
        )
        return
    if lack.without_address:
        names = _listed(lack.without_address)
        yield Message("no address in {file}, so “To” is empty: {names}", file=lack.file, names=names)
    if lack.unknown:
        names = _listed(lack.unknown)
        yield Message("{file} names whom the plan does not: {names}", file=lack.file, names=names)
    if lack.calendar:
        command = "pip install 'csprog[calendar]'"
        yield Message("no calendar is attached; to attach one: {command}", command=command)


def _listed(names: Sequence[str]) -> str:
    return listed(f"«{name}»" for name in names)
