"""A measure that was carried over, and again: what `log` and `show` tell of the years before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.git.office import Office, recorded

if TYPE_CHECKING:
    from pathlib import Path

UNDONE = recorded("decline", "1.2.4", "--reason", "Нет денег")


@pytest.fixture
def years(office: Office) -> Office:
    """Give a repository in which 1.2.4.1 was not carried out in 2025 and 2026 and goes on in 2027 as 1.2.1.1."""
    UNDONE(office)
    office.commit("2025 кончился")
    assert office("new", "2026", "--carry", "1.2.4", "--as-of", "2025-12-31").exit_code == 0
    office.commit("план 2026")
    office.done(
        "postpone", "1.2.1", "--to", "2027-03-31", "--reason", "Ждём прибор", "--year", "2026", "--as-of", "2026-12-01"
    )
    office.commit("перенос")
    assert office("new", "2027", "--as-of", "2026-12-31").exit_code == 0
    office.commit("план 2027")
    office.done(
        "complete", "1.2.1", "--on", "2027-02-01", "--note", "Сделано", "--year", "2027", "--as-of", "2027-02-01"
    )
    return office


def told(office: Office, *words: str) -> list[str]:
    """Give the lines of the log without who committed what when."""
    lines = office.done("log", *words, "--as-of", "2027-12-31").splitlines()
    return [line.split("  (Анна")[0] for line in lines]


def test_the_log_begins_in_the_first_year(years: Office) -> None:
    assert told(years, "1.2.1", "--year", "2027") == [
        "2025, 1.2.4.1  entered in the plan",
        "2025, 1.2.4.1  31 Dec 2025 not completed: Нет денег",
        "2026, 1.2.1.1  carried over from the plan of 2025, 1.2.4.1: Нет денег",
        "2026, 1.2.1.1  entered in the plan",
        "2026, 1.2.1.1  1 Dec 2026 postponed → 31 Mar 2027: Ждём прибор",
        "1.2.1.1  carried over from the plan of 2026, 1.2.1.1: Ждём прибор",
        "1.2.1.1  entered in the plan",
        "1.2.1.1  1 Feb 2027 completed: Сделано  (not committed yet)",
    ]
    assert told(years, "1.2.4", "--year", "2025") == [
        "1.2.4.1  entered in the plan",
        "1.2.4.1  31 Dec 2025 not completed: Нет денег",
        "2026, 1.2.1.1  carried over from the plan of 2025, 1.2.4.1: Нет денег",
        "2026, 1.2.1.1  entered in the plan",
        "2026, 1.2.1.1  1 Dec 2026 postponed → 31 Mar 2027: Ждём прибор",
        "2027, 1.2.1.1  carried over from the plan of 2026, 1.2.1.1: Ждём прибор",
        "2027, 1.2.1.1  entered in the plan",
        "2027, 1.2.1.1  1 Feb 2027 completed: Сделано  (not committed yet)",
    ]
    assert told(years, "--year", "2027") == ["1.2.1.1  1 Feb 2027 completed: Сделано  (not committed yet)"]


def test_the_log_for_programs(years: Office) -> None:
    events = years.json("log", "1.2.1", "--year", "2027", "--as-of", "2027-12-31")
    assert [(event["year"], event["id"]) for event in events[:3]] == [
        (2025, "1.2.4.1"),
        (2025, "1.2.4.1"),
        (2026, "1.2.1.1"),
    ]
    assert events[2]["carried_from"] == {"year": 2025, "id": "1.2.4.1", "reason": "Нет денег"}
    assert events[1]["commit"]
    assert events[-1]["year"] == 2027


@pytest.mark.slow
@pytest.mark.parametrize("how", ["no plan", "a plan at fault", "no measure", "a year to come"])
def test_where_the_trail_is_lost(years: Office, how: str) -> None:
    """What can't be followed is said, and the rest is told; a link that leads forward is not followed at all."""
    earlier = years.folder / "programme" / "2025.yaml"
    if how == "no plan":
        earlier.unlink()
    elif how == "a plan at fault":
        years.write("passport: {}\n")
    elif how == "no measure":
        _replace(years.folder / "programme" / "2026.yaml", 'id: "1.2.4.1"', 'id: "9.9"')
    else:
        _replace(years.folder / "programme" / "2026.yaml", "year: 2025\n", "year: 2027\n")
    lines = told(years, "1.2.1", "--year", "2027")
    lost = {
        "no measure": ["2025, 9.9  not found in the plan of 2025"],
        "a year to come": [],
    }.get(how, ["2025, 1.2.4.1  not found in the plan of 2025"])
    assert [line for line in lines if line.startswith("2025")] == lost
    assert not any("of 2027" in line for line in lines)
    assert "2026, 1.2.1.1  1 Dec 2026 postponed → 31 Mar 2027: Ждём прибор" in lines


def test_where_two_measures_lead_nowhere_together_it_is_told_once(years: Office) -> None:
    """A measure may go on as two."""
    file = years.folder / "programme" / "2027.yaml"
    text = file.read_text(encoding="utf-8")
    origin = text[text.index("              - text: ") : text.index("                journal:")]
    _replace(file, origin, origin + origin)
    file.write_text(file.read_text(encoding="utf-8").replace("year: 2026\n", "year: 2024\n"), encoding="utf-8")
    lost = [line for line in told(years, "1.2.1", "--year", "2027") if "not found" in line]
    assert lost == ["2024, 1.2.1.1  not found in the plan of 2024"]


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_show_says_where_it_comes_from(years: Office) -> None:
    shown = years.done("show", "1.2.1", "--year", "2026", "--as-of", "2026-12-31")
    assert "  previous plan     carried over from the plan of 2025, 1.2.4.1: Нет денег" in shown
    (record,) = years.json("show", "1.2.1", "--year", "2026", "--as-of", "2026-12-31")
    assert record["carried_from"] == {"year": 2025, "id": "1.2.4.1", "reason": "Нет денег"}
    assert years.json("show", "1.2.5", "--year", "2025")[0]["carried_from"] is None
