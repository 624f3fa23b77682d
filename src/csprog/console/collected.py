"""What departments' answers would record or have recorded, and by cell what can't be true in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csprog.console.changes import change_line
from csprog.console.entries import entry_line
from csprog.console.terminal import terminal
from csprog.language import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csprog.errors import Fault
    from csprog.record.entry import Recorded


def show_collected(recorded: Recorded, known: int) -> None:
    """Show each measure with how it stands and would stand, below it the entries, and how many answers are not new."""
    out = terminal()
    for change in recorded.changes:
        out.line(*change_line(change.placed, change.before, change.after))
        for entry in change.entries:
            out.line((f"    {entry_line(entry)}", ""))
    if known:
        told = Message("{count} answer is recorded already", "{count} answers are recorded already", count=known)
        out.line((str(told), "dim"))
    if not recorded.changes:
        out.line((str(Message("nothing new to record")), ""))


def show_written(path: str) -> None:
    """Say where it was recorded."""
    terminal().line((str(Message("written to {path}", path=path)), "dim"))


def show_faults(faults: Sequence[Fault]) -> None:
    """Name every cell at fault on standard error, and say that nothing was recorded."""
    out = terminal(errors=True)
    for fault in faults:
        out.line((_shown(fault.place), "bold"), (f": {_shown(fault.message)}", ""))
    count = Message("{count} fault; nothing was recorded", "{count} faults; nothing was recorded", count=len(faults))
    out.line((str(count), "bold red"))


def _shown(words: object) -> str:
    """Return words of a file that came by mail, without what a terminal would obey."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in " ".join(str(words).split()))
