"""Puts statuses of measures into words, colours and bars."""

from __future__ import annotations

from csprog.console.terminal import Span
from csprog.programme.enums import Outcome, Status, told_name

BAR_WIDTH = 24
STYLES: dict[Status | Outcome, str] = {
    Status.PLANNED: "",
    Status.DUE_SOON: "yellow",
    Status.PARTLY_COMPLETED: "cyan",
    Status.OVERDUE: "bold red",
    Status.COMPLETED: "green",
    Status.COMPLETED_LATE: "green",
    Status.NOT_COMPLETED: "magenta",
    Status.CANCELLED: "dim",
    Status.REPORTED_ELSEWHERE: "dim",
    Outcome.DONE: "green",
    Outcome.DONE_LATE: "green",
    Outcome.DONE_AFTER_YEAR: "yellow",
    Outcome.PARTLY_DONE: "magenta",
    Outcome.NOT_DONE: "magenta",
    Outcome.POSTPONED: "cyan",
    Outcome.CANCELLED: "dim",
}


def word(told: Status | Outcome) -> str:
    """Return the name of a status or an outcome in the chosen language."""
    return str(told_name(told))


def status_span(told: Status | Outcome) -> Span:
    """Return the name of a status or an outcome in its colour."""
    return word(told), STYLES[told]


def bar(done: int, total: int) -> tuple[Span, Span]:
    """Return a bar of two parts: done and the rest."""
    full = round(BAR_WIDTH * done / total) if total else 0
    return ("█" * full, "green"), ("░" * (BAR_WIDTH - full), "dim")
