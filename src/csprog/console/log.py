"""Shows the history of measures, one event a line."""

from __future__ import annotations

from collections.abc import Sequence

from csprog.console.terminal import Terminal, show_note
from csprog.formats.ledger_items import item_line, origin_line
from csprog.formats.visible import one_line
from csprog.history.events import LogEntry
from csprog.i18n import Message, format_day
from csprog.programme.key_names import key_name


def show_history(events: Sequence[LogEntry], year: int, *, whole: bool) -> None:
    """Show `events`, oldest first, for the plan of `year`.

    Of the `whole` plan, the first appearance of each measure is left out. Years other than `year` are named.
    """
    out = Terminal()
    shown = [event for event in events if not whole or event.entry or event.key]
    if not shown:
        out.print_paragraph((Message("nothing is recorded yet"), "dim"))
    for event in shown:
        name = event.id if event.year in {None, year} else f"{event.year}, {event.id}"
        out.print_line((f"{name}  ", "bold"), one_line(event_text(event)), (one_line(commit_text(event)), "dim"))

    if any(event.is_cut for event in shown):
        show_note(
            Message(
                "the authors of older records are not in this shallow clone; fetch the whole history: git fetch --unshallow"
            )
        )


def event_text(event: LogEntry) -> str | Message:
    """Return what happened, in one line."""
    if event.origin:
        return origin_line(event.origin)
    if event.lost:
        return Message("not found in the plan of {year}", year=event.year)
    if event.entry:
        return item_line(event.entry)
    if event.key:
        return Message("{key} changed: “{old}” → “{new}”", key=key_name(event.key), old=event.old, new=event.new)
    return Message("entered in the plan")


def commit_text(event: LogEntry) -> str:
    """Return who recorded it when, in which commit, in brackets."""
    if event.origin or event.lost:
        return ""
    if event.commit is None:
        return f"  {Message('(not committed yet)')}"
    commit = event.commit
    if commit.cut:
        return f"  {Message('(before {day}, where this shallow clone begins)', day=commit.when.date())}"
    return f"  ({commit.author}, {format_day(commit.when.date())}, {commit.id[:8]})"
