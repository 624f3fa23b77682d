"""Puts statuses of measures into words, colours and bars."""

from __future__ import annotations

from csprog.console.terminal import Span
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


def word(status: Status) -> str:
    """Return a status's name in the chosen language."""
    return str(status_name(status))


def status_span(status: Status) -> Span:
    """Return a status's name in its colour."""
    return word(status), STYLES[status]


def bar(done: int, total: int) -> tuple[Span, Span]:
    """Return a bar of two parts: done and the rest."""
    full = round(BAR_WIDTH * done / total) if total else 0
    return ("█" * full, "green"), ("░" * (BAR_WIDTH - full), "dim")
