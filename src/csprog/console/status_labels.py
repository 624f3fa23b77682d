"""How measures stand, in words, colours and bars."""

from __future__ import annotations

from csprog.console.terminal import Span, Spans
from csprog.programme.enums import Standing, standing_words

BAR_WIDTH = 24
STYLES = {
    Standing.PLANNED: "",
    Standing.DUE_SOON: "yellow",
    Standing.PARTLY_COMPLETED: "cyan",
    Standing.OVERDUE: "bold red",
    Standing.COMPLETED: "green",
    Standing.COMPLETED_LATE: "green",
    Standing.NOT_COMPLETED: "magenta",
    Standing.CANCELLED: "dim",
}


def word(standing: Standing) -> str:
    """Return a standing's name in the chosen language."""
    return str(standing_words(standing))


def standing_span(standing: Standing) -> Span:
    """Return a standing's name in its colour."""
    return word(standing), STYLES[standing]


def bar(done: int, total: int) -> Spans:
    """Return a bar of what is done and of the rest."""
    full = round(BAR_WIDTH * done / total) if total else 0
    return ("█" * full, "green"), ("░" * (BAR_WIDTH - full), "dim")
