"""Gives pydantic's schema of a plan: its parts, their keys and what is required."""

from __future__ import annotations

from functools import cache
from typing import Any

from csprog.programme.model import Programme


@cache
def model_schema() -> dict[str, Any]:
    """Return the schema, made once; nobody may change it."""
    return Programme.model_json_schema()
