"""What departments' answers would record or have recorded, and by cell what can't be true in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from csprog.console.changes import change_line
from csprog.console.entries import entry_line
from csprog.console.screen import screen
from csprog.language import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csprog.errors import Fault
    from csprog.record import Recorded


def show_collected(recorded: Recorded, known: int) -> None:
    """Show each measure with how it stands and would stand, below it the entries, and how many answers are not new."""
    console = screen()
    for change in recorded.changes:
        console.print(change_line(change.placed, change.before, change.after), soft_wrap=True)
        for entry in change.entries:
            console.print(Text(f"    {entry_line(entry)}"), soft_wrap=True)
    if known:
        told = Message("{count} answer is recorded already", "{count} answers are recorded already", count=known)
        console.print(Text(str(told), style="dim"), soft_wrap=True)
    if not recorded.changes:
        console.print(Text(str(Message("nothing new to record"))), soft_wrap=True)


def show_written(path: str) -> None:
    """Say where it was recorded."""
    screen().print(Text(str(Message("written to {path}", path=path)), style="dim"), soft_wrap=True)


def show_faults(faults: Sequence[Fault]) -> None:
    """Name every cell at fault on standard error, and say that nothing was recorded."""
    console = screen(errors=True)
    for fault in faults:
        console.print(Text.assemble((_shown(fault.place), "bold"), f": {_shown(fault.message)}"), soft_wrap=True)
    count = Message("{count} fault; nothing was recorded", "{count} faults; nothing was recorded", count=len(faults))
    console.print(Text(str(count), style="bold red"), soft_wrap=True)


def _shown(words: object) -> str:
    """Return words of a file that came by mail, without what a terminal would obey."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in " ".join(str(words).split()))
