"""What `csprog status` shows of the real plan: overdue first, then what is due soon, then progress."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.plans import APPROVED, measure, small

if TYPE_CHECKING:
    from tests.cli.tool import Tool

ID = re.compile(r"^ {2}(\d+(?:\.\d+)+)  ", re.MULTILINE)


def words(shown: str) -> str:
    """Give what is shown without its layout."""
    return " ".join(shown.split())


@pytest.mark.parametrize(
    ("on", "overdue", "named"),
    [("2025-07-01", 3, 3), ("2025-12-31", 3, 3), ("2026-01-01", 25, 5), ("2025-06-30", 0, 0)],
)
def test_how_many_are_overdue(csprog: Tool, on: str, overdue: int, named: int) -> None:
    shown = csprog.done("status", "--as-of", on)
    assert f"\nOverdue: {overdue}\n" in shown
    part = shown.split("Overdue:")[1].split("Due within")[0]
    assert len(ID.findall(part)) == named
    assert csprog.json("status", "--as-of", on)["counts"]["overdue"] == overdue


def test_the_three_of_june(csprog: Tool) -> None:
    shown = csprog.done("status", "--as-of", "2025-07-01")
    assert ID.findall(shown) == ["1.2.4.1", "1.2.5.1", "1.2.6.1"]
    assert shown.count("1 day late") == 3
    assert shown.count("30.06.2025") == 3
    assert "postponed" not in shown
    assert "open:" not in shown
    assert "Изменение режима работы офиса. Смещенный график обслуживания" in shown
    assert csprog.done("status", "--as-of", "2025-07-02").count("2 days late") == 3


def test_a_deadlines_own_day_is_in_time(csprog: Tool) -> None:
    shown = csprog.done("status", "--as-of", "2025-12-31")
    assert "Due within 30 days: 22" in shown
    assert shown.count("4 квартал 2025") == 2


@pytest.mark.parametrize(("on", "soon"), [("2025-05-30", 0), ("2025-05-31", 3), ("2025-11-30", 0), ("2025-12-01", 22)])
def test_due_soon_is_thirty_days(csprog: Tool, on: str, soon: int) -> None:
    assert f"Due within 30 days: {soon}\n" in csprog.done("status", "--as-of", on)


def test_ended_year_names_five_overdue_and_the_command_that_lists_all(csprog: Tool) -> None:
    shown = csprog.done("status", "--as-of", "2026-01-01")
    (more, command) = re.findall(r"and (\d+) more: csprog (.+)", shown)[0]
    assert more == "20"
    listed = ID.findall(csprog.done(*command.split(), "--as-of", "2026-01-01"))
    assert len(listed) == 25
    assert "more:" not in csprog.done("status", "1.2", "2", "--as-of", "2026-01-01")


def test_last_line_is_the_command_for_the_most_urgent(csprog: Tool) -> None:
    for day in ("2025-07-01", "2025-12-31", "2026-01-01"):
        last = csprog.done("status", "--as-of", day).splitlines()[-1]
        assert last.startswith("next: csprog show 1.2.4.1")
        assert "1.2.4.1  Создание" in csprog.done(*last.removeprefix("next: csprog ").split(), "--as-of", day)
    assert "next:" not in csprog.done("status", "--as-of", "2025-03-01")


def test_overdue_comes_before_due_soon_and_the_longest_overdue_first(csprog: Tool) -> None:
    csprog.done("complete", "1.1.1.3", "--on", "2025-02-01", "--as-of", "2025-07-01")
    shown = csprog.done("status", "--as-of", "2026-01-01")
    found = ID.findall(shown)
    assert found[:3] == ["1.2.4.1", "1.2.5.1", "1.2.6.1"]
    assert "1.1.1.3" not in found
    assert shown.index("Overdue:") < shown.index("Due within") < shown.index("Completed")


def test_what_is_due_sooner_is_shown_first(csprog: Tool) -> None:
    csprog.write(small(measure(due="2025-07-20"), measure(due="2025-07-10"), measure(due="2025-06-01"), measure()))
    found = ID.findall(csprog.done("status", "--as-of", "2025-07-01"))
    assert found == ["1.1.1.3", "1.1.1.4", "1.1.1.2", "1.1.1.1"]


def test_open_offices_are_named(csprog: Tool) -> None:
    csprog.done("complete", "1.1.1.1", "--office", "Заволжское МРО", "--as-of", "2025-07-01")
    shown = words(csprog.done("status", "1.1.1.1", "--as-of", "2025-12-31"))
    assert "open: Правобережное МРО" in shown
    assert "completed in some offices" in shown
    assert "Заволжское" not in shown


def test_a_postponed_measure_says_so(csprog: Tool) -> None:
    csprog.done("postpone", "1.2.4", "--to", "2025-07-31", "--reason", "задержка", "--as-of", "2025-07-01")
    shown = words(csprog.done("status", "--as-of", "2025-07-01"))
    assert "postponed to 31 Jul 2025" in shown
    assert "Overdue: 2" in shown
    assert "Due within 30 days: 1" in shown


@pytest.mark.usefixtures("drawn")
def test_progress_by_section(csprog: Tool) -> None:
    for proposal in ("1.2.2", "2.2.2", "1.2.3"):
        csprog.done("complete", proposal, "--as-of", "2025-05-01")
    lines = csprog.done("status", "--as-of", "2025-05-01").split("Completed")[1].splitlines()
    bars = [words(line) for line in lines if line.strip()]
    assert [re.sub("[█░]+ ", "", line) for line in bars] == [
        "1. Очное обслуживание 3 of 15 20 %",
        "2. Интерактивное обслуживание 1 of 10 10 %",
        "Total 4 of 25 16 %",
    ]
    assert [(line.count("█"), line.count("█") + line.count("░")) for line in bars] == [(5, 24), (2, 24), (4, 24)]


def test_the_title_says_whose_plan_and_from_which_day(csprog: Tool) -> None:
    first = csprog.done("status", "--as-of", "2025-07-01").splitlines()[0]
    assert first == "ПАО «Саратовэнерго» · plan of 2025 · as of 1 Jul 2025"


def test_a_filter_narrows_progress_too(csprog: Tool) -> None:
    shown = csprog.done("status", "2.5", "--as-of", "2025-07-01")
    assert "Очное обслуживание" not in shown
    assert "0 of 1 " in shown


def test_a_plan_without_measures(csprog: Tool) -> None:
    csprog.write(small().split("sections:")[0])
    assert words(csprog.done("status", "--as-of", "2025-07-01")).endswith("Total 0 of 0 —")
    assert csprog.json("status", "--as-of", "2025-07-01")["counts"]["total"] == 0


def test_the_newest_year_that_has_begun(csprog: Tool) -> None:
    csprog.write(APPROVED.replace("year: 2025", "year: 2026"), "2026.yaml")
    csprog.write(APPROVED.replace("year: 2025", "year: 2024"), "2024.yaml")
    years = [
        csprog.json("status", "--as-of", on)["year"] for on in ("2023-01-01", "2025-12-31", "2026-01-01", "2031-01-01")
    ]
    assert years == [2024, 2025, 2026, 2026]
    assert csprog.json("status", "--year", "2024", "--as-of", "2026-01-01")["year"] == 2024
    assert csprog.refused("status", "--year", "2020") == "there is no plan of 2020; there are: 2024, 2025, 2026"


def test_nothing_is_written_by_looking(csprog: Tool) -> None:
    before = csprog.text
    csprog.done("status")
    csprog.done("show", "1.2.2")
    csprog.done("validate")
    assert csprog.text == before
    assert [path.name for path in csprog.folder.rglob("*")] == ["programme", "2025.yaml"]
