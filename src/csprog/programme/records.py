"""A measure as a record for other programs: the names here are a contract that they rely on."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from csprog.programme.evaluation import tally
from csprog.programme.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from csprog.programme.evaluation import Evaluation, Row
    from csprog.programme.model import Measure
    from csprog.programme.values import Due


def measure_record(row: Row) -> dict[str, Any]:
    """Return a measure under the names that other programs rely on (`status --json`)."""
    placed, how = row.placed, row.stand
    return {
        "id": placed.id,
        "proposal": placed.proposal.number,
        "section": placed.section.number,
        "subsection": placed.subsection.number,
        "audience": placed.subsection.audience,
        "channel": placed.subsection.channel,
        "text": placed.measure.text,
        "due": placed.measure.due.day.isoformat(),
        "due_text": due_text(placed.measure),
        "awaited": how.awaited.isoformat(),
        "standing": how.standing,
        "days_overdue": how.days_overdue,
        "completed_on": iso(how.completed_on),
        "offices": [{"name": office.name, "completed_on": iso(office.completed_on)} for office in how.offices],
        "responsible": placed.measure.responsible,
        "note": how.note,
        "reason": row.reason or how.reason,
    }


def counts(rows: Iterable[Row]) -> dict[str, int]:
    """Return how many of `rows` stand how, every standing named, and their total."""
    total = tally(rows)
    return {**{standing.value: total.standings[standing] for standing in Standing}, "total": total.total}


def year_record(evaluation: Evaluation, rows: Sequence[Row]) -> dict[str, Any]:
    """Return the year with `rows` of it, as `status --json` gives it."""
    return {
        "year": evaluation.programme.year,
        "as_of": evaluation.day.isoformat(),
        "organisation": evaluation.programme.passport.organisation,
        "counts": counts(rows),
        "measures": [measure_record(row) for row in rows],
    }


def due_text(measure: Measure) -> str:
    """Return the deadline as the document prints it: 31.12.2025, 4 квартал 2025, or its own words."""
    if measure.printed is not None and measure.printed.due is not None:
        return measure.printed.due
    return due_words(measure.due)


@cache
def due_words(due: Due) -> str:
    """Return a deadline in words: 31.12.2025 or 4 квартал 2025."""
    return f"{due.day:%d.%m.%Y}" if due.quarter is None else f"{due.quarter} квартал {due.day.year}"


def iso(day: date | None) -> str | None:
    """Return the day as 2025-12-31, None for none."""
    return day.isoformat() if day else None
