"""Makes rows of values that plans and published data call by the same names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from csprog.programme.enums import DONE_IN_YEAR, Outcome

Row = dict[str, Any]
Rows = dict[str, list[Row]]
"""The rows of tables by the names of these."""

_SAME = [
    "id",
    "section",
    "subsection",
    "proposal",
    "audience",
    "channel",
    "text",
    "due",
    "due_text",
    "awaited",
    "standing",
    "outcome",
    "days_overdue",
    "completed_on",
    "note",
    "reason",
]


def measure_row(record: Mapping[str, Any]) -> Row:
    """Return the row of a measure, of what its record and the published data have in common."""
    row = {name: record.get(name) for name in _SAME}
    outcome = record.get("outcome")
    known = outcome != Outcome.REPORTED_ELSEWHERE
    return {**row, "done_in_year": outcome in DONE_IN_YEAR if known else None, "responsible": record.get("responsible")}
