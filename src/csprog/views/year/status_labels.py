"""Statuses as the page shows them: a word, a glyph and a colour."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from csprog.programme.enums import Outcome, Status

GLYPHS = {
    Outcome.DONE: "✓",
    Outcome.DONE_LATE: "✓",
    Outcome.DONE_AFTER_YEAR: "↷",
    Outcome.PARTLY_DONE: "◐",
    Outcome.NOT_DONE: "✕",
    Outcome.POSTPONED: "→",
    Outcome.CANCELLED: "⊘",
    Outcome.PENDING: "○",
}
WORDS = {
    Outcome.DONE: "Выполнено",
    Outcome.DONE_LATE: "Выполнено с опозданием",
    Outcome.DONE_AFTER_YEAR: "Выполнено после окончания года",
    Outcome.PARTLY_DONE: "Выполнено частично",
    Outcome.NOT_DONE: "Не выполнено",
    Outcome.POSTPONED: "Перенесено",
    Outcome.CANCELLED: "Исключено",
    Outcome.PENDING: "Не выполнено",
}
IN_WORK = "В работе"
"""What is open while the year runs; once it is over, what nobody has explained counts as not carried out."""


@dataclass(frozen=True, slots=True)
class StatusLabel:
    """A status as a word, a glyph and a class name for its colour (`done`, `not-done`, …)."""

    word: str
    glyph: str
    css: str

    @property
    def group(self) -> str:
        """The class name of all statuses with this word: what nobody has explained is not carried out either."""
        return Outcome.NOT_DONE.value if self.css == Outcome.PENDING.value else self.css


@cache
def status_of(outcome: Outcome, *, year_over: bool) -> StatusLabel:
    """Return the status of a measure with this outcome."""
    if outcome is Outcome.PENDING and not year_over:
        return StatusLabel(IN_WORK, GLYPHS[outcome], "in-work")
    return StatusLabel(WORDS[outcome], GLYPHS[outcome], outcome.value)


_DONE_THERE = StatusLabel("выполнено", GLYPHS[Outcome.DONE], "done")
_NOT_DONE_THERE = StatusLabel("не выполнено", GLYPHS[Outcome.NOT_DONE], "not-done")
_CANCELLED_THERE = StatusLabel("исключено", GLYPHS[Outcome.CANCELLED], "cancelled")
_UNTOLD = StatusLabel("нет данных", GLYPHS[Outcome.PENDING], "pending")


def office_status(standing: Status) -> StatusLabel:
    """Return the status of one office of a measure that stands so."""
    if standing.is_open:
        return _UNTOLD
    other = {Status.NOT_COMPLETED: _NOT_DONE_THERE, Status.CANCELLED: _CANCELLED_THERE}
    return other.get(standing, _DONE_THERE)
