"""A plan that says something else than what was published for good: `validate` and `status` say so, as `publish` does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.clock import begun_beside
from tests.cli.tool import Tool
from tests.plans import measure, small

if TYPE_CHECKING:
    from pathlib import Path

PLAN = small(measure("on: 2025-05-01, event: completed, note: акт"))
SENTENCE = (
    "the index shows the final report for 2025, but its plan has changed since; restore it, or "
    'publish a correction: csprog publish --year 2025 --again --reason "…"'
)


@pytest.fixture
def csprog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Give csprog beside a plan that was published for good."""
    tool = begun_beside(PLAN, tmp_path, monkeypatch, "2026-02-01")
    assert tool("publish", "--year", "2025", "--final").exit_code == 0
    return tool


def warnings(csprog: Tool, *words: str) -> list[str]:
    found = json.loads(csprog("validate", "--json", *words).stdout)
    return [one["message"] for one in found if one["code"] == "published-differs"]


def status(csprog: Tool, *words: str) -> str:
    result = csprog("status", "--year", "2025", *words)
    assert result.exit_code == 0
    return " ".join((result.stdout + result.stderr).split())


def test_nothing_is_said_of_a_comment(csprog: Tool) -> None:
    csprog.write(f"# Комментарий\nformat: 1\n{PLAN}")
    assert warnings(csprog) == []
    assert "something else" not in status(csprog)


@pytest.mark.slow
def test_another_note_is_told_until_it_is_published(csprog: Tool) -> None:
    csprog.write(PLAN.replace("акт", "Акт"))
    assert warnings(csprog) == [SENTENCE]
    assert SENTENCE in status(csprog)
    assert csprog("validate").exit_code == 0
    assert warnings(csprog, "--as-of", "2026-01-31") == [], "the day before it was published"
    assert csprog("publish", "--year", "2025", "--again", "--reason", "Опечатка").exit_code == 0
    assert warnings(csprog) == []
    assert "something else" not in status(csprog)
