"""Rule of years that were reported elsewhere: the day of the report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from csprog.findings import Violation
from csprog.i18n import Message
from csprog.programme.model import Programme


def archive(programme: Programme, today: date) -> Iterator[Violation]:
    """Yield a report that was published before the year's end, or in days to come."""
    report = programme.passport.reported_elsewhere
    if report is None:
        return
    if report.on.year <= programme.year:
        message = Message("a year's report is published after its end, not on {day}", day=report.on)
    elif report.on > today:
        message = Message(
            "{day} is in the future; a report that is still to come is published by csprog", day=report.on
        )
    else:
        return
    yield Violation("reported-day", ("passport", "reported_elsewhere", "on"), message)
