"""The words, glyphs and colours of statuses on the page."""

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
"""The word for open measures of a running year; after its end they are not carried out."""


@dataclass(frozen=True, slots=True)
class StatusLabel:
    """A status as a word, a glyph and a CSS class (`done`, `not-done`, …)."""

    word: str
    glyph: str
    css: str

    @property
    def group(self) -> str:
        """The class for filters: open after the year is not carried out as well."""
        return Outcome.NOT_DONE.value if self.css == Outcome.PENDING.value else self.css


@cache
def status_of(outcome: Outcome, *, year_over: bool) -> StatusLabel:
    """Return the label of a measure with this outcome."""
    if outcome is Outcome.PENDING and not year_over:
        return StatusLabel(IN_WORK, GLYPHS[outcome], "in-work")
    return StatusLabel(WORDS[outcome], GLYPHS[outcome], outcome.value)


_OFFICE_DONE = StatusLabel("выполнено", GLYPHS[Outcome.DONE], "done")
_OFFICE_NOT_DONE = StatusLabel("не выполнено", GLYPHS[Outcome.NOT_DONE], "not-done")
_OFFICE_CANCELLED = StatusLabel("исключено", GLYPHS[Outcome.CANCELLED], "cancelled")
_OFFICE_OPEN = StatusLabel("нет данных", GLYPHS[Outcome.PENDING], "pending")


def office_status(status: Status) -> StatusLabel:
    """Return the label of one office of a measure."""
    if status.is_open:
        return _OFFICE_OPEN
    return {Status.NOT_COMPLETED: _OFFICE_NOT_DONE, Status.CANCELLED: _OFFICE_CANCELLED}.get(status, _OFFICE_DONE)
