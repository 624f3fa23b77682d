"""What is known of a plan's bytes is told again without reading them as a plan: `status` and `validate` of one plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csprog.portfolio import cache

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-07-01")
WAYS = [
    (),
    ("1.2", "--json"),
    ("--by", "office"),
    ("--by", "section"),
    ("--status", "overdue", "--json"),
    ("--due-within", "90"),
]


@pytest.fixture(autouse=True)
def _nothing_kept(kept: Path) -> None:
    assert not kept.exists()


@pytest.mark.parametrize("words", WAYS, ids=" ".join)
def test_status_is_told_again_without_reading(csprog: Tool, parsed: list[str], words: tuple[str, ...]) -> None:
    first = csprog.done("status", *AS_OF, "--no-cache", *words)
    csprog.done("status", *AS_OF)
    parsed.clear()
    assert csprog.done("status", *AS_OF, *words) == first
    assert parsed == []


def test_in_another_language_the_same_is_said_in_it(csprog: Tool, parsed: list[str]) -> None:
    csprog.done("status", *AS_OF)
    parsed.clear()
    assert "Просрочено: 3" in csprog.done("status", *AS_OF, "--lang", "ru")
    assert parsed == []


def test_what_was_recorded_is_told_at_once(csprog: Tool) -> None:
    csprog.done("status", *AS_OF)
    csprog.done("complete", "2.6.1", "--note", "сделано", *AS_OF)
    shown = {one["id"]: one["standing"] for one in csprog.json("status", *AS_OF)["measures"]}
    assert shown["2.6.1.1"] == "completed"
    assert csprog.json("status", "--as-of", "2025-06-30")["counts"]["completed"] == 0


def test_problems_of_one_plan_are_told_again_without_reading(csprog: Tool, parsed: list[str]) -> None:
    first = csprog("validate", *AS_OF)
    parsed.clear()
    again = csprog("validate", *AS_OF)
    assert (again.exit_code, again.stdout) == (first.exit_code, first.stdout)
    assert parsed == []
    csprog.write(csprog.text.replace("due: 2025-06-30", "due: soon", 1))
    assert "a deadline is a date" in csprog("validate", *AS_OF).stdout
    assert csprog("validate", *AS_OF).exit_code == 1


def test_a_plan_at_fault_is_refused_however_often(csprog: Tool) -> None:
    csprog.write(csprog.text.replace("due: 2025-06-30", "due: soon", 1))
    for _ in range(2):
        result = csprog("status", *AS_OF)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "a deadline is a date" in result.stderr


def test_a_python_without_sqlite_keeps_nothing(csprog: Tool, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = csprog.done("status", *AS_OF, "--no-cache")
    monkeypatch.setattr(cache, "sqlite3", None)
    assert csprog.done("status", *AS_OF) == first
    assert not kept.exists()


def test_without_cache_nothing_is_kept(csprog: Tool, parsed: list[str], kept: Path) -> None:
    csprog.done("status", *AS_OF, "--no-cache")
    csprog("validate", *AS_OF, "--no-cache")
    assert not kept.exists()
    csprog.done("status", *AS_OF)
    parsed.clear()
    csprog.done("status", *AS_OF, "--no-cache")
    assert len(parsed) == 1
