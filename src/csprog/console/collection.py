"""Shows what departments' workbooks record, and the cells that are wrong."""

from __future__ import annotations

from collections.abc import Sequence

from csprog.console.recording import change_line, gauged_spans, show_year
from csprog.console.terminal import Terminal
from csprog.editing.batch import BatchResult
from csprog.findings import CellFinding
from csprog.formats.ledger_items import entry_line
from csprog.formats.visible import one_line
from csprog.i18n import Message


def show_collected(recorded: BatchResult, known: int) -> None:
    """Show the year, each measure's change of status, new entries and values.

    `known` counts the answers that the plan holds already.
    """
    show_year(recorded.year)
    out = Terminal()
    for change in recorded.changes:
        out.print_line(*change_line(change))
        for entry in change.entries:
            out.print_line(f"    {entry_line(entry)}")
    for gauged in recorded.gauged:
        out.print_line(*gauged_spans(gauged))
    if known:
        repeated = Message("{count} answer is already recorded", "{count} answers are already recorded", count=known)
        out.print_line((repeated, "dim"))
    if not (recorded.changes or recorded.gauged):
        out.print_line(Message("nothing new to record"))


def show_notices(notices: Sequence[CellFinding]) -> None:
    """Name on standard error the cells that are not recorded as they stand."""
    out = Terminal(errors=True)
    for finding in notices:
        out.print_line((f"{one_line(finding.place)}: {one_line(finding.message)}", "dim"))


def show_faults(faults: Sequence[CellFinding]) -> None:
    """Name every wrong cell on standard error, and say that nothing was recorded."""
    out = Terminal(errors=True)
    for fault in faults:
        out.print_line((one_line(fault.place), "bold"), f": {one_line(fault.message)}")
    count = Message("{count} error; nothing was recorded", "{count} errors; nothing was recorded", count=len(faults))
    out.print_line((count, "bold red"))
