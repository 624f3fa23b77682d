"""Best-effort model of an invalid plan, so that rules of content can run.

A value whose meaning is clear in spite of its form, and a key that is nearly right, count as they were meant; else the
smallest faulty part is left out. Passport, sections, subsections, proposals and measures hold other parts: their
missing required keys get placeholders, which are never shown and on which no finding may rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from csprog.findings import KeyPath
from csprog.parsing.names import latin
from csprog.programme.model import Programme
from csprog.programme.plan_text import is_echo, real_path
from csprog.programme.unknown_keys import meant_key
from csprog.yamltext.reader import Unquoted

_PLACEHOLDERS = {"title": "?", "text": "?", "result": "?", "organisation": "?", "number": "0"}
_MAX_ROUNDS = 16  # each leaves out what the last one left incomplete, and a plan is no deeper
_MEASURE_DEPTH = 8  # steps of the path to a measure
_PRINTED_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_TARGETS: dict[str, KeyPath] = {
    "goals": ("goals",),
    "tasks": ("tasks",),
    "assessments": ("assessments",),
    "standard_clauses": ("passport", "standard"),
}
"""The part of the plan that each key of references points into."""
_GIVEN_BY = {
    "gap-measures": "no_measures_reason",
    "gap-clauses": "standard_clauses",
    "gap-responsible": "responsible",
    "gap-audience": "audience",
    "gap-channel": "channel",
    **{
        f"gap-{key}": key
        for key in ("approval", "standard", "funding", "indicators", "origin", "goals", "assessments", "digital")
    },
}
"""The key that each duty is fulfilled by."""
OF_WHOLE_PLAN = frozenset({"unknown-reference", "corrected-unknown", "amendment-unknown", "left-open"})
"""Findings that anything missing elsewhere in the plan may explain."""
_LISTS_OF_PARTS = frozenset({"sections", "subsections", "proposals", "measures"})


@dataclass(slots=True)
class PartialPlan:
    """A plan's `value` without its faulty parts; paths are those of the file.

    `left_out` has the keys and indexes missing from mappings and lists, `filled` the placeholders in mappings, `renamed`
    the keys in mappings that were meant by others, `meant` the values that others stand for.
    """

    value: dict[str, Any]
    left_out: dict[KeyPath, set[str | int]] = field(default_factory=dict)
    filled: dict[KeyPath, dict[str, str]] = field(default_factory=dict)
    renamed: dict[KeyPath, dict[str, str]] = field(default_factory=dict)
    meant: dict[KeyPath, Any] = field(default_factory=dict)

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
            # All paths first: each repair moves the indexes of those after it. Keys first: one may be that which is missing.
            repairs = [(self.original(real_path(fault)), fault) for fault in faults]
            for path, fault in sorted(repairs, key=lambda repair: repair[1]["type"] == "missing"):
                if not self._take_as_meant(path, fault):
                    missing = fault["type"] == "missing"
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
            else:
                typed = (key for key, name in self.renamed.get(above, {}).items() if name == original)
                original = next(typed, original)
            above = (*above, original)
        return above

    def is_unreliable(self, path: KeyPath, code: str) -> bool:
        """Tell whether a finding may come from what was left out or filled."""
        if path[-1] in self.filled.get(path[:-1], ()):
            return True
        if "switched_off" in self.left_out.get((), ()) or code in self.left_out.get(("switched_off",), ()):
            return True
        if code.startswith("gap-"):
            return self._may_give(_GIVEN_BY[code], path if path != ("passport",) else ())
        if code.startswith("journal-"):
            return self._is_incomplete(path[:_MEASURE_DEPTH])
        match code:
            case "number-outside":
                return "number" in self.filled.get(path[:-3], ())
            case "amendment-unknown" | "left-open":
                return any(missing[0] == "sections" for missing in self._paths_lacking())
            case "carried-from-text":
                return "text" in self.filled.get(path[:_MEASURE_DEPTH], ())
        return any(self._is_left_out(target) for target in _rests_on(path, code))

    def _is_left_out(self, target: KeyPath) -> bool:
        """Tell whether a part, or one in it, was left out."""
        return any(missing[: len(target)] == target for missing in self._paths_left_out())

    def _may_give(self, key: str, below: KeyPath) -> bool:
        """Tell whether a part that was left out below a path may have had `key`."""
        return any(
            key in missing or not _LISTS_OF_PARTS.isdisjoint(missing[-2:])
            for missing in self._paths_left_out()
            if missing[: len(below)] == below
        )

    def _is_incomplete(self, measure: KeyPath) -> bool:
        """Tell whether a measure lacks its deadline, entries or offices."""
        return "due" in self.filled.get(measure, ()) or any(
            missing[:_MEASURE_DEPTH] == measure and not {"journal", "offices"}.isdisjoint(missing)
            for missing in self._paths_left_out()
        )

    def _paths_left_out(self) -> Iterator[KeyPath]:
        return ((*above, step) for above, steps in self.left_out.items() for step in steps)

    def _paths_lacking(self) -> Iterator[KeyPath]:
        """Yield what was left out, and what was filled."""
        yield from self._paths_left_out()
        yield from ((*above, key) for above, keys in self.filled.items() for key in keys)

    def _take_as_meant(self, path: KeyPath, fault: ErrorDetails) -> bool:
        """Put right a key or a value whose meaning is clear; tell whether it is."""
        above, key = path[:-1], path[-1]
        if fault["type"] == "extra_forbidden":
            present = {*_at(self.value, above), *self.filled.get(above, ()), *self.renamed.get(above, {}).values()}
            name = meant_key(fault["loc"], present)
            if name and name not in present:
                self.renamed.setdefault(above, {})[str(key)] = name
                return True
            return False
        meant = _meant(fault)
        if meant is None or path in self.meant or _existing(self.value, path) != path:
            return False
        self.meant[path] = meant
        return True

    def _repair(self, path: KeyPath, year: int, *, missing: bool) -> None:
        """Fill the value at `path`, or leave it out.

        If it is `missing` and has no placeholder, the part that requires it is left out.
        """
        above, key = path[:-1], str(path[-1]) if path else ""
        if missing and key in self.renamed.get(above, {}).values():  # by a key of this round
            return
        placeholders = {**_PLACEHOLDERS, "year": str(year), "due": f"{year}-12-31"} if _holds_parts(above) else {}
        name = self.renamed.get(above, {}).get(key, key)
        if name in placeholders:
            self.filled.setdefault(above, {})[name] = placeholders[name]
        elif faulty := above if missing else path:
            self.left_out.setdefault(faulty[:-1], set()).add(faulty[-1])

    def _sound(self, value: Any, path: KeyPath = ()) -> Any:
        value = self.meant.get(path, value)
        left_out = self.left_out.get(path, ())
        if isinstance(value, dict):
            renamed = self.renamed.get(path, {})
            sound = {
                renamed.get(key, key): self._sound(child, (*path, key))
                for key, child in value.items()
                if key not in left_out
            }
            return {**sound, **self.filled.get(path, {})}
        if isinstance(value, list):
            return [self._sound(child, (*path, index)) for index, child in enumerate(value) if index not in left_out]
        return value


def _meant(fault: ErrorDetails) -> Any:
    """Return the value that a faulty one was meant to be, None if that isn't clear."""
    value = fault["input"]
    typed = value.text if isinstance(value, Unquoted) else value
    if not isinstance(typed, str) or not typed:
        return None
    match fault["type"]:
        case "string_type":
            return typed
        case "tuple_type" | "list_type":
            return [typed]
        case "audience-letters" | "enum" | "literal_error":
            return latin(typed).upper() if fault["type"] == "audience-letters" else latin(typed)
        case "date" | "due" if printed := _PRINTED_DAY.fullmatch(typed):
            return f"{printed[3]}-{int(printed[2]):02}-{int(printed[1]):02}"
    return None


def _rests_on(path: KeyPath, code: str) -> Iterator[KeyPath]:
    """Yield the parts without which a finding can't be sure."""
    match code:
        case "unknown-reference":
            yield _TARGETS[str(path[-2])]
        case "corrected-unknown":
            yield path[:-2]
        case "amendment-outside":
            yield (*path[:2], "ids")
        case "personal-data" | "personal-data-possible":
            yield ("passport", "contact")


def _at(value: Any, path: KeyPath) -> Any:
    for step in path:
        value = value[step]
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
