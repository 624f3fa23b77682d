"""A year is counted once: every answer says the same of an office, and the same of a share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from csprog.exporting.excel.columns import AT
from tests.importing.department import Department, exported
from tests.plans import day, measure, small

if TYPE_CHECKING:
    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-07-01")
DONE = "on: 2025-03-01, event: completed, offices: [Юг], note: акт"
CANCELLED = "on: 2025-05-01, event: cancelled, reason: решение"
PLAN = small(measure(DONE, CANCELLED, offices="Юг, Север"))


@pytest.fixture
def plan(csprog: Tool) -> Tool:
    csprog.write(PLAN)
    return csprog


def test_report(plan: Tool) -> None:
    found = {one["key"]: one["measures"] for one in plan.json("report", "--year", "2025", *AS_OF)["by_office"]}
    assert [found["Юг"][name] for name in ("total", "done", "on_time", "cancelled")] == [1, 1, 1, 0]
    assert [found["Север"][name] for name in ("total", "done", "on_time", "cancelled")] == [1, 0, 0, 1]


def test_status(plan: Tool) -> None:
    (record,) = plan.json("status", *AS_OF, "--by", "office")["measures"]
    assert record["standing"] == "cancelled"
    assert record["offices"] == [
        {"name": "Юг", "completed_on": "2025-03-01", "standing": "completed", "outcome": "done"},
        {"name": "Север", "completed_on": None, "standing": "cancelled", "outcome": "cancelled"},
    ]
    shown = plan.done("status", *AS_OF, "--by", "office")
    assert re.search(r"^Юг: 1 measure \(completed: 1\)\n.*completed *\n", shown, re.MULTILINE)
    assert re.search(r"^Север: 1 measure \(cancelled: 1\)\n.*cancelled *\n", shown, re.MULTILINE)
    assert "Total: 1 measure (cancelled: 1)" in shown


def test_show(plan: Tool) -> None:
    shown = plan.done("show", "1.1.1.1", *AS_OF)
    assert "✓ Юг: 1 Mar 2025" in shown
    assert "⊘ Север: 1 May 2025" in shown


@pytest.mark.parametrize(
    ("office", "cells"),
    [
        ("Юг", {"standing": "выполнено", "done": "да", "on": day(3, 1), "note": "акт", "reason": None}),
        ("Север", {"standing": "исключено", "done": None, "on": None, "note": None, "reason": "решение"}),
    ],
)
def test_workbook_of_an_office(office: str, cells: dict[str, Any]) -> None:
    book = Department(exported(PLAN, day(7, 1), office), computed=True)
    sheet, number = book.find("1.1.1.1", office)
    found = {name: sheet.cell(number, AT[name] + 1).value for name in cells}
    found["on"] = found["on"] and found["on"].date()
    assert found == cells
    assert [cell.value for cell in book.book["Сводка"][10]][-1] == (1 if office == "Юг" else 0)


def test_page(plan: Tool) -> None:
    plan("publish", "--output", "site", *AS_OF)
    text = " ".join(re.sub("<[^>]*>", " ", (plan.folder / "site/2025/index.html").read_text("utf-8")).split())
    assert "Выполнено 01.03.2025: Юг" in text
    assert "Исключено 01.05.2025: Север" in text


@pytest.mark.parametrize(
    ("done", "of", "russian", "shown"), [(2, 3, "66,7 %", 0.667), (1, 2, "50 %", 0.5), (3, 3, "100 %", 1)]
)
def test_share(csprog: Tool, done: int, of: int, russian: str, shown: float) -> None:
    journals: list[tuple[str, ...]] = [("on: 2025-05-01, event: completed",)] * done + [()] * (of - done)
    text = small(*(measure(*journal) for journal in journals))
    csprog.write(text)
    assert csprog.done("status", *AS_OF, "--lang", "ru").partition("\n\nдальше: ")[0].rstrip().endswith(russian)
    assert f" {russian}" in csprog.done("report", "--year", "2025", *AS_OF, "--lang", "ru")
    assert csprog.json("report", "--year", "2025", *AS_OF)["measures"]["shares"]["done"] == round(done / of, 4)
    cell = list(Department(exported(text, day(7, 1)), computed=True).book["Сводка"][10])[-1]
    assert (cell.value, cell.number_format) == (shown, "0.0 %")
