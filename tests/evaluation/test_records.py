"""The names and forms that other programs rely on; DESIGN.md gives them, and a change here breaks those programs."""

from __future__ import annotations

import json
from datetime import date

import pytest

from csprog.evaluation.evaluator import evaluate
from csprog.evaluation.record_builder import due_text, measure_record, year_record
from csprog.evaluation.records import YearRecord, to_json, year_to_json
from csprog.programme.enums import Status
from tests.plans import APPROVED, day, measure, small, sound

KEYS = [
    "id",
    "proposal",
    "section",
    "subsection",
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
    "offices",
    "open_offices",
    "responsible",
    "note",
    "reason",
    "carried_since",
    "years_running",
    "carried_to",
    "repeated_to",
]
STANDINGS = [
    "planned",
    "due-soon",
    "partly-completed",
    "overdue",
    "completed",
    "completed-late",
    "not-completed",
    "cancelled",
    "carried-over",
    "reported-elsewhere",
]


def test_a_year() -> None:
    evaluation = evaluate(sound(APPROVED)[1], day(7, 1))
    found = year_record(evaluation)
    assert [section.number for section in found.sections] == ["1", "2"]
    record = year_to_json(found, found.measures, None)
    assert list(record) == [
        "year",
        "as_of",
        "organisation",
        "errors",
        "newer_format",
        "report",
        "counts",
        "outcomes",
        "unreconciled",
        "measures",
    ]
    assert (record["year"], record["as_of"], record["organisation"]) == (2025, "2025-07-01", "ПАО «Саратовэнерго»")
    assert list(record["counts"]) == [*STANDINGS, "total"]
    assert record["counts"] == {**dict.fromkeys(STANDINGS, 0), "planned": 22, "overdue": 3, "total": 25}
    assert [list(one) for one in record["measures"]] == [KEYS] * 25
    assert [one["id"] for one in record["measures"]][:4] == ["1.1.1.1", "1.1.1.2", "1.1.1.3", "1.1.2.1"]


def test_a_measure() -> None:
    journal = [
        "on: 2025-03-14, event: completed, offices: [А], note: акт",
        "on: 2025-05-01, event: postponed, to: 2025-09-30, reason: поставщик",
    ]
    _, programme = sound(small(measure(*journal, due="2025-Q2", offices="А, Б") + "  responsible: Отдел продаж\n"))
    (row,) = evaluate(programme, day(10, 2)).measures
    assert to_json(measure_record(row)) == {
        "id": "1.1.1.1",
        "proposal": "1.1.1",
        "section": "1",
        "subsection": "1.1",
        "audience": "B2B",
        "channel": "office",
        "text": "Мероприятие",
        "due": "2025-06-30",
        "due_text": "2 квартал 2025",
        "awaited": "2025-09-30",
        "standing": "overdue",
        "outcome": "pending",
        "days_overdue": 2,
        "completed_on": None,
        "offices": [
            {"name": "А", "completed_on": "2025-03-14", "standing": "completed", "outcome": "done"},
            {"name": "Б", "completed_on": None, "standing": "overdue", "outcome": "pending"},
        ],
        "open_offices": ["Б"],
        "responsible": "Отдел продаж",
        "note": "акт",
        "reason": "поставщик",
        "carried_since": None,
        "years_running": 1,
        "carried_to": [],
        "repeated_to": [],
    }


def test_a_year_read_from_json_is_the_same() -> None:
    journal = "on: 2025-03-14, event: completed, offices: [А]"
    for text in (APPROVED, small(measure(journal, offices="А, Б"))):
        found = year_record(evaluate(sound(text)[1], day(7, 1)))
        assert YearRecord.from_json(json.loads(json.dumps(to_json(found)))) == found


def test_a_measure_completed_after_the_year_tells_its_reason() -> None:
    _, programme = sound(small(measure("on: 2026-01-15, event: completed, note: поставка задержана")))
    (row,) = evaluate(programme, date(2026, 2, 1)).measures
    record = measure_record(row)
    assert (record.standing, record.completed_on) == (Status.COMPLETED_LATE, date(2026, 1, 15))
    assert record.note == record.reason == "поставка задержана"


def test_the_audience_that_is_not_given() -> None:
    (row,) = evaluate(sound(small().replace("        audience: B2B\n", ""))[1], day(7, 1)).measures
    assert measure_record(row).audience is None


@pytest.mark.parametrize(
    ("due", "printed"), [("2025-12-31", "31.12.2025"), ("2025-Q4", "4 квартал 2025"), ("2025-01-05", "05.01.2025")]
)
def test_the_deadline_as_the_document_prints_it(due: str, printed: str) -> None:
    _, programme = sound(small(measure(due=due)))
    assert due_text(programme.measures[0].measure) == printed


def test_the_deadline_in_its_own_words() -> None:
    _, programme = sound(small(measure() + "  printed:\n    due: в течение года\n"))
    assert due_text(programme.measures[0].measure) == "в течение года"
