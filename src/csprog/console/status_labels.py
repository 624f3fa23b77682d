"""How measures stand, in words, colours and bars."""

from __future__ import annotations

from csprog.console.terminal import Span, Spans
from csprog.programme.enums import Status, status_name

BAR_WIDTH = 24
STYLES = {
    Status.PLANNED: "",
    Status.DUE_SOON: "yellow",
    Status.PARTLY_COMPLETED: "cyan",
    Status.OVERDUE: "bold red",
    Status.COMPLETED: "green",
    Status.COMPLETED_LATE: "green",
    Status.NOT_COMPLETED: "magenta",
    Status.CANCELLED: "dim",
}


def word(standing: Status) -> str:
    """Return a standing's name in the chosen language."""
    return str(status_name(standing))


def standing_span(standing: Status) -> Span:
    """Return a standing's name in its colour."""
    return word(standing), STYLES[standing]


def bar(done: int, total: int) -> Spans:
    """Return a bar of what is done and of the rest."""
    full = round(BAR_WIDTH * done / total) if total else 0
    return ("█" * full, "green"), ("░" * (BAR_WIDTH - full), "dim")
