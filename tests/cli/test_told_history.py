"""What happened to a measure stays told: postponements, what the next year took over, why a plan is empty."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.plans import measure, small

if TYPE_CHECKING:
    from tests.cli.tool import Tool

REASON = "Подрядчик сорвал срок"
THIS_YEAR = small(
    measure(
        f"on: 2025-06-01, event: postponed, to: 2025-12-01, reason: {REASON}",
        "on: 2025-11-01, event: completed, note: Готово",
    ),
    measure("on: 2025-12-10, event: postponed, to: 2026-03-31, reason: Нет поставки", offices="А, Б"),
    measure("on: 2025-12-20, event: not-completed, reason: Нет средств", offices="А, Б"),
)
NEXT_YEAR = small(
    measure("on: 2026-02-10, event: completed, note: Да", due="2026-03-31")
    + "  carried_from: {year: 2025, id: 1.1.1.2}\n"
).replace("year: 2025\n  title", "year: 2026\n  title", 1)
PUBLISH = ("publish", "--year", "2025")
EMPTY = "passport:\n  year: 2025\n  title: План\n  organisation: Общество\nsections: []\n"


def shown(csprog: Tool) -> str:
    """Give the text of the published page."""
    page = (csprog.folder / "site/2025/index.html").read_text("utf-8")
    return " ".join(unescape(re.sub("<[^>]*>", " ", page)).split())


@pytest.mark.slow
def test_a_postponement_stays_told_when_the_measure_is_done(csprog: Tool) -> None:
    csprog.write(THIS_YEAR)
    csprog(*PUBLISH, "--as-of=2026-02-15")
    assert f"Перенесено 01.06.2025 на 01.12.2025: {REASON}" in shown(csprog)
    data = json.loads((csprog.folder / "site/2025/programme-2025.json").read_text("utf-8"))
    assert data["measures"][0]["postponements"] == [{"on": "2025-06-01", "to": "2025-12-01", "reason": REASON}]
    assert [one["closed_on"] for one in data["measures"]] == ["2025-11-01", None, "2025-12-20"]


def test_each_reason_stands_once_in_the_list_and_once_in_the_plan(csprog: Tool) -> None:
    csprog.write(THIS_YEAR)
    csprog(*PUBLISH, "--as-of=2026-02-15")
    text = shown(csprog)
    assert [text.count(reason) for reason in (REASON, "Нет поставки")] == [2, 2]
    assert text.count("Нет средств") == 4  # its two offices, each by itself, tell it as well
    assert "Не выполнено 20.12.2025:" not in text  # what holds for all offices is said of the measure alone


@pytest.mark.slow
def test_what_the_next_plan_took_over_says_where_and_what_became_of_it(csprog: Tool) -> None:
    csprog.write(THIS_YEAR)
    csprog.write(NEXT_YEAR, "2026.yaml")
    csprog("publish", "--year", "2026", "--as-of=2026-02-15")
    csprog(*PUBLISH, "--as-of=2026-02-05")
    assert "Перенесено в план 2026 года, № 1.1.1.1 : в работе, срок 31.03.2026" in shown(csprog)
    assert 'href="../2026/index.html#m-1-1-1-1"' in (csprog.folder / "site/2025/index.html").read_text("utf-8")
    csprog(*PUBLISH, "--as-of=2026-02-15")
    assert "№ 1.1.1.1 : выполнено 10.02.2026" in shown(csprog)


@pytest.mark.slow
def test_a_year_published_for_good_keeps_what_it_said_of_the_next(csprog: Tool) -> None:
    csprog.write(THIS_YEAR)
    csprog.write(NEXT_YEAR, "2026.yaml")
    assert csprog(*PUBLISH, "--final", "--as-of=2026-02-15").exit_code == 0
    before = (csprog.folder / "site/2025/index.html").read_bytes()
    csprog.write(NEXT_YEAR.replace("on: 2026-02-10", "on: 2026-01-20"), "2026.yaml")
    assert csprog(*PUBLISH, "--as-of=2026-02-15").exit_code == 0
    assert (csprog.folder / "site/2025/index.html").read_bytes() == before


@pytest.mark.slow
def test_a_plan_without_measures_is_published_for_good_only_with_the_reason(csprog: Tool) -> None:
    csprog.write(EMPTY)
    refused = csprog(*PUBLISH, "--final", "--as-of=2026-02-15")
    assert refused.exit_code == 1
    assert "no_measures_reason" in refused.stderr
    assert "gap-measures" in csprog("validate", "--as-of=2026-02-15").stdout
    csprog.write(EMPTY.replace("sections", "  no_measures_reason: Повышать нечего\nsections"))
    assert csprog(*PUBLISH, "--final", "--as-of=2026-02-15").exit_code == 0
    assert "Причина: Повышать нечего" in shown(csprog)
    assert "gap-measures" not in csprog("validate", "--as-of=2026-02-15").stdout
