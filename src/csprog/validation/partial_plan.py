"""Best-effort model of an invalid plan, so that rules of content can run.

The smallest faulty part is left out. Passport, sections, subsections, proposals and measures hold other parts: their
missing required keys get placeholders, which are never shown and on which no finding may rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from csprog.findings import KeyPath
from csprog.programme.model import Programme
from csprog.programme.plan_text import is_echo, real_path

_PLACEHOLDERS = {"title": "?", "text": "?", "result": "?", "organisation": "?", "number": "0"}
_MAX_ROUNDS = 12  # each leaves out what the last one left incomplete, and a plan is no deeper
_MEASURE_DEPTH = 8  # steps of the path to a measure
_TARGETS: dict[str, KeyPath] = {
    "goals": ("goals",),
    "tasks": ("tasks",),
    "assessments": ("assessments",),
    "standard_clauses": ("passport", "standard"),
}
"""The part of the plan that each key of references points into."""


@dataclass(slots=True)
class PartialPlan:
    """A plan's `value` without its faulty parts; paths are those of the file.

    `left_out` has the keys and indexes missing from mappings and lists, `filled` the placeholders in mappings.
    """

    value: dict[str, Any]
    left_out: dict[KeyPath, set[str | int]] = field(default_factory=dict)
    filled: dict[KeyPath, dict[str, str]] = field(default_factory=dict)

    def parse(self, year: int) -> Programme | None:
        """Return the programme of the sound parts, None if there is none.

        `year` stands in for a year that the passport doesn't give.
        """
        if not isinstance(self.value.get("passport"), dict):
            self.value = {**self.value, "passport": {}}
        for _ in range(_MAX_ROUNDS):
            try:
                return Programme.model_validate(self._sound(self.value))
            except ValidationError as error:
                faults = [fault for fault in error.errors(include_url=False) if not is_echo(fault)]
            # All paths first: each repair moves the indexes of those after it.
            repairs = [(self.original(real_path(fault)), fault["type"] == "missing") for fault in faults]
            for path, missing in repairs:
                self._repair(path if missing else _existing(self.value, path), year, missing=missing)
        return None

    def original(self, path: KeyPath) -> KeyPath:
        """Return the path in the file of the part at `path` of the programme."""
        above: KeyPath = ()
        for step in path:
            original = step
            if isinstance(original, int):
                for index in sorted(key for key in self.left_out.get(above, ()) if isinstance(key, int)):
                    original += index <= original
            above = (*above, original)
        return above

    def is_unreliable(self, path: KeyPath, code: str) -> bool:
        """Tell whether a finding may come from what was left out or filled."""
        if path[-1] in self.filled.get(path[:-1], ()):
            return True
        if code == "number-outside":
            return "number" in self.filled.get(path[:-3], ())
        if code == "unknown-reference":
            target = _TARGETS[str(path[-2])]
            return any(missing[: len(target)] == target for missing in self._paths_left_out())
        return code.startswith("journal-") and self._is_incomplete(path[:_MEASURE_DEPTH])

    def _is_incomplete(self, measure: KeyPath) -> bool:
        """Tell whether a measure lacks its deadline, entries or offices."""
        return "due" in self.filled.get(measure, ()) or any(
            missing[:_MEASURE_DEPTH] == measure and not {"journal", "offices"}.isdisjoint(missing)
            for missing in self._paths_left_out()
        )

    def _paths_left_out(self) -> Iterator[KeyPath]:
        return ((*above, step) for above, steps in self.left_out.items() for step in steps)

    def _repair(self, path: KeyPath, year: int, *, missing: bool) -> None:
        """Fill the value at `path`, or leave it out.

        If it is `missing` and has no placeholder, the part that requires it is left out.
        """
        above, key = path[:-1], str(path[-1])
        placeholders = {**_PLACEHOLDERS, "year": str(year), "due": f"{year}-12-31"} if _holds_parts(above) else {}
        if key in placeholders:
            self.filled.setdefault(above, {})[key] = placeholders[key]
        elif faulty := above if missing else path:
            self.left_out.setdefault(faulty[:-1], set()).add(faulty[-1])

    def _sound(self, value: Any, path: KeyPath = ()) -> Any:
        left_out = self.left_out.get(path, ())
        if isinstance(value, dict):
            sound = {key: self._sound(child, (*path, key)) for key, child in value.items() if key not in left_out}
            return {**sound, **self.filled.get(path, {})}
        if isinstance(value, list):
            return [self._sound(child, (*path, index)) for index, child in enumerate(value) if index not in left_out]
        return value


def _holds_parts(path: KeyPath) -> bool:
    return path == ("passport",) or path[-2:-1] in {("sections",), ("subsections",), ("proposals",), ("measures",)}


def _existing(value: Any, path: KeyPath) -> KeyPath:
    """Return the steps of `path` that `value` has.

    Pydantic's paths go on into its own types, below the keys of a plan.
    """
    for depth, step in enumerate(path):
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return path[:depth]
    return path
