"""Selects the measures of a workbook, a row each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from csprog.evaluation.evaluator import EvaluatedMeasure
from csprog.evaluation.status import Evaluated
from csprog.exporting.excel.responses import Response, RowMark, build_mark, recorded_response
from csprog.exporting.subject import Subject
from csprog.programme.enums import TOLD, Outcome, Status, told_name
from csprog.programme.model import PlacedMeasure
from csprog.programme.recipients import measures_of

WORDS: dict[Status | Outcome, str] = {
    told: told_name(told).render("ru") for told in TOLD if told is not Outcome.REPORTED_ELSEWHERE
}
"""The words that the workbook's formulas return and count, by outcome or, of what is open, by status."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A measure, as a whole or (`part`) in one office, with its recorded response.

    `shown` is what its cells say of the plan, by column.
    """

    measure: EvaluatedMeasure
    part: Evaluated
    office: str | None
    response: Response
    mark: RowMark
    shown: Mapping[str, str | date]

    @property
    def placed(self) -> PlacedMeasure:
        """The measure with its place in the plan."""
        return self.measure.placed

    @property
    def journal_status(self) -> str:
        """The word for what the input cells cannot express, else an empty text.

        The formula of the status needs it: the measure was cancelled, completed in some offices, or carried over.
        """
        if self.part.status is Status.CANCELLED:
            return WORDS[Outcome.CANCELLED]
        partly = self.part is self.measure and self.measure.offices_done and not self.measure.status.is_done
        if partly:
            return WORDS[Status.PARTLY_COMPLETED]
        return WORDS[Outcome.POSTPONED] if self.part.is_carried_over else ""


def sheet_rows(subject: Subject) -> list[SheetRow]:
    """Return all measures, or the recipient's by office, in plan order."""
    evaluation, recipient = subject.evaluation, subject.recipient
    if recipient is None:
        return [_sheet_row(subject, measure, None) for measure in evaluation.measures]
    measures = {measure.placed.id: measure for measure in evaluation.measures}
    assignments = measures_of(evaluation.programme, recipient)
    return [_sheet_row(subject, measures[placed.id], office) for placed, office in assignments]


def _sheet_row(subject: Subject, measure: EvaluatedMeasure, office: str | None) -> SheetRow:
    part = measure.in_office(office)
    response = recorded_response(part)
    shown = _shown(measure, office)
    mark = build_mark(subject.evaluation.programme, measure.placed, office, response, shown)
    return SheetRow(measure, part, office, response, mark, shown)


def _shown(measure: EvaluatedMeasure, office: str | None) -> dict[str, str | date]:
    placed = measure.placed
    return {
        "number": placed.id,
        "proposal": placed.proposal.text,
        "measure": placed.measure.text,
        "result": placed.measure.result,
        "office": office or _offices(measure),
        "responsible": placed.measure.responsible or "",
        "due": placed.measure.due.day,
        "awaited": measure.awaited,
    }


def _offices(measure: EvaluatedMeasure) -> str:
    lines = []
    for office in measure.offices:
        if office.completed_on:
            lines.append(f"✓ {office.name}: {office.completed_on:%d.%m.%Y}")
        else:
            lines.append(f"✕ {office.name}" if office.status is Status.NOT_COMPLETED else office.name)
    return "\n".join(lines)
