"""What the public answer of a year still needs (F11, F12)."""

from __future__ import annotations

from dataclasses import dataclass

from csprog.evaluation.evaluator import Evaluation


@dataclass(frozen=True, slots=True)
class Lacking:
    """The measures of which the public answer still needs something: ids without a reason, ids without a result."""

    reason: tuple[str, ...]
    result: tuple[str, ...]


def lacking(evaluation: Evaluation) -> Lacking:
    """Return what is not said yet."""
    measures = evaluation.measures
    return Lacking(
        reason=tuple(measure.placed.id for measure in measures if measure.lacks_reason),
        result=tuple(measure.placed.id for measure in measures if measure.lacks_result),
    )
