"""What stands in the rows of a workbook: the measures of the whole plan, or one recipient's, office by office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csprog.exchange.excel.answer import marked_row, recorded
from csprog.programme.address import assigned
from csprog.programme.terms import SOON, Standing

if TYPE_CHECKING:
    from datetime import date

    from csprog.exchange.excel.answer import Answer, Mark
    from csprog.exchange.formats import Subject
    from csprog.programme.evaluation import Row
    from csprog.programme.model import PlacedMeasure

WORDS = {
    Standing.PLANNED: "запланировано",
    Standing.DUE_SOON: "скоро срок",
    Standing.PARTLY_COMPLETED: "выполнено частично",
    Standing.OVERDUE: "просрочено",
    Standing.COMPLETED: "выполнено",
    Standing.COMPLETED_LATE: "выполнено с опозданием",
    Standing.NOT_COMPLETED: "не выполнено",
    Standing.CANCELLED: "исключено",
}
"""The standings in the words of the workbook, which its formulas give and count."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A measure, as a whole or in one office: how it stands, and what its cells say when they are written."""

    row: Row
    office: str | None
    standing: Standing
    answer: Answer
    mark: Mark

    @property
    def placed(self) -> PlacedMeasure:
        """The measure with all that it stands in."""
        return self.row.placed

    @property
    def kept(self) -> str:
        """What the journal knows and the row's cells don't show: that it was cancelled, or done in some offices."""
        if self.standing is Standing.CANCELLED:
            return WORDS[Standing.CANCELLED]
        partly = self.office is None and self.row.stand.offices_done and self.standing.is_open
        return WORDS[Standing.PARTLY_COMPLETED] if partly else ""


def sheet_rows(subject: Subject) -> list[SheetRow]:
    """Return the rows in plan order."""
    evaluation = subject.evaluation
    rows = {row.placed.id: row for row in evaluation.rows}
    if subject.recipient is None:
        wanted: list[tuple[Row, str | None]] = [(row, None) for row in evaluation.rows]
    else:
        wanted = [(rows[placed.id], office) for placed, office in assigned(evaluation.programme, subject.recipient)]
    return [_sheet_row(subject, row, office) for row, office in wanted]


def _sheet_row(subject: Subject, row: Row, office: str | None) -> SheetRow:
    evaluation = subject.evaluation
    answer = recorded(row.placed.measure, office, evaluation.day)
    mark = marked_row(evaluation.programme, row.placed, office, answer)
    return SheetRow(row, office, _standing(row, office, evaluation.day), answer, mark)


def _standing(row: Row, office: str | None, day: date) -> Standing:
    """Return how one office of a measure stands; of the whole measure, how that stands."""
    how = row.stand
    if office is None or how.standing is Standing.CANCELLED:
        return how.standing
    one = next(one for one in how.offices if one.name == office)
    if one.completed_on:
        return Standing.COMPLETED_LATE if one.completed_on > row.placed.measure.due.day else Standing.COMPLETED
    if one.failed_on:
        return Standing.NOT_COMPLETED
    if day > how.awaited:
        return Standing.OVERDUE
    return Standing.DUE_SOON if how.awaited - day <= SOON else Standing.PLANNED
