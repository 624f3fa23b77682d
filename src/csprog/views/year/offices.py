"""Shows a year by office: what each was to do, and how it stands there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from csprog.evaluation.evaluator import EvaluatedMeasure, Evaluation
from csprog.evaluation.record_builder import due_text
from csprog.evaluation.status import EvaluatedOffice
from csprog.views.year.anchors import anchor
from csprog.views.year.status_labels import StatusLabel, status_of

_UNFIT = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class OfficeMeasureView:
    """A measure in one office; `anchor` is that of the measure on the page."""

    id: str
    anchor: str
    text: str
    due_text: str
    status: StatusLabel
    completed_on: date | None
    note: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class OfficeYearView:
    """An office with its measures, `done` of which were carried out in the year."""

    anchor: str
    name: str
    done: int
    measures: tuple[OfficeMeasureView, ...]


def by_office(evaluation: Evaluation) -> tuple[OfficeYearView, ...]:
    """Return the offices that the plan names, each once, in their first order."""
    rows: dict[str, list[tuple[EvaluatedMeasure, EvaluatedOffice]]] = {}
    for measure in evaluation.measures:
        for office in measure.offices:
            rows.setdefault(office.name, []).append((measure, office))
    anchors = _anchors(rows)
    return tuple(
        OfficeYearView(
            anchor=anchors[name],
            name=name,
            done=sum(office.outcome.is_done_in_year for _, office in measures),
            measures=tuple(_measure(*row) for row in measures),
        )
        for name, measures in rows.items()
    )


def _measure(measure: EvaluatedMeasure, office: EvaluatedOffice) -> OfficeMeasureView:
    placed = measure.placed
    return OfficeMeasureView(
        id=placed.id,
        anchor=anchor("m", placed.id),
        text=placed.measure.text,
        due_text=due_text(placed.measure),
        status=status_of(office.outcome),
        completed_on=office.completed_on,
        note=office.note,
        reason=None if office.status.is_open else office.reason,
    )


def _anchors(names: Iterable[str]) -> dict[str, str]:
    """Return the anchors of offices, which follow from their names alone."""
    anchors: dict[str, str] = {}
    for name in names:
        word = "o-" + _UNFIT.sub("-", name.casefold()).strip("-")
        alike = list(anchors.values()).count(word)  # of names that differ in punctuation alone
        anchors[name] = f"{word}-{alike + 1}" if alike else word
    return anchors
