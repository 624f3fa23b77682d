"""What departments' answers would record or have recorded, and by cell what can't be true in them."""

from __future__ import annotations

from collections.abc import Sequence

from csprog.console.ledger_items import entry_line
from csprog.console.recording import change_line
from csprog.console.terminal import Terminal
from csprog.console.visible import one_line
from csprog.editing.entry import EntryResult
from csprog.findings import CellFinding
from csprog.i18n import Message


def show_collected(recorded: EntryResult, known: int) -> None:
    """Show each measure with how it stands and would stand, below it the entries, and how many answers are not new."""
    out = Terminal()
    for change in recorded.changes:
        out.print_line(*change_line(change))
        for entry in change.entries:
            out.print_line((f"    {entry_line(entry)}", ""))
    if known:
        told = Message("{count} answer is recorded already", "{count} answers are recorded already", count=known)
        out.print_line((str(told), "dim"))
    if not recorded.changes:
        out.print_line((str(Message("nothing new to record")), ""))


def show_written(path: str) -> None:
    """Say where it was recorded."""
    Terminal().print_line((str(Message("written to {path}", path=path)), "dim"))


def show_faults(faults: Sequence[CellFinding]) -> None:
    """Name every cell at fault on standard error, and say that nothing was recorded."""
    out = Terminal(errors=True)
    for fault in faults:
        out.print_line((one_line(fault.place), "bold"), (f": {one_line(fault.message)}", ""))
    count = Message("{count} fault; nothing was recorded", "{count} faults; nothing was recorded", count=len(faults))
    out.print_line((str(count), "bold red"))
