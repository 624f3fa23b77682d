"""The bars of a report and the meaning of their colours."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from csprog.evaluation.figures.by_month import MonthFigures
from csprog.evaluation.figures.execution import Execution
from csprog.i18n import Message
from csprog.views.report.document import Bar, Part, ReportCell
from csprog.views.report.labels import NOTHING, counted


def execution_bar(count: Execution) -> Bar:
    """Return the shares done in time, late, and not done; open is left empty."""
    parts: list[tuple[Part, int]] = [
        ("in-time", count.on_time),
        ("delayed", count.late),
        ("failed", count.not_in_year),
    ]
    return _bar(parts, count.reported_here)


def execution_chart(count: Execution) -> ReportCell:
    """Return the bar with its words, a dash where nothing is known of any measure."""
    whole = count.reported_here
    return ReportCell(counted(count.done, whole), execution_bar(count)) if whole else ReportCell(NOTHING)


def month_chart(month: MonthFigures, whole: int) -> ReportCell:
    """Return the bar of a month: what was carried out by its end of `whole`, and what was due and was not.

    Of a month that has not begun it is what will be due by its end.
    """
    if month.done_so_far is None or month.behind is None:
        parts: list[tuple[Part, int]] = [("open", month.due_so_far)]
        return ReportCell(counted(month.due_so_far, whole), _bar(parts, whole))
    parts = [("in-time", month.done_so_far), ("failed", month.behind)]
    return ReportCell(counted(month.done_so_far, whole), _bar(parts, whole))


def share_bar(share: Fraction | None, *, part: Part = "in-time") -> Bar | None:
    """Return a share as a bar, cut to 0–100 %; None if the share is unknown."""
    return None if share is None else Bar(((part, _hundredths(min(1.0, max(0.0, float(share))))),))


def execution_key() -> tuple[tuple[Part, str], ...]:
    """Return the legend of `execution_bar`."""
    return (
        ("in-time", str(Message("completed on time"))),
        ("delayed", str(Message("completed late"))),
        ("failed", str(Message("not completed in the year, including partly completed, postponed and cancelled"))),
    )


def month_key() -> tuple[tuple[Part, str], ...]:
    """Return the legend of `month_chart`."""
    return (
        ("in-time", str(Message("completed by the end of the month"))),
        ("failed", str(Message("due by then and not completed"))),
        ("open", str(Message("due by the end of a month to come"))),
    )


def _bar(parts: Sequence[tuple[Part, int]], whole: int) -> Bar:
    return Bar(tuple((part, _hundredths(number / whole)) for part, number in parts if number))


def _hundredths(share: float) -> float:
    return round(100 * share, 1)
