"""The history of measures, one line a thing that happened."""

from __future__ import annotations

from collections.abc import Sequence

from csprog.console.ledger_items import origin_line
from csprog.console.recorded import item_line
from csprog.console.terminal import Terminal
from csprog.console.visible import one_line
from csprog.history.events import LogEntry
from csprog.i18n import Message, format_day


def show_history(events: Sequence[LogEntry], year: int, *, whole: bool) -> None:
    """Show `events`, oldest first; of the `whole` plan, its measures' first appearance goes without saying.

    `year` is that of the plan: only another one is named.
    """
    out = Terminal()
    shown = [event for event in events if not whole or event.entry or event.key]
    if not shown:
        out.print_paragraph((str(Message("nothing is recorded yet")), "dim"))
    for event in shown:
        out.print_line((_where(event, year), "bold"), (one_line(_what(event)), ""), (one_line(_who(event)), "dim"))


def _where(event: LogEntry, year: int) -> str:
    return f"{event.id}  " if event.year in {None, year} else f"{event.year}, {event.id}  "


def _what(event: LogEntry) -> str:
    if event.origin:
        return origin_line(event.origin)
    if event.lost:
        return str(Message("is not to be found in the plan of {year}", year=event.year))
    if event.entry:
        return item_line(event.entry)
    if event.key:
        return str(Message("{key} changed: “{old}” → “{new}”", key=event.key, old=event.old, new=event.new))
    return str(Message("entered in the plan"))


def _who(event: LogEntry) -> str:
    if event.origin or event.lost:
        return ""
    if event.commit is None:
        return f"  {Message('(not committed yet)')}"
    commit = event.commit
    return f"  ({commit.author}, {format_day(commit.when.date())}, {commit.id[:8]})"
