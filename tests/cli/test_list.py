"""`csprog list`: the plan, or a part of it, on any day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.tool import Tool

ID = re.compile(r"^ {2}(\d+(?:\.\d+)+)  ", re.MULTILINE)
AS_OF = ("--as-of", "2025-07-01")
OFFICE = "Заволжское МРО"


def test_the_whole_plan_is_listed_on_a_day_when_nothing_presses(csprog: Tool) -> None:
    shown = csprog.done("list", "--as-of", "2025-02-01")
    assert len(ID.findall(shown)) == 25
    assert "1. Очное обслуживание › 1.2. Офис обслуживания клиентов В2С" in shown
    assert shown.endswith("\n25 measures (planned: 25)\n")
    assert ID.findall(csprog.done("status", "--as-of", "2025-02-01")) == []


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("1", 15),
        ("1.2", 10),
        ("1.2.2", 2),
        ("1.2.2.1 2.5", 2),
        ("--status overdue", 3),
        ("--due-within 183", 25),
        ("--channel email --audience B2B", 1),
        (f"--office|{OFFICE}", 3),
        ("--office|заволжское  мро", 3),
        ("--goal 2.1.1", 0),
    ],
)
def test_it_can_be_narrowed(csprog: Tool, words: str, count: int) -> None:
    typed = words.split("|") if "|" in words else words.split()
    assert len(csprog.json("list", *typed, *AS_OF)["measures"]) == count


def test_measures_of_a_goal_and_of_a_clause(csprog: Tool) -> None:
    proposal = '          - number: "1.2.4"\n'
    serving = f'{proposal}            goals: ["2.1.2"]\n            standard_clauses: ["4.1"]\n'
    csprog.write(csprog.text.replace(proposal, serving))
    listed = [csprog.json("list", *words)["measures"] for words in (("--goal", "2.1.2"), ("--clause", "4.1."))]
    assert [[one["id"] for one in part] for part in listed] == [["1.2.4.1"], ["1.2.4.1"]]
    assert csprog.json("list", "--goal", "2.1.2", "2.5")["measures"] == []


def test_its_json_has_the_objects_of_status(csprog: Tool) -> None:
    csprog.done("complete", "1.2.4", "--note", "готово", "--on", "2025-06-20", *AS_OF)
    listed, status = (csprog.json(command, "1.2", *AS_OF) for command in ("list", "status"))
    assert listed["measures"] == status["measures"]
    assert listed == {key: status[key] for key in listed}


def test_an_office_is_listed_with_its_own_status(csprog: Tool) -> None:
    csprog.done("complete", "1.1.1.1", "--office", OFFICE, "--note", "готово", "--on", "2025-03-03", *AS_OF)
    whole, here = (
        csprog.json("list", "1.1.1.1", *words, "--as-of", "2026-01-10")["measures"][0]
        for words in ((), ("--office", OFFICE))
    )
    assert (whole["standing"], whole["completed_on"], whole["days_overdue"]) == ("overdue", None, 10)
    assert (here["standing"], here["completed_on"], here["days_overdue"]) == ("completed", "2025-03-03", 0)
    assert csprog.json("list", "--office", OFFICE, "--status", "completed", *AS_OF)["counts"]["total"] == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--office", "Заволжская МРО"), "there is no office “Заволжская МРО”; there are: «Заволжское МРО»"),
        (("--responsible", "ОИТ"), "there is no responsible unit “ОИТ”; there are: —"),
        (("--goal", "9"), "there is no goal 9; there are: 2.1.1, 2.1.2, 2.1.3"),
        (("--clause", "9"), "there is no clause 9 of the Standard; there are: —"),
        (("7",), "the plan of 2025 has nothing numbered 7"),
    ],
)
def test_names_that_the_plan_has_not_are_refused(csprog: Tool, words: tuple[str, ...], sentence: str) -> None:
    assert csprog.refused("list", *words).startswith(sentence)
