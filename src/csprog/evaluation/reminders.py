"""Finds what an office or a responsible unit is to be reminded of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from csprog.evaluation.evaluator import EvaluatedMeasure, Evaluation
from csprog.evaluation.status import Evaluated
from csprog.programme.enums import Status, is_awaited_within
from csprog.programme.recipients import measures_of


@dataclass(frozen=True, slots=True)
class AwaitedPart:
    """An open measure, as a whole or (`office`) in one office."""

    measure: EvaluatedMeasure
    part: Evaluated
    office: str | None


@dataclass(frozen=True, slots=True)
class Reminder:
    """What is awaited of a recipient: overdue, and due within `within`; each by its day."""

    recipient: str
    within: timedelta
    overdue: tuple[AwaitedPart, ...]
    due_soon: tuple[AwaitedPart, ...]

    @property
    def is_empty(self) -> bool:
        """True if there is nothing to be reminded of."""
        return not (self.overdue or self.due_soon)


def reminder(evaluation: Evaluation, recipient: str, within: timedelta) -> Reminder:
    """Return what is overdue in the measures of a recipient, and due within a time."""
    measures = {measure.placed.id: measure for measure in evaluation.measures}
    parts = [
        AwaitedPart(measures[placed.id], measures[placed.id].in_office(office), office)
        for placed, office in measures_of(evaluation.programme, recipient)
    ]
    still_open = sorted((one for one in parts if one.part.status.is_open), key=lambda one: one.part.awaited)
    overdue = tuple(one for one in still_open if one.part.status is Status.OVERDUE)
    due_soon = (one for one in still_open if one.part.status is not Status.OVERDUE)
    soon = tuple(one for one in due_soon if is_awaited_within(one.part.awaited, evaluation.day, within))
    return Reminder(recipient, within, overdue, soon)
