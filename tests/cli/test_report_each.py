"""`csprog report --each`: the scorecards of offices and responsible units."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.plans import measure, small

if TYPE_CHECKING:
    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2026-02-01")
PLAN = small(
    measure("on: 2025-03-14, event: completed, offices: [Север], note: Акт", offices="Север, Юг")
    + "  responsible: Отдел продаж\n  funding: {planned: 500}\n",
    measure("on: 2025-06-01, event: completed, note: Готово", offices="Юг"),
    measure() + "  indicators:\n    - {id: А, name: Время, unit: мин, target: 5}\n  responsible: Отдел продаж\n",
    measure(),
)


@pytest.fixture
def units(csprog: Tool) -> Tool:
    """Give csprog with a plan of two offices and a unit."""
    csprog.write(PLAN)
    return csprog


def cards(units: Tool) -> dict[str, Any]:
    """Give the scorecards by unit."""
    result = units("report", "--each", "--format", "json", "--output", "cards", *AS_OF)
    assert result.exit_code == 0
    files = [units.folder / "cards" / line.rpartition("/")[2] for line in result.stdout.splitlines()]
    return {card["unit"]: card for card in (json.loads(file.read_bytes()) for file in files)}


def test_each_unit_has_the_figures_of_its_own_measures(units: Tool) -> None:
    found = cards(units)
    counts = {name: (card["measures"]["total"], card["measures"]["done"]) for name, card in found.items()}
    assert counts == {"Отдел продаж": (2, 0), "Север": (1, 1), "Юг": (2, 1)}
    assert found["Север"]["by_month"][2]["done"] == 1
    assert found["Отдел продаж"]["by_month"][2]["done"] == 0


def test_money_and_indicators_are_those_of_whoever_answers_for_them(units: Tool) -> None:
    found = cards(units)
    assert [found[name]["money"]["planned"] for name in ("Отдел продаж", "Север")] == ["500", None]
    assert [found[name]["indicators"]["total"] for name in ("Отдел продаж", "Юг")] == [1, 0]


def test_a_file_for_each_is_written_and_named(units: Tool) -> None:
    result = units("report", "--each", "--format", "html", *AS_OF)
    names = ["report-2025-Отдел-продаж.html", "report-2025-Север.html", "report-2025-Юг.html"]
    assert result.stdout.splitlines() == names
    north = (units.folder / names[1]).read_text(encoding="utf-8")
    assert "за 2025 год: Север" in north.replace("\N{NO-BREAK SPACE}", " ")
    assert "1.1.1.2" not in north
    assert result.stderr.endswith("is in none of these files: 1.1.1.4\n")


def test_a_scorecard_in_markdown_lists_the_measures(units: Tool) -> None:
    units("report", "--each", "--format", "markdown", *AS_OF)
    text = (units.folder / "report-2025-Юг.md").read_text(encoding="utf-8")
    assert "| 1.1.1.1 Мероприятие | 30.06.2025 | не выполнено | — |" in text
    assert "| 1.1.1.2 Мероприятие | 30.06.2025 | выполнено | Готово |" in text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "--each needs --format markdown, html, json, pdf"),
        (("--format", "csv"), "--each needs --format markdown, html, json, pdf"),
        (("--json", "--years", "2025"), "--each is of one plan"),
        (("--json", "--all"), "--each is of one plan"),
    ],
)
def test_what_does_not_go_together(units: Tool, words: tuple[str, ...], sentence: str) -> None:
    assert units.refused("report", "--each", *words, *AS_OF, code=2).startswith(sentence)


def test_somebody_elses_file_is_not_overwritten(units: Tool) -> None:
    units.put("report-2025-Юг.md", "моё\n")
    assert "nothing was written" in units.refused("report", "--each", "--format", "markdown", *AS_OF)
    assert not (units.folder / "report-2025-Север.md").exists()
