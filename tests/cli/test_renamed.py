"""A renamed organisation is one company, a renamed office one row."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.tool import Tool
from tests.plans import measure, small

if TYPE_CHECKING:
    from pathlib import Path

OPTIONS = ("--as-of", "2027-02-01")


def plan(year: int, office: str, keys: str = "", organisation: str = "Общество", parts: str = "") -> str:
    text = small(measure("on: 2025-05-01, event: completed, note: акт")).replace("2025", str(year))
    text = text.replace("organisation: Общество", f"organisation: {organisation}{keys}")
    text = text.replace("result:", f"offices: [{office}]\n                result:", 1)
    return text.replace("sections:", f"{parts}sections:", 1)


@pytest.fixture
def csprog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Give csprog beside two years of one company, renamed between them like its office."""
    tool = Tool(tmp_path / "repository")
    tool.write(plan(2025, "Старый офис"))
    formerly = "offices:\n  - {name: Новый офис, formerly: [Старый офис]}\n"
    tool.write(plan(2026, "Новый офис", "\n  formerly: [Общество]", "Фирма", formerly), "2026.yaml")
    monkeypatch.chdir(tool.folder)
    return tool


def test_an_office_is_one_row_of_the_years(csprog: Tool) -> None:
    report = json.loads(csprog("report", "--years", "2025..2026", "--format", "json", *OPTIONS).stdout)
    assert [[row["key"] for row in year["by_office"]] for year in report["years"]] == [["Новый офис"]] * 2
    table = csprog("report", "--years", "2025..2026", "--format", "markdown", *OPTIONS).stdout
    assert [line for line in table.splitlines() if "ый офис" in line] == ["| Новый офис | 100 % (1/1) | 100 % (1/1) |"]


def test_a_company_is_one_by_its_former_name(csprog: Tool) -> None:
    companies = json.loads(csprog("report", "--all", "--format", "json", "--no-cache", *OPTIONS).stdout)["by_company"]
    assert [(one["organisation"], one["figures"]["plans"]) for one in companies] == [("Фирма", 2)]


def test_two_companies_of_one_name_stay_two(csprog: Tool) -> None:
    csprog.write(plan(2025, "А", '\n  inn: "6400000126"'))
    csprog.write(plan(2026, "А", '\n  inn: "7700000016"'), "2026.yaml")
    companies = json.loads(csprog("report", "--all", "--format", "json", "--no-cache", *OPTIONS).stdout)["by_company"]
    assert sorted(one["inn"] for one in companies) == ["6400000126", "7700000016"]


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ("formerly: [Общество]", "“Общество” is the present name; take it out of the former ones"),
        ("А, formerly: [А]", "“А” is the present name; take it out of the former ones"),
        (
            "А, formerly: [В]}\n  - {name: Б, formerly: [В]",
            "“В” can have become only one office, and line 6 names it, too; keep it under one",
        ),
        (
            "А, formerly: [В]}\n  - {name: А, formerly: [Г]",
            "“А” is listed more than once, in line 6, too; put its former names together",
        ),
    ],
)
def test_names_that_join_nothing_are_refused(csprog: Tool, given: str, wrong: str) -> None:
    of_passport = given.startswith("formerly")
    parts = "" if of_passport else f"offices:\n  - {{name: {given}}}\n"
    csprog.write(plan(2025, "А", f"\n  {given}" if of_passport else "", parts=parts))
    found = json.loads(csprog("validate", str(csprog.file), "--json").stdout)
    assert {one["message"] for one in found if one["code"] == "former-name"} == {wrong}


def test_an_approved_plan_may_be_told_of_former_names(csprog: Tool) -> None:
    before = csprog.write(plan(2025, "А"), "../before.yaml")
    parts = "offices:\n  - {name: Б, formerly: [А]}\n"
    csprog.write(plan(2025, "А", "\n  formerly: [ОАО]", parts=parts))
    csprog.done("validate", "--against", str(before), str(csprog.file))


def test_new_takes_former_names_along(csprog: Tool) -> None:
    assert csprog("new", "2027", "--from", "2026").exit_code == 0
    text = (csprog.folder / "programme" / "2027.yaml").read_text("utf-8")
    assert "  formerly: [Общество]\n" in text
    assert "    formerly: [Старый офис]\n" in text


def test_data_have_the_names_that_join_years(csprog: Tool) -> None:
    assert csprog("publish", "--year", "2026", *OPTIONS).exit_code == 0
    data = json.loads((csprog.folder / "site" / "2026" / "programme-2026.json").read_bytes())
    assert data["passport"]["formerly"] == ["Общество"]
    assert data["offices"] == [{"name": "Новый офис", "formerly": ["Старый офис"]}]
