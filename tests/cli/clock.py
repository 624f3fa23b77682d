"""Sets the clock by which csprog takes today, and begins beside a plan on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.cli.tool import Tool

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def set_clock(monkeypatch: pytest.MonkeyPatch, today: str) -> None:
    """Have csprog in this process run on a day, written like 2026-02-01."""

    class Clock(date):
        @classmethod
        def today(cls) -> Clock:
            return cls.fromisoformat(today)

    monkeypatch.setattr("csprog.operations.plan_choice.date", Clock)


def begun_beside(plan: str, folder: Path, monkeypatch: pytest.MonkeyPatch, today: str) -> Tool:
    """Give csprog in a new folder beside a plan, on a day written like 2026-02-01."""
    tool = Tool(folder / "repository")
    tool.write(plan)
    monkeypatch.chdir(tool.folder)
    set_clock(monkeypatch, today)
    return tool
