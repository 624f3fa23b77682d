"""What stands in the rows of a workbook: the measures of the whole plan, or one recipient's, office by office."""

from __future__ import annotations

from dataclasses import dataclass

from csprog.evaluation.evaluator import Evaluated, EvaluatedMeasure
from csprog.exporting.excel.responses import Response, RowMark, marked_row, recorded
from csprog.exporting.subject import Subject
from csprog.programme.enums import Status, standing_words
from csprog.programme.model import PlacedMeasure
from csprog.programme.recipients import measures_of

WORDS = {standing: standing_words(standing).render("ru") for standing in Status}
"""The standings in the words of the workbook, which its formulas give and count."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A measure, as a whole or (`part`) in one office, and what its cells say when they are written."""

    measure: EvaluatedMeasure
    part: Evaluated
    office: str | None
    answer: Response
    mark: RowMark

    @property
    def placed(self) -> PlacedMeasure:
        """The measure with all that it stands in."""
        return self.measure.placed

    @property
    def kept(self) -> str:
        """What the journal knows and the row's cells don't show: that it was cancelled, or done in some offices."""
        if self.part.status is Status.CANCELLED:
            return WORDS[Status.CANCELLED]
        partly = self.part is self.measure and self.measure.offices_done and self.measure.status.is_open
        return WORDS[Status.PARTLY_COMPLETED] if partly else ""


def sheet_rows(subject: Subject) -> list[SheetRow]:
    """Return the rows in plan order."""
    evaluation, recipient = subject.evaluation, subject.recipient
    if recipient is None:
        return [_sheet_row(subject, measure, None) for measure in evaluation.measures]
    measures = {measure.placed.id: measure for measure in evaluation.measures}
    assignments = measures_of(evaluation.programme, recipient)
    return [_sheet_row(subject, measures[placed.id], office) for placed, office in assignments]


def _sheet_row(subject: Subject, measure: EvaluatedMeasure, office: str | None) -> SheetRow:
    part = measure.in_office(office)
    answer = recorded(part)
    mark = marked_row(subject.evaluation.programme, measure.placed, office, answer)
    return SheetRow(measure, part, office, answer, mark)
