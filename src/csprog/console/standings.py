"""How measures stand, in words, colours and bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csprog.language import marked, translate
from csprog.programme.terms import Standing

if TYPE_CHECKING:
    from csprog.console.terminal import Span, Spans

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
_WORDS = {
    Standing.PLANNED: marked("planned"),
    Standing.DUE_SOON: marked("due soon"),
    Standing.PARTLY_COMPLETED: marked("partly completed"),
    Standing.OVERDUE: marked("overdue"),
    Standing.COMPLETED: marked("completed"),
    Standing.COMPLETED_LATE: marked("completed late"),
    Standing.NOT_COMPLETED: marked("not completed"),
    Standing.CANCELLED: marked("cancelled"),
}


def word(standing: Standing) -> str:
    """Return a standing's name in the chosen language."""
    return translate(_WORDS[standing])


def standing_span(standing: Standing) -> Span:
    """Return a standing's name in its colour."""
    return word(standing), STYLES[standing]


def bar(done: int, total: int) -> Spans:
    """Return a bar of what is done and of the rest."""
    full = round(BAR_WIDTH * done / total) if total else 0
    return ("█" * full, "green"), ("░" * (BAR_WIDTH - full), "dim")
