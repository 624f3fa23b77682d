"""Forty companies over three years: what a group's root says of them, and what becomes of their sites."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.tool import Tool
from tests.plans import measure, small

if TYPE_CHECKING:
    from pathlib import Path

COMPANIES, YEARS = range(40), (2024, 2025, 2026)
DAY = ("--as-of", "2026-06-15")
LOST, FAULTY = 7, 11
"""Companies that have no plan of 2026, and one with an error."""


@pytest.fixture
def group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Give csprog above forty companies: the n-th has n % 4 measures overdue in 2026, all else is done."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    tool = Tool(tmp_path / "group")
    for number in COMPANIES:
        for year in YEARS:
            if (number, year) != (LOST, 2026):
                file = tool.folder / f"company-{number:02}" / "programme" / f"{year}.yaml"
                file.parent.mkdir(parents=True, exist_ok=True)
                text = "passport: {}\n" if (number, year) == (FAULTY, 2026) else plan(number, year)
                file.write_bytes(text.encode("utf-8"))
    monkeypatch.chdir(tool.folder)
    return tool


def plan(number: int, year: int) -> str:
    late = number % 4 if year == 2026 else 0
    done = measure(f"on: {year}-03-01, event: completed, note: Сделано", due=f"{year}-03-31")
    text = small(*[done] * (4 - late), *[measure(due=f"{year}-04-30")] * late)
    return text.replace("year: 2025", f"year: {year}", 1).replace("Общество", f"АО «Компания {number:02}»")


def told(group: Tool, *words: str) -> Any:
    result = group(*words, "--json", *DAY)
    assert result.exit_code == 1, "a plan has an error"
    return json.loads(result.stdout)


@pytest.mark.slow
def test_the_group_is_told(group: Tool) -> None:
    for number in COMPANIES:
        note_published(group, number)
    status = told(group, "status")
    assert len(status["plans"]) == 118
    assert status["counts"]["overdue"] == sum(number % 4 for number in COMPANIES) - FAULTY % 4 - LOST % 4
    assert [len(one["measures"]) for one in status["overdue"]] == sorted(
        (number % 4 for number in COMPANIES if number % 4 and number not in {LOST, FAULTY}), reverse=True
    )
    states = {year: {one["publication"]["state"] for one in status["plans"] if one["year"] == year} for year in YEARS}
    assert states == {2024: {"final"}, 2025: {"none"}, 2026: {"none"}}
    late = {one["path"] for one in status["plans"] if one["publication"]["late"] and one["year"] == 2024}
    assert late == {f"company-{number:02}/programme/2024.yaml" for number in COMPANIES if number % 2}
    assert [one["folder"] for one in status["missing_plans"]] == [f"company-{LOST:02}"]
    assert [fault["path"] for fault in status["faults"]] == [f"company-{FAULTY:02}/programme/2026.yaml"]
    assert len([one for one in status["plans"] if one["report"]]) == 40

    report = told(group, "report", "--year", "2026")
    shares = [one["figures"]["measures"]["shares"]["done"] for one in report["plans"]]
    assert (len(shares), shares) == (38, sorted(shares))
    assert report["missing_plans"] == status["missing_plans"]


@pytest.mark.nightly
def test_all_are_published_but_what_is_refused(group: Tool) -> None:
    final = group("publish", "--all", "--year", "2024", "--final", *DAY)
    assert final.stdout.endswith("\npublished: 40 of 40 companies\n")
    drafts = group("publish", "--all", "--year", "2026", *DAY)
    assert drafts.exit_code == 1
    assert drafts.stdout.endswith("\npublished: 38 of 39 companies\n")
    assert f"company-{FAULTY:02}:\n" in drafts.stderr
    assert "1 company has no plan of 2026 and is skipped: company-07" in drafts.stderr
    assert {one["publication"]["state"] for one in told(group, "status", "--year", "2026")["plans"]} == {"draft"}


def note_published(group: Tool, number: int) -> None:
    """Write the record that 2024 is published for good, of every other company late."""
    day = "2025-04-02" if number % 2 else "2025-03-10"
    publication = {"published_on": day, "as_of": day, "final": True, "csprog": "0.1.0", "files": {}}
    record = {"year": 2024, "publications": [publication | {"plan": "0" * 64, "templates": "0" * 64}]}
    file = group.folder / f"company-{number:02}" / "programme" / "2024.published.json"
    file.write_text(json.dumps(record), encoding="utf-8")
