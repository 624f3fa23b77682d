"""Puts measures, differences and statuses into what templates show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from csprog.console.diff import difference_spans
from csprog.console.status_labels import onward_line, running_line, word
from csprog.evaluation.evaluator import EvaluatedMeasure
from csprog.history.diff import Difference
from csprog.i18n import N_, Message, format_day, translate
from csprog.programme.enums import Outcome, Status

_CLASSES: dict[Status | Outcome, str] = {
    Status.PLANNED: "in-work",
    Status.DUE_SOON: "done-late",
    Status.PARTLY_COMPLETED: "in-work",
    Status.OVERDUE: "not-done",
    Status.CARRIED_OVER: "postponed",
}
_PIECES = {"red strike": "old", "red": "old", "bold red": "old", "green": "new"}


@dataclass(frozen=True, slots=True)
class Row:
    """A measure in a list."""

    id: str
    text: str
    status: str
    css: str
    due: str
    notes: tuple[str, ...]


def status_class(value: Status | Outcome) -> str:
    """Return the class of a status, as the published page has them."""
    return _CLASSES.get(value, value.value)


def row_of(row: EvaluatedMeasure) -> Row:
    """Return a measure as lists show it."""
    measure, notes = row.placed.measure, list[str]()
    if row.days_overdue:
        notes.append(str(Message("{count} day late", "{count} days late", count=row.days_overdue)))
    if measure.responsible:
        notes.append(measure.responsible)
    if row.open_offices:
        notes.append(str(Message("open: {offices}", offices=", ".join(row.open_offices))))
    if row.drags_on:
        notes.append(str(running_line(row.years_running, row.carried_since)))
    notes += [str(onward_line(one)) for one in row.carried_to]
    due = format_day(row.awaited)
    return Row(row.placed.id, measure.text, word(row.told), status_class(row.told), due, tuple(notes))


def lacking_text(row: EvaluatedMeasure) -> str:
    """Return what the report still needs of a measure that lacks a text."""
    return translate(N_("the result is missing") if row.lacks_result else N_("the reason is missing"))


def difference_rows(differences: Iterable[Difference]) -> list[dict[str, Any]]:
    """Return differences as templates show them: the part's id, and pieces of words with their state."""
    return [
        {"id": one.id, "pieces": [_piece(span) for span in difference_spans(one, coloured=True)]} for one in differences
    ]


def _piece(span: Any) -> tuple[str, str]:
    text, style = span if isinstance(span, tuple) else (span, "")
    return str(text), _PIECES.get(style, "")
