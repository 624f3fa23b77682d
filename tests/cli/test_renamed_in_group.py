"""In a group a renamed company is one, though the plans of its years lie in two folders."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.tool import Tool
from tests.plans import measure, small

if TYPE_CHECKING:
    from pathlib import Path

DAY = ("--as-of", "2027-02-01")
NEW, INN = "Фирма", "6400000126"


@pytest.fixture
def group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Give csprog above two folders of a company, renamed between them, and a third of another one."""
    tool = Tool(tmp_path / "group")
    put(tool, "a", 2025)
    put(tool, "b", 2026, f"{NEW}\n  inn: '{INN}'\n  formerly: [Общество]")
    put(tool, "c", 2025, "Запад", 3)
    put(tool, "c", 2026, "Запад", 0)
    monkeypatch.chdir(tool.folder)
    return tool


def put(tool: Tool, folder: str, year: int, name: str = "Общество", count: int = 2) -> None:
    """Write a plan with a number of overdue measures, and one that was carried out."""
    done = measure(f"on: {year}-01-15, event: completed, note: акт")
    text = small(*[measure()] * count, done).replace("2025", str(year)).replace("Общество", name)
    tool.put(f"{folder}/programme/{year}.yaml", text)


def missing(tool: Tool, command: str, *options: str) -> list[Any]:
    found = json.loads(tool(command, "--all", "--json", *options, *DAY).stdout)["missing_plans"]
    return [(one["folder"], one["organisation"], one["year"]) for one in found]


@pytest.mark.parametrize("command", ["status", "report"])
def test_neither_folder_lacks_the_plan_that_lies_in_the_other(group: Tool, command: str) -> None:
    assert missing(group, command) == missing(group, command, "--year", "2025") == []
    put(group, "c", 2027, "Запад")
    assert missing(group, command) == [("b", NEW, 2027)], "once, and under its present name"
    (group.folder / "b" / "programme" / "2026.yaml").write_text("passport: [", encoding="utf-8")
    assert ("a", "Общество", 2026) in missing(group, command), "nothing tells that the two are one"


def test_what_is_overdue_stands_by_company_the_worst_first(group: Tool) -> None:
    found = group.json("status", "--all", *DAY)
    assert [(one["path"][0], one["year"], len(one["measures"])) for one in found["overdue"]] == [
        ("a", 2025, 2),
        ("b", 2026, 2),
        ("c", 2025, 3),
    ], "the renamed one has four, more than the other one"
    assert {one["path"][0]: one["inn"] for one in found["plans"]} == {"a": None, "b": INN, "c": None}


def test_tables_have_one_key_of_it(group: Tool) -> None:
    group.done("report", "--all", "--format", "csv", "--output", "out", *DAY)
    text = (group.folder / "out" / "plans.csv").read_bytes().decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
    assert [(row["company"], row["year"], row["folder"]) for row in rows] == [
        (f"№ {INN}", "2025", "a"),
        (f"№ {INN}", "2026", "b"),
        ("№ c", "2025", "c"),
        ("№ c", "2026", "c"),
    ]


def test_two_companies_of_one_name_keep_their_own_keys(group: Tool) -> None:
    put(group, "d", 2026, "Запад")
    group.done("report", "--all", "--format", "csv", "--output", "out", *DAY)
    text = (group.folder / "out" / "plans.csv").read_bytes().decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
    assert [row["company"] for row in rows if row["organisation"] == "Запад"] == ["№ c", "№ c", "№ d"]
