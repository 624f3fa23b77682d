"""The words, glyphs and colours of statuses on the page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from csprog.programme.enums import Outcome, Status, told_name

GLYPHS = {
    Outcome.DONE: "✓",
    Outcome.DONE_LATE: "✓",
    Outcome.DONE_AFTER_YEAR: "↷",
    Outcome.PARTLY_DONE: "◐",
    Outcome.NOT_DONE: "✕",
    Outcome.POSTPONED: "→",
    Outcome.CANCELLED: "⊘",
    Outcome.PENDING: "○",
    Outcome.REPORTED_ELSEWHERE: "↗",
}
WORDS = {outcome: told_name(outcome).render("ru").capitalize() for outcome in Outcome}
IN_WORK = "in-work"
"""The class of open measures while the year is running."""


@dataclass(frozen=True, slots=True)
class StatusLabel:
    """A status as a word, a glyph and a CSS class (`done`, `not-done`, …)."""

    word: str
    glyph: str
    css: str


@cache
def status_of(outcome: Outcome) -> StatusLabel:
    """Return the label of a measure with this outcome."""
    css = IN_WORK if outcome is Outcome.PENDING else outcome.value
    return StatusLabel(WORDS[outcome], GLYPHS[outcome], css)


_OFFICE_DONE = StatusLabel("выполнено", GLYPHS[Outcome.DONE], "done")
_OFFICE_NOT_DONE = StatusLabel("не выполнено", GLYPHS[Outcome.NOT_DONE], "not-done")
_OFFICE_CANCELLED = StatusLabel("исключено", GLYPHS[Outcome.CANCELLED], "cancelled")
_OFFICE_CARRIED = StatusLabel("перенесено", GLYPHS[Outcome.POSTPONED], "postponed")
_OFFICE_OPEN = StatusLabel("нет данных", GLYPHS[Outcome.PENDING], "pending")


def office_status(status: Status) -> StatusLabel:
    """Return the label of one office of a measure."""
    if status.is_open or status is Status.REPORTED_ELSEWHERE:
        return _OFFICE_OPEN
    closed = {
        Status.NOT_COMPLETED: _OFFICE_NOT_DONE,
        Status.CANCELLED: _OFFICE_CANCELLED,
        Status.CARRIED_OVER: _OFFICE_CARRIED,
    }
    return closed.get(status, _OFFICE_DONE)
