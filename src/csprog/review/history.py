"""A measure's history: what its journal says, and which commit said so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csprog.programme.reading import parse
from csprog.yamltext import decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csprog.programme.entries import Entry
    from csprog.programme.model import CarriedFrom, Measure, Programme
    from csprog.store import Commit, Repository

_PLAN_KEYS = ("text", "due", "result", "offices")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a measure: an entry of its journal, or a key of the plan that a commit changed.

    `commit` is None for what is not committed yet. For a change of the plan `entry` is None and `key` names what
    changed from `old` to `new`; `key` is None where the measure first appeared. `year` is that of the plan, None in the
    history of a single one. `origin` is where a measure was carried over from; `lost` says that it is not there.
    """

    id: str
    commit: Commit | None
    entry: Entry | None = None
    key: str | None = None
    old: str = ""
    new: str = ""
    year: int | None = None
    origin: CarriedFrom | None = None
    lost: bool = False


def history(repository: Repository | None, path: Path, programme: Programme, ids: set[str]) -> list[Event]:
    """Return what happened to the measures `ids` of the plan at `path`, oldest commit first, the uncommitted last.

    Versions of the plan that can't be read are passed over. An entry belongs to the first commit that has it.
    """
    events: list[Event] = []
    seen: dict[str, list[Entry]] = {}
    versions: dict[str, dict[str, Measure]] = {}
    for commit in repository.history(path) if repository else ():
        parents = [versions[parent] for parent in commit.parents if parent in versions]
        version = _measures(repository, commit.id, path, ids) if repository else None
        versions[commit.id] = version if version is not None else next(iter(parents), {})
        for identifier, measure in (version or {}).items():
            if identifier not in seen:
                seen[identifier] = []
                events.append(Event(identifier, commit))
            before = [parent[identifier] for parent in parents if identifier in parent]
            events += _plan_changes(identifier, commit, before, measure)
            events += _entries(identifier, commit, measure, seen[identifier])
    for placed in programme.measures:
        if placed.id in ids:
            events += _entries(placed.id, None, placed.measure, seen.get(placed.id, []))
    return events


def _measures(repository: Repository, revision: str, path: Path, ids: set[str]) -> dict[str, Measure] | None:
    """Return the measures `ids` in a version of the plan, None if it can't be read."""
    data = repository.file_at(revision, path)
    programme = parse(decode(data)[0]).programme if data is not None else None
    return {placed.id: placed.measure for placed in programme.measures if placed.id in ids} if programme else None


def _plan_changes(identifier: str, commit: Commit, before: list[Measure], new: Measure) -> Iterator[Event]:
    """Yield what `commit` made of the plan itself: in a merge, what neither of its parents says."""
    for key in _PLAN_KEYS if before else ():
        old, value = [getattr(measure, key) for measure in before], getattr(new, key)
        if value not in old:
            yield Event(identifier, commit, key=key, old=_shown(old[0]), new=_shown(value))


def _entries(identifier: str, commit: Commit | None, measure: Measure, seen: list[Entry]) -> Iterator[Event]:
    for number, entry in enumerate(measure.journal, start=1):
        if measure.journal[:number].count(entry) > seen.count(entry):
            seen.append(entry)
            yield Event(identifier, commit, entry)


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)
