"""Writes a plan or a part of it as a value, and a whole plan as YAML text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from csprog.programme.entries import PlanModel
from csprog.yamltext.reader import Unquoted, Value, is_text
from csprog.yamltext.scalars import WIDTH
from csprog.yamltext.writer import Comments, write

PLACEHOLDER = "ПРИМЕР (замените)"
"""Begins the texts of a first plan that its keeper has to replace."""
_MOST_DIGITS = 30  # of an amount written without an exponent


def as_value(model: PlanModel) -> dict[str, Any]:
    """Return a plan or a part of it as `load_text` would load it.

    Keys follow the model's order; defaults are left out. `type(model).model_validate` restores the model.
    """
    given = ((key, getattr(model, key), field.default) for key, field in type(model).model_fields.items())
    return {key: _plain(value) for key, value, default in given if value != default and value not in ((), {})}


def write_plan(value: dict[str, Value], header: str = "", comments: Comments | None = None) -> str:
    """Return the text of a whole plan, with a ruled comment above each section.

    `header` is the first comment, `comments` are those of `writer.write`.
    """
    sections = value.get("sections")
    count = len(sections) if isinstance(sections, list) else 0
    comments = dict(comments or {})
    for index in range(count):
        rule = f"── План, раздел {index + 1} ".ljust(WIDTH - len("  # "), "─")
        comments["sections", index] = "\n".join(filter(None, (rule, comments.get(("sections", index)))))
    return write(value, header=header, comments=comments)


def ordered(part: Mapping[str, Any], model: type[PlanModel], old: Mapping[str, Any]) -> dict[str, Any]:
    """Return a part in the order of `old` if the keys are equal, else in the model's."""
    return {key: part[key] for key in (old if old.keys() == part.keys() else model.model_fields) if key in part}


def _plain(value: Any) -> Any:
    if isinstance(value, PlanModel):
        return as_value(value)
    if isinstance(value, dict):
        return {key: _plain(child) for key, child in value.items()}
    if isinstance(value, tuple):
        return [_plain(child) for child in value]
    if isinstance(value, str):
        return value.value if isinstance(value, StrEnum) else value
    typed = _typed(value)
    return typed if is_text(typed) else Unquoted(typed)


def _typed(value: Any) -> str:
    """Return a flag, day, deadline, year or amount as people type it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        plain = f"{value:f}"
        return plain if len(plain) <= _MOST_DIGITS else str(value)
    return str(value)
