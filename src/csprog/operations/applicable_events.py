"""Tells which recordings apply to a measure, for prompts and forms."""

from __future__ import annotations

from csprog.evaluation.evaluator import EvaluatedMeasure
from csprog.programme.journal import fold
from csprog.programme.model import Measure

_ALWAYS = frozenset({"remark", "spent"})


def applies(row: EvaluatedMeasure, event: str) -> bool:
    """Tell whether an event may be recorded of a measure as it stands."""
    return event in _ALWAYS or row.status.is_open is not (event == "reopened")


def offices_for(measure: Measure, event: str) -> list[str]:
    """Return the offices of a measure to which the event applies."""
    state = fold(measure)
    if event != "reopened":
        return [name for name in state.open_offices if name]
    closed = state.failed or state.completed
    return [] if state.cancelled else [name for name in measure.offices if name in closed]
