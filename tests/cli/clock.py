"""Sets the clock by which csprog takes today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def set_clock(monkeypatch: pytest.MonkeyPatch, today: str) -> None:
    """Have csprog in this process run on a day, written like 2026-02-01."""

    class Clock(date):
        @classmethod
        def today(cls) -> Clock:
            return cls.fromisoformat(today)

    monkeypatch.setattr("csprog.operations.plan_choice.date", Clock)
