"""Shows what departments' workbooks record, and the cells that are wrong."""

from __future__ import annotations

from collections.abc import Sequence

from csprog.console.recording import change_line, show_year
from csprog.console.terminal import Terminal
from csprog.editing.entry import EntryResult
from csprog.findings import CellFinding
from csprog.formats.ledger_items import entry_line
from csprog.formats.visible import one_line
from csprog.i18n import Message


def show_collected(recorded: EntryResult, known: int) -> None:
    """Show the year, each measure's change of status and new entries.

    `known` counts the answers that the plan holds already.
    """
    show_year(recorded.year)
    out = Terminal()
    for change in recorded.changes:
        out.print_line(*change_line(change))
        for entry in change.entries:
            out.print_line(f"    {entry_line(entry)}")
    if known:
        repeated = Message("{count} answer is already recorded", "{count} answers are already recorded", count=known)
        out.print_line((repeated, "dim"))
    if not recorded.changes:
        out.print_line(Message("nothing new to record"))


def show_left_out(left_out: Sequence[CellFinding]) -> None:
    """Name on standard error the cells of which something was left out."""
    out = Terminal(errors=True)
    for finding in left_out:
        out.print_line((f"{one_line(finding.place)}: {one_line(finding.message)}", "dim"))


def show_faults(faults: Sequence[CellFinding]) -> None:
    """Name every wrong cell on standard error, and say that nothing was recorded."""
    out = Terminal(errors=True)
    for fault in faults:
        out.print_line((one_line(fault.place), "bold"), f": {one_line(fault.message)}")
    count = Message("{count} error; nothing was recorded", "{count} errors; nothing was recorded", count=len(faults))
    out.print_line((count, "bold red"))
