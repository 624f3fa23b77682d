"""What is said of a group from its root: overdue by company and unit, changes, reports, plans that are missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.portfolios import plan
from tests.cli.tool import Tool
from tests.plans import measure, small

if TYPE_CHECKING:
    from pathlib import Path

DAY = ("--as-of", "2025-06-15")
NORTH, SOUTH, WEST = "ПАО «Север»", "АО «Юг»", "ООО «Запад»"


@pytest.fixture
def group(tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Give csprog above three companies; the west has no plan of 2025, the south two units that are late."""
    del kept
    tool = Tool(tmp_path / "group")
    put(tool, "sever", 2024, plan(2024, NORTH).replace("carried_from: {year: 2023, id: 1.1.1.3}", "remark: Нет"))
    put(tool, "sever", 2025, plan(2025, NORTH))
    late = [
        of_unit("Отдел сбыта", "2025-03-31"),
        of_unit("Отдел сбыта", "2025-05-31"),
        of_unit("Канцелярия", "2025-01-31"),
        measure("on: 2025-06-10, event: completed, note: Сделано", due="2025-06-30"),
    ]
    put(tool, "yug", 2025, small(*late).replace("Общество", SOUTH))
    put(tool, "zapad", 2024, plan(2024, WEST).replace("carried_from: {year: 2023, id: 1.1.1.3}", "remark: Нет"))
    monkeypatch.chdir(tool.folder)
    return tool


def of_unit(unit: str, due: str) -> str:
    """Give a measure that a unit answers for."""
    return measure(due=due).replace("  result:", f"  responsible: {unit}\n  result:")


def put(tool: Tool, company: str, year: int, text: str) -> None:
    tool.put(f"{company}/programme/{year}.yaml", text)


def status(group: Tool, *words: str) -> Any:
    return group.json("status", *DAY, *words)


def test_the_worst_company_and_unit_come_first(group: Tool) -> None:
    found = status(group, "--year", "2025")["overdue"]
    assert [(one["organisation"], one["responsible"], one["days_overdue"], one["measures"]) for one in found] == [
        (SOUTH, "Отдел сбыта", 76, ["1.1.1.1", "1.1.1.2"]),
        (SOUTH, "Канцелярия", 135, ["1.1.1.3"]),
        (NORTH, None, 15, ["1.1.1.2"]),
    ]
    shown = group.done("status", "--year", "2025", *DAY)
    assert re.search(r"^  АО «Юг», 2025 +Отдел сбыта +76  2: 1.1.1.1, 1.1.1.2$", shown, re.MULTILINE)


def test_filters_are_those_of_one_plan(group: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = status(group, "--year", "2025", "--status", "overdue", "--due-within", "30")
    assert chosen["counts"]["total"] == chosen["counts"]["overdue"] == 4
    by_company = {one["path"]: one["measures"] for one in chosen["plans"]}
    monkeypatch.chdir(group.folder / "yug")
    assert by_company["yug/programme/2025.yaml"] == status(group, "--status", "overdue")["measures"]


def test_by_responsible_across_companies(group: Tool) -> None:
    shown = group.done("status", "--all", "--year", "2025", "--by", "responsible", *DAY)
    assert shown.index("Отдел сбыта: 2 measures (overdue: 2)") < shown.index("Канцелярия: 1 measure (overdue: 1)")


def test_what_has_changed_since_a_day(group: Tool) -> None:
    changes = status(group, "--year", "2025", "--since", "2025-05-31")["changes"]
    assert [(one["organisation"], one["id"], one["before"], one["standing"]) for one in changes] == [
        (SOUTH, "1.1.1.2", "due-soon", "overdue"),
        (SOUTH, "1.1.1.4", "due-soon", "completed"),
        (NORTH, "1.1.1.2", "due-soon", "overdue"),
    ]
    shown = group.done("status", "--year", "2025", "--since", "2025-05-31", *DAY)
    assert "\nChanged since 31 May 2025: 3\n  overdue: 2\n" in shown
    assert "changes" not in status(group, "--year", "2025")


def test_a_report_is_published_or_a_draft_or_missing(group: Tool) -> None:
    north = group.folder / "sever"
    (north / "site" / "2024").mkdir(parents=True)
    states = {one["path"]: one["publication"] for one in status(group)["plans"]}
    assert states["sever/programme/2024.yaml"] == {"state": "draft", "published_on": None, "late": True}
    assert states["zapad/programme/2024.yaml"] == {"state": "none", "published_on": None, "late": True}
    assert states["yug/programme/2025.yaml"] == {"state": "none", "published_on": None, "late": False}


def test_plans_that_are_missing_are_named(group: Tool) -> None:
    missing = [{"folder": "zapad", "organisation": WEST, "year": 2025}]
    assert status(group)["missing_plans"] == missing, "the south began in 2025"
    assert status(group, "--year", "2024")["missing_plans"] == [
        {"folder": "yug", "organisation": SOUTH, "year": 2024},
    ]
    assert group.json("report", "--year", "2025", *DAY)["missing_plans"] == missing
    assert "\nMissing plans (1): ООО «Запад», 2025\n" in group.done("report", "--year", "2025", *DAY)


def test_a_company_that_moved_to_another_folder_has_its_plan(group: Tool) -> None:
    put(group, "zapad-2", 2025, plan(2025, WEST).replace("carried_from: {year: 2024, id: 1.1.1.3}", "remark: Нет"))
    assert status(group)["missing_plans"] == []


def test_a_report_of_one_year_begins_with_the_least_carried_out(group: Tool) -> None:
    plans = group.json("report", "--year", "2025", *DAY)["plans"]
    assert [one["organisation"] for one in plans] == [SOUTH, NORTH]
    assert [one["year"] for one in group.json("report", *DAY)["plans"]] == [2025, 2024, 2024, 2025]
