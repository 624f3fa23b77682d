"""The bars of a report and the meaning of their colours."""

from __future__ import annotations

from fractions import Fraction

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
    return Bar(tuple((part, _hundredths(number / count.reported_here)) for part, number in parts if number))


def execution_chart(count: Execution) -> ReportCell:
    """Return the bar with its words, a dash where nothing is known of any measure."""
    whole = count.reported_here
    return ReportCell(counted(count.done, whole), execution_bar(count)) if whole else ReportCell(NOTHING)


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


def _hundredths(share: float) -> float:
    return round(100 * share, 1)
