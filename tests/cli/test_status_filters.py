"""What `csprog status` can be narrowed to, and what scripts get: exit codes and JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-07-01")


def ids(csprog: Tool, *words: str) -> list[str]:
    """Give the ids of the measures that are shown on 1 July."""
    return [found["id"] for found in csprog.json("status", *AS_OF, *words)["measures"]]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("1", 15),
        ("2.", 10),
        ("1.2", 10),
        ("1.2.2", 2),
        ("1.2.2.1", 1),
        ("1.1 2.6", 6),
        ("1 1.2", 15),
        ("--audience B2B", 9),
        ("--audience b2c", 15),
        ("--audience В2В", 9),
        ("--audience в2С", 15),
        ("--channel office", 15),
        ("--channel email", 2),
        ("--channel phone", 0),
        ("--channel EMAIL --audience B2B", 1),
        ("1 --audience B2B", 5),
        ("--status overdue", 3),
        ("--status planned --status overdue", 25),
        ("--status completed", 0),
        ("--standing overdue", 3),
        ("--due-within 0", 3),
        ("--due-within 182", 3),
        ("--due-within 183", 25),
    ],
)
def test_filters(csprog: Tool, words: str, count: int) -> None:
    found = ids(csprog, *words.split())
    assert len(found) == len(set(found)) == count


def test_the_former_name_of_the_option_is_not_told(csprog: Tool) -> None:
    """--standing is accepted still; help has --status alone, and no line of it ends within a status."""
    told = csprog.done("status", "--help")
    assert "--standing" not in told
    assert "--status STATUS" in told
    assert all(
        status in told for status in ("due-soon", "partly-completed", "not-completed", "tcp://plans.example.org")
    )


def test_measures_stand_in_the_plans_order_whatever_is_asked_first(csprog: Tool) -> None:
    assert ids(csprog, "2.5", "1.2.2") == ["1.2.2.1", "1.2.2.2", "2.5.1.1"]


def test_the_channel_and_audience_are_those_of_the_subsection(csprog: Tool) -> None:
    found = csprog.json("status", "--channel", "email", *AS_OF)["measures"]
    assert [(one["subsection"], one["audience"]) for one in found] == [("2.5", "B2B"), ("2.6", None)]


def test_due_within_goes_by_the_awaited_day_of_every_open_measure(csprog: Tool) -> None:
    csprog.done("postpone", "1.2.4", "--to", "2025-07-31", "--reason", "задержка", *AS_OF)
    csprog.done("complete", "1.2.5", "--note", "готово", *AS_OF)
    csprog.done("complete", "1.1.1.1", "--office", "Заволжское МРО", *AS_OF)
    assert ids(csprog, "--due-within", "29") == ["1.2.6.1"]
    assert ids(csprog, "--due-within", "30") == ["1.2.4.1", "1.2.6.1"]
    everything = ids(csprog, "--due-within", "183")
    assert "1.1.1.1" in everything
    assert "1.2.5.1" not in everything


def test_counts_are_of_what_is_shown(csprog: Tool) -> None:
    counts = csprog.json("status", "1.2.4", "1.2.2", *AS_OF)["counts"]
    assert (counts["overdue"], counts["planned"], counts["total"]) == (1, 2, 3)


def test_a_list_is_shown_where_one_is_asked_for(csprog: Tool) -> None:
    shown = csprog.done("status", "--status", "planned", "--channel", "email", *AS_OF)
    assert "\n2 measures\n" in shown
    assert "Overdue" not in shown
    assert "1 measure\n" in csprog.done("status", "2.5", "--due-within", "200", *AS_OF)


def test_an_unknown_number(csprog: Tool) -> None:
    assert csprog.refused("status", "1", "1.7") == "the plan of 2025 has nothing numbered 1.7"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("--fail-on overdue", 1),
        ("--fail-on overdue --json", 1),
        ("--fail-on completed", 0),
        ("--fail-on completed --fail-on planned", 1),
        ("2 --fail-on overdue", 0),
        ("--status planned --fail-on overdue", 0),
    ],
)
def test_fail_on(csprog: Tool, words: str, code: int) -> None:
    result = csprog("status", *AS_OF, *words.split())
    assert (result.exit_code, result.stderr) == (code, "")
    assert result.stdout


def test_the_contract_of_json(csprog: Tool) -> None:
    shown = csprog.done("status", "1.1.1.1", "--json", *AS_OF)
    assert shown.startswith(
        '{\n  "format": 1,\n  "year": 2025,\n  "as_of": "2025-07-01",\n  "organisation": "ПАО «Саратовэнерго»",\n'
    )
    record = json.loads(shown)
    head = ["format", "year", "as_of", "organisation", "errors", "newer_format", "report", "counts", "outcomes"]
    assert list(record) == [*head, "unreconciled", "measures"]
    standings = [
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
    assert list(record["counts"]) == [*standings, "total"]
    (found,) = record["measures"]
    types = {
        "id": str,
        "proposal": str,
        "section": str,
        "subsection": str,
        "audience": str,
        "channel": str,
        "text": str,
        "due": str,
        "due_text": str,
        "awaited": str,
        "standing": str,
        "outcome": str,
        "days_overdue": int,
        "completed_on": type(None),
        "offices": list,
        "open_offices": list,
        "responsible": type(None),
        "note": type(None),
        "reason": type(None),
        "carried_since": type(None),
        "years_running": int,
        "carried_to": list,
        "repeated_to": list,
    }
    assert [(key, type(value)) for key, value in found.items()] == list(types.items())
    assert found["offices"] == [
        {"name": "Заволжское МРО", "completed_on": None, "standing": "planned", "outcome": "pending"},
        {"name": "Правобережное МРО", "completed_on": None, "standing": "planned", "outcome": "pending"},
    ]


def test_json_of_what_is_done(csprog: Tool) -> None:
    csprog.done("complete", "1.2.4", "--on", "2025-06-20", "--note", "Принято по акту", *AS_OF)
    (found,) = csprog.json("status", "1.2.4", *AS_OF)["measures"]
    assert (found["standing"], found["completed_on"], found["note"]) == ("completed", "2025-06-20", "Принято по акту")
    (before,) = csprog.json("status", "1.2.4", "--as-of", "2025-06-19")["measures"]
    assert (before["standing"], before["completed_on"], before["note"]) == ("due-soon", None, None)


def test_measures_of_an_office_stand_as_in_that_office(csprog: Tool) -> None:
    office = ("--office", "Заволжское МРО")
    csprog.done("complete", "1.1.1.1", *office, "--note", "готово", *AS_OF)
    assert "1 of 3" in csprog.done("status", *office, *AS_OF)
    shown = csprog.done("status", *office, "--status", "completed", *AS_OF)
    assert "1.1.1.1" in shown
    assert "open:" not in shown
    assert csprog.json("status", *AS_OF)["counts"]["completed"] == 0


def test_measures_of_a_responsible_unit(csprog: Tool) -> None:
    csprog.write(csprog.text.replace("due: 2025-06-30\n", "due: 2025-06-30\n                responsible: ОИТ\n", 1))
    assert "responsible: ОИТ" in csprog.text
    assert ids(csprog, "--responsible", "оит") == ["1.2.4.1"]


@pytest.mark.parametrize("words", ["--status overdue", "--status completed", "--due-within 60"])
def test_no_progress_is_told_of_measures_chosen_by_their_status(csprog: Tool, words: str) -> None:
    assert "Completed\n" not in csprog.done("status", *words.split(), *AS_OF)
    assert "Completed\n" in csprog.done("status", "--channel", "email", *AS_OF)
