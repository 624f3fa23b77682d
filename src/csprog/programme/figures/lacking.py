"""What the public answer of a year still needs (F11, F12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csprog.programme.evaluation import Outcome

if TYPE_CHECKING:
    from csprog.programme.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class Lacking:
    """The measures of which the public answer still needs something: ids without a reason, ids without a result."""

    reason: tuple[str, ...]
    result: tuple[str, ...]


def lacking(evaluation: Evaluation) -> Lacking:
    """Return what is not said yet; while the year is running nobody owes a reason for what is still open."""
    rows = evaluation.rows
    unexplained = (
        row for row in rows if row.lacks_reason and (evaluation.year_over or row.outcome is not Outcome.PENDING)
    )
    return Lacking(
        reason=tuple(row.placed.id for row in unexplained),
        result=tuple(row.placed.id for row in rows if row.lacks_result),
    )
