"""Sets what was due against what was carried out, month by month (F7)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from csprog.evaluation.evaluator import EvaluatedMeasure, Evaluation
from csprog.parsing.periods import Period
from csprog.programme.enums import Outcome

_MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """Measures due in a month of the year and by its end, and those carried out.

    What was carried out is None in a month that has not begun. `behind` are those due by the end of the month, or by the
    day in the month of that day, that were not carried out by then.
    """

    month: Period
    due: int
    done: int | None
    due_so_far: int
    done_so_far: int | None
    behind: int | None


def by_month(evaluation: Evaluation) -> tuple[MonthFigures, ...]:
    """Return the twelve months of an evaluated year, without measures reported elsewhere."""
    rows = [row for row in evaluation.measures if row.outcome is not Outcome.REPORTED_ELSEWHERE]
    year = evaluation.programme.year
    return tuple(_month(rows, _period(year, number), evaluation.day) for number in _MONTHS)


def _month(rows: Sequence[EvaluatedMeasure], month: Period, day: date) -> MonthFigures:
    due = [row for row in rows if row.due <= month.last]
    in_month = sum(row.due >= month.first for row in due)
    if day < month.first:
        return MonthFigures(month, in_month, None, len(due), None, None)
    done = [row.completed_on for row in rows if row.completed_on and row.completed_on <= month.last]
    # a deadline's own day is in time, so that nothing due on the day itself is behind
    behind = sum(row.due < day and not _is_done_by(row, month.last) for row in due)
    return MonthFigures(month, in_month, sum(on >= month.first for on in done), len(due), len(done), behind)


def _is_done_by(row: EvaluatedMeasure, day: date) -> bool:
    return row.completed_on is not None and row.completed_on <= day


def _period(year: int, month: int) -> Period:
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
