"""Figures as JSON knows them: for programs, and for other processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from csprog.parsing.periods import Period


def plain(value: Any) -> Any:
    """Return a figure under the names of docs/figures.md: shares with four decimals, amounts as texts, so that they stay exact, days as 2025-12-31."""
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case Fraction():
            return round(float(value), 4)
        case Period():
            return str(value)
        case tuple():
            return [plain(part) for part in value]
        case Mapping():
            return {key: plain(part) for key, part in value.items()}
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value
