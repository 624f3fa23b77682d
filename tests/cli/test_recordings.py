"""The other recordings: decline, postpone, cancel, reopen, remark; and what the plan says after them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.test_complete import added

if TYPE_CHECKING:
    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-07-01")
RECORDINGS = {
    "decline": (["decline", "1.2.2", "--reason", "нет денег"], "not-completed", {"reason": "нет денег"}),
    "postpone": (
        ["postpone", "1.2.2", "--to", "2026-03-31", "--reason", "поставщик"],
        "planned",
        {"reason": "поставщик", "awaited": "2026-03-31", "due": "2025-12-31"},
    ),
    "cancel": (
        ["cancel", "1.2.2", "--reason", "решение № 5", "--document", "Приказ № 9"],
        "cancelled",
        {"reason": "решение № 5"},
    ),
    "remark": (["remark", "1.2.2", "--note", "звонили"], "planned", {"note": None, "reason": None}),
}


@pytest.mark.parametrize(("words", "standing", "values"), RECORDINGS.values(), ids=RECORDINGS)
def test_recorded_for_both_measures(csprog: Tool, words: list[str], standing: str, values: dict[str, Any]) -> None:
    shown = csprog.done(*words, *AS_OF)
    assert [line.split()[0] for line in shown.splitlines() if not line.startswith("  ")] == [
        "plan",
        "1.2.2.1",
        "1.2.2.2",
        "written",
    ]
    found = csprog.json("status", "1.2.2", *AS_OF)["measures"]
    assert [one["standing"] for one in found] == [standing] * 2
    assert [{key: one[key] for key in values} for one in found] == [values] * 2
    lines = added(csprog)
    assert lines[: len(lines) // 2] == lines[len(lines) // 2 :]
    assert lines[:2] == ["journal:", "- on: 2025-07-01"]


@pytest.mark.parametrize(("words", "standing", "values"), RECORDINGS.values(), ids=RECORDINGS)
def test_json_is_how_the_measures_stand_now(
    csprog: Tool, words: list[str], standing: str, values: dict[str, Any]
) -> None:
    changed = csprog.json(*words, *AS_OF)
    measures = csprog.json("status", "1.2.2", *AS_OF)["measures"]
    assert changed == [{"format": 1, "year": 2025, **measure} for measure in measures]
    assert {one["standing"] for one in changed} == {standing}
    assert changed[0].items() >= values.items()


def test_a_postponement_says_by_when(csprog: Tool) -> None:
    shown = csprog.done("postpone", "1.2.4", "--to", "2025-09-30", "--reason", "поставщик", *AS_OF)
    assert "  overdue → planned, new deadline 30 Sep 2025: " in shown.splitlines()[1]
    assert added(csprog)[2:] == ["event: postponed", "to: 2025-09-30", "reason: поставщик"]


def test_decline_the_rest_of_the_offices(csprog: Tool) -> None:
    csprog.done("complete", "1.1.1.1", "--office", "Заволжское МРО", "--note", "акт", *AS_OF)
    shown = csprog.done("decline", "1.1.1.1", "--reason", "ремонт", *AS_OF)
    assert "  completed in some offices → partly completed: " in shown.splitlines()[1]
    (found,) = csprog.json("status", "1.1.1.1", *AS_OF)["measures"]
    assert (found["note"], found["reason"]) == ("акт", "ремонт")
    assert [office["completed_on"] for office in found["offices"]] == ["2025-07-01", None]


def test_decline_one_office(csprog: Tool) -> None:
    shown = csprog.done("decline", "1.1.1.1", "--office", "Заволжское МРО", "--reason", "ремонт", *AS_OF)
    assert "  planned: " in shown.splitlines()[1]
    csprog.done("complete", "1.1.1.1", *AS_OF)
    (found,) = csprog.json("status", "1.1.1.1", *AS_OF)["measures"]
    assert found["standing"] == "not-completed"


@pytest.mark.parametrize(
    "closing", [["complete"], ["decline", "--reason", "а"], ["cancel", "--reason", "а", "--document", "Приказ № 9"]]
)
def test_reopen(csprog: Tool, closing: list[str]) -> None:
    csprog.done(*closing, "1.2.2", *AS_OF)
    shown = csprog.done("reopen", "1.2.2", "--reason", "ошибка", *AS_OF)
    assert [" → planned: " in line for line in shown.splitlines()[1:3]] == [True, True]
    assert added(csprog)[-3:] == ["- on: 2025-07-01", "event: reopened", "reason: ошибка"]
    csprog.done("complete", "1.2.2", *AS_OF)


def test_reopen_one_office(csprog: Tool) -> None:
    csprog.done("complete", "1.1.1.1", *AS_OF)
    shown = csprog.done("reopen", "1.1.1.1", "--office", "Правобережное МРО", "--reason", "сломался", *AS_OF)
    assert "  completed → completed in some offices (1 of 2): " in shown.splitlines()[1]


def test_the_journal_tells_the_story(csprog: Tool) -> None:
    csprog.done("complete", "1.2.4", "--on", "2025-06-20", *AS_OF)
    csprog.done("reopen", "1.2.4", "--on", "2025-06-25", "--reason", "акт отозван", *AS_OF)
    csprog.done("remark", "1.2.4", "--on", "2025-06-26", "--note", "ждём акта", *AS_OF)
    csprog.done("postpone", "1.2.4", "--on", "2025-06-27", "--to", "2025-08-01", "--reason", "акт", *AS_OF)
    csprog.done("cancel", "1.2.4", "--reason", "не нужно", "--document", "Приказ № 9", *AS_OF)
    shown = [line.strip() for line in csprog.done("show", "1.2.4", *AS_OF).splitlines()]
    story = [
        "20 Jun 2025 completed",
        "25 Jun 2025 reopened: акт отозван",
        "26 Jun 2025 remark: ждём акта",
        "27 Jun 2025 postponed → 1 Aug 2025: акт",
        "1 Jul 2025 cancelled: не нужно (Приказ № 9)",
    ]
    at = next(number for number, line in enumerate(shown) if line.endswith(story[0]))
    assert [line.split(". ", 1)[1] for line in shown[at + 1 : at + 5]] == story[1:]


def test_what_is_taken_out_of_an_approved_plan_has_a_document(csprog: Tool) -> None:
    words = ("cancel", "1.2.4", "--reason", "не нужно")
    advice = '--document "…"'
    said = csprog.refused(*words, *AS_OF)
    assert said == f"1.2.4: the plan is approved; give the document that removes it: {advice}"
    csprog.done(*words, *advice.replace('"', "").split(), *AS_OF)
    assert added(csprog)[-2:] == ["reason: не нужно", 'document: "…"']
    assert "document          …" in csprog.done("show", "1.2.4", *AS_OF)


def test_a_plan_that_is_not_approved_needs_none(csprog: Tool) -> None:
    csprog.done(
        "cancel", "1.2.4", "--reason", "не нужно", "--on", "2024-12-20", "--as-of", "2024-12-20", "--year", "2025"
    )
    approval = "passport:\n  approval: {by: Директор, on: 2024-12-01}\n"
    csprog.write(csprog.text.replace("passport:\n", approval, 1))
    early = ("--on", "2024-12-20", "--as-of", "2024-12-20", "--year", "2025")
    assert "the plan is approved" in csprog.refused("cancel", "1.2.6", "--reason", "не нужно", *early)


def test_a_recording_under_todays_date(csprog: Tool) -> None:
    csprog.done("remark", "1.2.2.1", "--note", "сегодня")
    (entry,) = csprog.json("show", "1.2.2.1")[0]["journal"]
    assert entry["on"] == csprog.json("status")["as_of"]


@pytest.mark.parametrize("typed", ["2025-03-14", "14.03.2025", "14/3/25", "14 марта 2025 г."])
def test_a_day_as_people_write_it(csprog: Tool, typed: str) -> None:
    csprog.done("complete", "2.6.1", "--on", typed, "--as-of", "1.7.2025")
    assert added(csprog)[1] == "- on: 2025-03-14"


def test_a_sum_with_its_unit(csprog: Tool) -> None:
    csprog.done("spend", "2.6.1", "350 тыс. руб.", *AS_OF)
    assert "amount: 350000" in added(csprog)


def test_an_office_in_other_letters(csprog: Tool) -> None:
    csprog.done("complete", "1.1.1.1", "--office", "заволжское  mpo", "--note", "акт", *AS_OF)
    assert "offices: [Заволжское МРО]" in added(csprog)
