"""The plan and its execution as data beside the page: JSON, exact, and CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from csprog.programme.records import iso, measure_record, year_record
from csprog.publication.status import status_of

if TYPE_CHECKING:
    from csprog.programme.evaluation import Evaluation, Row

# A cell that a spreadsheet takes for a formula (OWASP, CSV injection), full-width forms and leading spaces included.
_FORMULA = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")
COLUMNS = (
    "id",
    "section",
    "subsection",
    "audience",
    "channel",
    "proposal",
    "text",
    "due",
    "due_text",
    "awaited",
    "result",
    "standing",
    "status",
    "completed_on",
    "days_overdue",
    "offices",
    "note",
    "reason",
    "evidence",
)


def as_json(evaluation: Evaluation) -> str:
    """Return the year's data file: the names of `status --json`, and the outcome, result and evidence besides."""
    document = year_record(evaluation, evaluation.rows)
    document["measures"] = [_published(row) for row in evaluation.rows]
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_csv(evaluation: Evaluation) -> str:
    """Return one line a measure, `;` between the cells, no cell that a spreadsheet could run as a formula.

    The caller writes it in UTF-8 with a byte order mark, as a Russian Excel expects.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in evaluation.rows:
        record = {
            **_published(row),
            "status": status_of(row.outcome, year_over=evaluation.year_over).word,
            "offices": _offices(row),
        }
        record["evidence"] = " ".join(row.stand.evidence)
        writer.writerow([_cell(record[column]) for column in COLUMNS])
    return buffer.getvalue()


def _published(row: Row) -> dict[str, Any]:
    extra = {"result": row.placed.measure.result, "outcome": row.outcome, "evidence": list(row.stand.evidence)}
    return {**measure_record(row), **extra}


def _offices(row: Row) -> str:
    parts = (f"{office.name} ({iso(office.completed_on) or '—'})" for office in row.stand.offices)
    return "; ".join(parts)


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if _FORMULA.match(text) else text
