"""Counts what came from earlier plans and went on to later ones (F6, F12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from csprog.evaluation.evaluator import EvaluatedMeasure


@dataclass(frozen=True, slots=True)
class DraggingMeasure:
    """A measure in its third year of plans or a later one."""

    id: str
    text: str
    since: int
    years: int


@dataclass(frozen=True, slots=True)
class CarryOver:
    """Numbers of measures that came over and went on, with those that drag on."""

    came: int
    went: int
    dragging: tuple[DraggingMeasure, ...]


def carry_over(rows: Sequence[EvaluatedMeasure]) -> CarryOver:
    """Return what came from earlier plans and went on, those that drag on longest first."""
    dragging = [
        DraggingMeasure(row.placed.id, row.placed.measure.text, row.carried_since, row.years_running)
        for row in rows
        if row.drags_on and row.carried_since is not None
    ]
    return CarryOver(
        came=sum(row.placed.measure.carried_from is not None for row in rows),
        went=sum(bool(row.carried_to) for row in rows),
        dragging=tuple(sorted(dragging, key=lambda item: -item.years)),
    )
