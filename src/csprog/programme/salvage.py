"""What can still be judged of a plan at fault: the sound parts as a programme, and where each lies in the file.

Without it a missing title would hide every fault of content until it is mended. What is missing or wrong is left
out, or, where a part could not be without it, stands as unknown; nothing of this is ever shown or written.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from csprog.programme.model import Programme
from csprog.programme.reading import is_echo, real_path

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Path = tuple[str | int, ...]
UNKNOWN_NUMBER = "0"
"""The number of a part whose own can't be read; no rule of numbers holds for it."""

_UNKNOWN = {"title": "?", "text": "?", "result": "?", "organisation": "?", "name": "?", "number": UNKNOWN_NUMBER}
_ROUNDS = 12  # every round mends one level at least, and a plan is no deeper


@dataclass(slots=True)
class Salvage:
    """The sound parts of a plan. `doubtful` are paths of measures whose journal can't be judged as a whole."""

    programme: Programme
    doubtful: set[Path]
    unknown: set[Path]
    _value: Any
    _origins: dict[int, list[int]]

    def original(self, path: Path) -> Path:
        """Return where the part at `path` of the salvaged programme lies in the file."""
        return _original(self._value, self._origins, path)

    def can_judge(self, path: Path, *, journal: bool) -> bool:
        """Tell whether a finding at `path` (of the file) rests on what the file says."""
        if path in self.unknown:
            return False
        return not (journal and any(path[: len(measure)] == measure for measure in self.doubtful))


@dataclass(slots=True)
class _Work:
    """The value in the making: which list items it has lost, and what became unknown."""

    value: Any
    year: int
    origins: dict[int, list[int]] = field(default_factory=dict)
    doubtful: set[Path] = field(default_factory=set)
    unknown: set[Path] = field(default_factory=set)
    drops: dict[int, tuple[list[Any], set[int]]] = field(default_factory=dict)


def salvage(value: dict[str, Any], year: int) -> Salvage | None:
    """Return what of `value`, a plan at fault, can be judged; `year` stands in where the file gives none.

    None if nothing is left.
    """
    work = _Work(deepcopy(value), year)
    passport = work.value.get("passport")
    if not isinstance(passport, dict):
        work.value["passport"] = {}
        work.unknown.add(("passport",))
    for _ in range(_ROUNDS):
        try:
            programme = Programme.model_validate(work.value)
        except ValidationError as error:
            for details in error.errors(include_url=False):
                if not is_echo(details):
                    _mend(work, details)
            _drop_items(work)
        else:
            return Salvage(programme, work.doubtful, work.unknown, work.value, work.origins)
    return None


def _mend(work: _Work, details: ErrorDetails) -> None:
    """Take out what `details` is about, or make it unknown."""
    steps = _real_steps(work.value, real_path(details), missing=details["type"] == "missing")
    if not steps:
        return
    parent = _at(work.value, steps[:-1])
    key = steps[-1]
    if "journal" in steps or key in {"due", "offices"}:
        work.doubtful |= _measure_of(work, steps)
    if isinstance(parent, list) and isinstance(key, int):
        work.drops.setdefault(id(parent), (parent, set()))[1].add(key)
    elif isinstance(parent, dict):
        _mend_key(work, parent, steps, missing=details["type"] == "missing")


def _mend_key(work: _Work, parent: dict[str, Any], steps: Path, *, missing: bool) -> None:
    key = str(steps[-1])
    standing_in = {**_UNKNOWN, "year": str(work.year), "due": f"{work.year}-12-31"}
    if key in standing_in and "journal" not in steps and "remark" not in steps:
        work.unknown.add((*_original(work.value, work.origins, steps[:-1]), key))
        parent[key] = standing_in[key]
    elif not missing:
        parent.pop(key, None)
    elif len(steps) > 1:
        whole = steps[:-1]
        above = _at(work.value, whole[:-1])
        if isinstance(above, list) and isinstance(whole[-1], int):
            work.drops.setdefault(id(above), (above, set()))[1].add(whole[-1])
        elif isinstance(above, dict):
            above.pop(whole[-1], None)


def _drop_items(work: _Work) -> None:
    for items, dropped in work.drops.values():
        origins = work.origins.get(id(items), list(range(len(items))))
        work.origins[id(items)] = [origin for number, origin in enumerate(origins) if number not in dropped]
        items[:] = [item for number, item in enumerate(items) if number not in dropped]
    work.drops.clear()


def _real_steps(value: Any, location: Path, *, missing: bool) -> Path:
    """Return the steps of pydantic's location that the value has: it names the event of an entry as a step too."""
    steps: list[str | int] = []
    for number, step in enumerate(location):
        last = number == len(location) - 1
        in_list = isinstance(value, list) and isinstance(step, int) and step < len(value)
        if in_list or (isinstance(value, dict) and step in value):
            value = _at(value, (step,))
        elif not (last and missing and isinstance(value, dict)):
            continue
        steps.append(step)
    return tuple(steps)


def _at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def _measure_of(work: _Work, steps: Path) -> set[Path]:
    if "measures" not in steps:
        return set()
    end = steps.index("measures") + 2
    return {_original(work.value, work.origins, steps[:end])}


def _original(value: Any, origins: dict[int, list[int]], path: Path) -> Path:
    original: list[str | int] = []
    for step in path:
        known = origins.get(id(value))
        original.append(known[int(step)] if known is not None else step)
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list):
            value = value[int(step)]
    return tuple(original)
