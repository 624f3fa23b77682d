"""Best-effort model of an invalid plan, so that content rules can still run.

The smallest faulty part is left out. Passport, sections and all down to measures hold other parts: what these can't
be without gets a placeholder, which is never shown, and no finding rests on it.
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
_MOST_ROUNDS = 12  # each leaves out what the last one left incomplete, and a plan is no deeper
_MEASURE = 8  # steps of the path to a measure
_REFERRED_TO: dict[str, KeyPath] = {
    "goals": ("goals",),
    "tasks": ("tasks",),
    "assessments": ("assessments",),
    "standard_clauses": ("passport", "standard"),
}


@dataclass(slots=True)
class PartialPlan:
    """The plan's `value` without its faulty parts; paths are those of the file.

    `left_out` has the keys and indexes missing from mappings and lists, `filled` the placeholders in mappings.
    """

    value: dict[str, Any]
    left_out: dict[KeyPath, set[str | int]] = field(default_factory=dict)
    filled: dict[KeyPath, dict[str, str]] = field(default_factory=dict)

    def parse(self, year: int) -> Programme | None:
        """Return the programme of the sound parts; `year` is its year if the passport gives none."""
        if not isinstance(self.value.get("passport"), dict):
            self.value = {**self.value, "passport": {}}
        for _ in range(_MOST_ROUNDS):
            try:
                return Programme.model_validate(self._sound(self.value))
            except ValidationError as error:
                faults = [one for one in error.errors(include_url=False) if not is_echo(one)]
            found = [(self.original(real_path(fault)), fault["type"] == "missing") for fault in faults]
            for path, missing in found:
                self._mend(path if missing else _existing(self.value, path), year, missing=missing)
        return None

    def original(self, path: KeyPath) -> KeyPath:
        """Return where the part at `path` of the programme lies in the file."""
        found: KeyPath = ()
        for step in path:
            place = step
            if isinstance(place, int):
                for gone in sorted(gone for gone in self.left_out.get(found, ()) if isinstance(gone, int)):
                    place += gone <= place
            found = (*found, place)
        return found

    def is_unreliable(self, path: KeyPath, code: str) -> bool:
        """Tell whether a finding may come from what was left out or filled."""
        if path[-1] in self.filled.get(path[:-1], ()):
            return True
        if code == "number-outside":
            return "number" in self.filled.get(path[:-3], ())
        if code == "unknown-reference":
            source = _REFERRED_TO[str(path[-2])]
            return any(gone[: len(source)] == source for gone in self._paths_left_out())
        measure = path[:_MEASURE]
        return code.startswith("journal-") and (
            "due" in self.filled.get(measure, ())
            or any(
                gone[:_MEASURE] == measure and not {"journal", "offices"}.isdisjoint(gone)
                for gone in self._paths_left_out()
            )
        )

    def _paths_left_out(self) -> Iterator[KeyPath]:
        return ((*above, step) for above, steps in self.left_out.items() for step in steps)

    def _mend(self, path: KeyPath, year: int, *, missing: bool) -> None:
        """Fill the value at `path`, or leave it out; if it is missing, leave out what can't be without it."""
        above, key = path[:-1], str(path[-1])
        placeholders = {**_PLACEHOLDERS, "year": str(year), "due": f"{year}-12-31"} if _holds_parts(above) else {}
        if key in placeholders:
            self.filled.setdefault(above, {})[key] = placeholders[key]
        elif gone := above if missing else path:
            self.left_out.setdefault(gone[:-1], set()).add(gone[-1])

    def _sound(self, value: Any, path: KeyPath = ()) -> Any:
        gone = self.left_out.get(path, ())
        if isinstance(value, dict):
            kept = {key: self._sound(child, (*path, key)) for key, child in value.items() if key not in gone}
            return {**kept, **self.filled.get(path, {})}
        if isinstance(value, list):
            return [self._sound(child, (*path, place)) for place, child in enumerate(value) if place not in gone]
        return value


def _holds_parts(path: KeyPath) -> bool:
    return path == ("passport",) or path[-2:-1] in {("sections",), ("subsections",), ("proposals",), ("measures",)}


def _existing(value: Any, path: KeyPath) -> KeyPath:
    """Return the steps of `path` that `value` has: pydantic names more than a plan has keys."""
    for number, step in enumerate(path):
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return path[:number]
    return path
