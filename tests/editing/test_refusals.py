"""What can't be recorded is refused in a sentence that says why, before anything is written."""

from __future__ import annotations

from typing import Any

import pytest

from csprog.editing.entry import build_entry, record
from csprog.errors import PlacementError, RefusedError
from csprog.yamltext.edits import Edit
from tests.plans import APPROVED, day, measure, small, sound

TODAY = day(7, 1)


def refusal(identifier: str, text: str = APPROVED, **values: Any) -> str:
    """Give the sentence with which recording something on 1 July is refused."""
    plan, _ = sound(text)
    with pytest.raises(RefusedError) as refused:
        record(plan, identifier, build_entry({"on": TODAY, **values}), TODAY)
    return str(refused.value)


@pytest.mark.parametrize(
    ("identifier", "values", "sentence"),
    [
        (
            "1.2.4",
            {"event": "completed"},
            "1.2.4.1: it was due on 30 Jun 2025, so a completion on 1 Jul 2025 is late and",
        ),
        (
            "1.2.2",
            {"event": "remark", "note": "а", "on": day(7, 2)},
            "2 Jul 2025 is in the future; today is 1 Jul 2025",
        ),
        ("1.2.2", {"event": "remark", "note": "а", "on": day(1, 1, 2020)}, "1 Jan 2020 is too long before 2025"),
        (
            "1.2.2",
            {"event": "postponed", "to": TODAY, "reason": "а"},
            "1.2.2.1: 1 Jul 2025 is not later than the present",
        ),
        ("1.2.2", {"event": "reopened", "reason": "а"}, "1.2.2.1: it is already open; nothing to reopen"),
        (
            "1.1.1",
            {"event": "completed", "offices": ("Там",)},
            "1.1.1.1: there is no office “Там”; there are: «Заволж",
        ),
        (
            "1.2.3",
            {"event": "completed", "offices": ("Там",)},
            "1.2.3.1: the plan lists no offices for it, so “Там” can't",
        ),
        ("1.2.9", {"event": "completed"}, "there is no measure 1.2.9 in the plan of 2025; nearest: 1.2"),
    ],
)
def test_refused(identifier: str, values: dict[str, Any], sentence: str) -> None:
    assert refusal(identifier, **values).startswith(sentence)


def test_a_proposal_that_is_closed_as_a_whole() -> None:
    done = "on: 2025-03-01, event: completed"
    sentence = refusal("1.1.1", small(measure(done), measure(done)), event="completed")
    assert sentence == (
        "1.1.1.1: it was already completed on 1 Mar 2025; to change the entry: csprog correct "
        '1.1.1.1 --year 2025 --note "…" --why "…"; to reopen it: csprog reopen 1.1.1.1 --year 2025 '
        '--reason "…"'
    )


def test_a_fault_of_one_measure_stops_all() -> None:
    text = small(measure(due="2025-12-31"), measure(due="2025-06-30"))
    assert refusal("1.1.1", text, event="completed").startswith("1.1.1.2: it was due on 30 Jun 2025")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"event": "completed", "note": " "}, "note: this is empty; give a text"),
        (
            {"event": "completed", "note": "a\tb"},
            "note: the character U+0009 (position 2) is not allowed in a plan",
        ),
        (
            {"event": "completed", "note": "a\u202eb"},
            "note: the character U+202E (position 2) is not allowed in a plan",
        ),
        (
            {"event": "completed", "evidence": "нет"},
            "evidence: a link is a full web address, like https://example.org/page",
        ),
    ],
)
def test_a_value_that_no_plan_may_hold(values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(RefusedError) as refused:
        build_entry({"on": TODAY, **values})
    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize(("office", "why"), [("а\nб", "a single line is expected"), ("", "this is empty")])
def test_an_office_that_can_be_none(office: str, why: str) -> None:
    with pytest.raises(RefusedError) as refused:
        build_entry({"on": TODAY, "event": "completed", "offices": ("А", office)})
    assert str(refused.value).startswith(f"offices: {why}")


@pytest.mark.parametrize("event", ["not-completed", "cancelled", "reopened"])
def test_an_empty_reason(event: str) -> None:
    with pytest.raises(RefusedError) as refused:
        build_entry({"on": TODAY, "event": event, "reason": ""})
    assert str(refused.value) == "reason: this is empty; give a text"


def test_a_measure_in_braces() -> None:
    text = small("- {text: Мероприятие, due: 2025-06-30, result: Результат}\n")
    plan, _ = sound(text)
    with pytest.raises(PlacementError, match="line 17 keeps a whole part of the plan in braces"):
        record(plan, "1.1.1", build_entry({"on": TODAY, "event": "remark", "note": "а"}), TODAY)


def test_an_edit_that_would_change_something_else_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    plan, _ = sound(small(measure(), measure()))
    misplaced = plan.text.index("organisation: Общество") + len("organisation: Общество")

    def astray(*_: object, **_named: object) -> Edit:
        return Edit(misplaced, misplaced, " с ограниченной ответственностью")

    monkeypatch.setattr("csprog.editing.ledger_edits.insert_items", astray)
    with pytest.raises(
        PlacementError, match=r"the entry for 1\.1\.1\.1 can't be inserted without changing something else"
    ):
        record(plan, "1.1.1.1", build_entry({"on": TODAY, "event": "remark", "note": "а"}), TODAY)
