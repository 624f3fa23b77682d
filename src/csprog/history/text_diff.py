"""Values of a plan as texts, and differences of texts by words."""

from __future__ import annotations

import json
from difflib import SequenceMatcher
from typing import Literal

Run = tuple[Literal["same", "old", "new"], str]


def flatten(value: object, prefix: str = "") -> dict[str, str]:
    """Return the texts of a value by the path of their keys: clauses.0.text."""
    if value is None:
        return {}
    fields = fields_of(value)
    if fields is None:
        return {prefix: as_text(value)}
    return {k: v for key, inner in fields for k, v in flatten(inner, f"{prefix}.{key}".lstrip(".")).items()}


def as_text(value: object) -> str:
    """Return a value as one text, empty if it is not given.

    Different lists give different texts.

    An indicator's actuals are left out: they are compared item by item.
    """
    if value is None or value == ():
        return ""
    fields = fields_of(value)
    if fields is None:
        return str(value).lower() if isinstance(value, bool) else _visible(str(value))
    if isinstance(value, tuple):
        return "; ".join(_listed(as_text(inner)) for _, inner in fields)
    return ", ".join(f"{key}: {as_text(inner)}" for key, inner in fields if key != "actuals" and as_text(inner))


def word_diff(old: str, new: str) -> list[Run]:
    """Return the words of both texts in order, in runs of one state."""
    before, after = old.split(), new.split()
    runs: list[Run] = []
    for operation, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if operation == "equal":
            runs.append(("same", " ".join(before[a:b])))
            continue
        if a < b:
            runs.append(("old", " ".join(before[a:b])))
        if c < d:
            runs.append(("new", " ".join(after[c:d])))
    return runs


def _visible(text: str) -> str:
    """Return a text, in quotes if it is empty or begins or ends with a space."""
    return text if text and text == text.strip() else json.dumps(text, ensure_ascii=False)


def _listed(text: str) -> str:
    """Return an item of a list, in quotes if it would read as two: "Север; Юг"."""
    return json.dumps(text, ensure_ascii=False) if ";" in text or text.startswith('"') else text


def fields_of(value: object) -> list[tuple[str, object]] | None:
    """Return the items of a list or mapping with their keys, else None."""
    if isinstance(value, tuple):
        return [(str(index), item) for index, item in enumerate(value)]
    if isinstance(value, dict):
        return [(str(key), item) for key, item in value.items()]
    names = getattr(type(value), "model_fields", None)
    return None if names is None else [(name, getattr(value, name)) for name in names]
