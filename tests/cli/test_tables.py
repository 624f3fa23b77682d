"""`csprog report --all --format csv|parquet`: tables of all plans, or of published years, and what docs ask of them."""

from __future__ import annotations

import csv
import io
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.test_portfolio_report import holding  # noqa: F401 - a fixture
from tests.cli.tool import Tool
from tests.extras import optional
from tests.plans import ROOT, measure, small

if TYPE_CHECKING:
    from pathlib import Path

DAY = ("--as-of", "2026-11-25")
QUERIES = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / "portfolio.md").read_text(encoding="utf-8"), re.DOTALL)
COMPANY = "7707083893"


@pytest.fixture
def group(tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Give csprog above a company that got its INN in 2026, and one with ten subsections."""
    del kept
    tool = Tool(tmp_path / "group")
    first = small(
        measure(
            "on: 2025-03-01, event: completed, note: '=1+1'",
            "on: 2025-04-01, event: spent, amount: -10.50, note: Возврат",
        )
    )
    tool.put("sever/programme/2025.yaml", first)
    second = small(measure(due="2026-06-30") + "  carried_from: {year: 2025, id: 1.1.1.1}\n").replace(
        "year: 2025\n", "year: 2026\n", 1
    )
    tool.put("sever/programme/2026.yaml", second.replace("Общество", f"Другое имя\n  inn: '{COMPANY}'"))
    tool.put("yug/programme/2025.yaml", small(number="1.10.1").replace('number: "1.1"', 'number: "1.10"'))
    monkeypatch.chdir(tool.folder)
    return tool


def tables(tool: Tool, *words: str) -> dict[str, list[dict[str, str]]]:
    """Give the tables as CSV, a mapping for each row."""
    said = tool.done("report", "--all", "--format", "csv", "--output", "out", "--force", *DAY, *words)
    assert len(said.splitlines()) == 8
    return {
        file.stem: list(csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"))
        for file in (tool.folder / "out").glob("*.csv")
    }


def test_keys_hold_over_years_and_companies(group: Tool) -> None:
    found = tables(group)
    assert [(row["company"], row["year"], row["folder"]) for row in found["plans"]] == [
        (f"№ {COMPANY}", "2025", "sever"),
        (f"№ {COMPANY}", "2026", "sever"),
        ("№ yug", "2025", "yug"),
    ]
    keys = {(row["company"], row["year"], row["id"]) for row in found["measures"]}
    assert len(keys) == len(found["measures"]) == 3
    origins = {(row["company"], row["carried_from_year"], row["carried_from_id"]) for row in found["measures"]}
    assert (f"№ {COMPANY}", "2025", "№ 1.1.1.1") in origins & keys


def test_a_csv_takes_no_number_for_another_and_runs_no_formula(group: Tool) -> None:
    found = tables(group)
    assert [row["subsection"] for row in found["measures"]] == ["№ 1.1", "№ 1.1", "№ 1.10"]
    assert found["measures"][0]["note"] == "'=1+1"
    assert [row["amount"] for row in found["entries"]] == ["", "-10.50"], "an amount below 0 is no formula"


@pytest.mark.slow
def test_published_years_give_the_same_rows_without_what_is_private(group: Tool, tmp_path: Path) -> None:
    assert group("publish", "--all", "--year", "2025", "--as-of", "2026-11-25").exit_code == 0
    own = tables(group, "--year", "2025")
    for company in ("sever", "yug"):
        shutil.copytree(group.folder / company / "site", tmp_path / "collected" / company / "site")
    published = tables(group, str(tmp_path / "collected"))
    assert {row["source"] for row in published["plans"]} == {"published"}
    for name in ("standing", "outcome", "due", "completed_on", "done_in_year", "subsection_title", "note"):
        assert [row[name] for row in published["measures"]] == [row[name] for row in own["measures"]]
    assert published["money"] == published["indicators"] == []
    assert tables(group) == tables(group, "."), "a plan goes before what was published of it"


def test_what_can_not_be_read_is_named(group: Tool) -> None:
    group.put("zapad/programme-2025.json", '{"year": 2025}')
    group.put("vostok/programme/2025.yaml", "passport: {year: 2025}\n")
    group.put("sever-2/programme/2026.yaml", (group.folder / "sever/programme/2026.yaml").read_text(encoding="utf-8"))
    told = group("report", "--all", "--format", "csv", "--output", "out", *DAY)
    assert told.exit_code == 1
    assert "zapad/programme-2025.json: zapad/programme-2025.json is not a published report\n" in told.stderr
    assert "vostok/programme/2025.yaml: " in told.stderr
    assert "sever/programme/2026.yaml is another plan of the same company and year\n" in told.stderr
    assert (group.folder / "out" / "plans.csv").exists()


def test_where_there_is_nothing(group: Tool) -> None:
    refused = group("report", "--all", "--format", "csv", "--output", "out", "--year", "1999", *DAY)
    assert (refused.exit_code, refused.stderr) == (
        1,
        "csprog: there is neither a plan nor a published report of 1999\n",
    )


@pytest.mark.slow
def test_parquet_is_typed(group: Tool) -> None:
    duckdb = optional("duckdb")
    group.done("report", "--all", "--format", "parquet", "--output", "out", *DAY)
    row = duckdb.execute(
        "SELECT subsection, due, done_in_year, year FROM 'out/measures.parquet' WHERE company = 'yug'"
    ).fetchall()[0]
    assert [type(value).__name__ for value in row] == ["str", "date", "bool", "int"]
    assert row[0] == "1.10"
    amounts = duckdb.execute("SELECT amount FROM 'out/entries.parquet' WHERE event = 'spent'").fetchall()
    assert [f"{amount:.2f}" for (amount,) in amounts] == ["-10.50"]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_queries_of_the_docs(holding: Tool, monkeypatch: pytest.MonkeyPatch, form: str) -> None:  # noqa: F811 - the fixture
    duckdb = optional("duckdb")
    holding.done("report", "--all", "--format", form, "--output", "out", *DAY)
    monkeypatch.chdir(holding.folder / "out")
    shares, chains, money = (run(duckdb, query.replace(".parquet'", f".{form}'")) for query in QUERIES)
    figures = {(line[0], line[1]): line[2:] for line in shares}
    assert figures["ООО «Пример-Энергосбыт»", 2025] == (12, 75.0, 58.3)
    assert len(shares) == 6
    sign = "№ " if form == "csv" else ""
    assert (2024, f"{sign}2.2.1.2", 2025, 2, "done-late") in [line[1:6] for line in chains]
    assert sum(line[3] for line in money) > 0
    assert all(line[2] is not None for line in money)


def run(duckdb: Any, query: str) -> list[Any]:
    return list(duckdb.execute(query).fetchall())
