"""What parts of a plan say, as texts that can be compared and shown."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Literal


def flatten(value: object, prefix: str = "") -> dict[str, str]:
    """Return what a part of the document says, by the path of its keys (clauses.0.text)."""
    if value is None:
        return {}
    fields = _fields(value)
    if fields is None:
        return {prefix: str(value)}
    return {k: v for key, inner in fields for k, v in flatten(inner, f"{prefix}.{key}".lstrip(".")).items()}


def _fields(value: object) -> list[tuple[str, object]] | None:
    if isinstance(value, tuple):
        return [(str(number), item) for number, item in enumerate(value)]
    if isinstance(value, dict):
        return [(str(key), item) for key, item in value.items()]
    names = getattr(type(value), "model_fields", None)
    return None if names is None else [(name, getattr(value, name)) for name in names]


def as_text(value: object) -> str:
    """Return a value of the plan as one text, empty where it is not given; what was recorded of an indicator apart."""
    if value is None or value == ():
        return ""
    fields = _fields(value)
    if fields is None:
        return str(value)
    if isinstance(value, tuple):
        return "; ".join(as_text(inner) for _, inner in fields)
    return ", ".join(f"{key}: {as_text(inner)}" for key, inner in fields if key != "actuals" and as_text(inner))


def word_diff(old: str, new: str) -> list[tuple[Literal["same", "old", "new"], str]]:
    """Return the words of both texts in order, in runs that stayed, went or came."""
    before, after = old.split(), new.split()
    runs: list[tuple[Literal["same", "old", "new"], str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(("same", " ".join(before[a:b])))
            continue
        if a < b:
            runs.append(("old", " ".join(before[a:b])))
        if c < d:
            runs.append(("new", " ".join(after[c:d])))
    return runs
