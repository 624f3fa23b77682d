"""What happened to measures and was found of indicators, and which commit said so."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from csprog.programme.ledgers import Item, Place, every_ledger
from csprog.programme.model import CarriedFrom, Measure, Programme
from csprog.programme.plan_text import parse_plan
from csprog.store.git import Commit, Repository
from csprog.yamltext.encoding import decode

_PLAN_KEYS = ("text", "due", "result", "offices")


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One thing that happened: what was recorded, or a key of a measure that a commit changed.

    `id` is that of the measure, the indicator or the assessment. `commit` is None for what is not committed yet. For a
    change of the plan `entry` is None and `key` names what changed from `old` to `new`; `key` is None where the measure
    first appeared. `year` is that of the plan, None in the history of a single one. `origin` is where a measure was
    carried over from; `lost` says that it is not there.
    """

    id: str
    commit: Commit | None
    entry: Item | None = None
    key: str | None = None
    old: str = ""
    new: str = ""
    year: int | None = None
    origin: CarriedFrom | None = None
    lost: bool = False


def history(
    repository: Repository | None, path: Path, programme: Programme, wanted: Container[Place] | None = None
) -> list[LogEntry]:
    """Return what happened to the plan at `path`, oldest commit first, the uncommitted last.

    `wanted` are the ledgers to tell of, by default those of the present plan; an assessment counts as one under its id.
    Versions of the plan that can't be read are passed over. What was recorded belongs to the first commit that has it.
    """
    present = _lists(programme)
    places = set(present) if wanted is None else {place for place in present if place in wanted}
    events: list[LogEntry] = []
    seen: dict[Place, list[Item]] = {}
    versions: dict[str, dict[str, Measure]] = {}
    for commit in repository.history(path) if repository else ():
        parents = [versions[parent] for parent in commit.parents if parent in versions]
        version = _version(repository, commit.id, path) if repository else None
        measures = {p.id: p.measure for p in version.measures if ("journal", p.id) in places} if version else None
        versions[commit.id] = measures if measures is not None else next(iter(parents), {})
        for place, items in _lists(version).items() if version else ():
            if place not in places:
                continue
            if place not in seen:
                seen[place] = []
                events += [LogEntry(place[1], commit)] if place[0] == "journal" else []
            if place[0] == "journal" and measures:
                before = [parent[place[1]] for parent in parents if place[1] in parent]
                events += _plan_changes(place[1], commit, before, measures[place[1]])
            events += _recorded(place[1], commit, items, seen[place])
    for place, items in present.items():
        if place in places:
            events += _recorded(place[1], None, items, seen.get(place, []))
    return events


def _version(repository: Repository, revision: str, path: Path) -> Programme | None:
    """Return a version of the plan, None if it can't be read."""
    data = repository.file_at(revision, path)
    return parse_plan(decode(data)[0]).programme if data is not None else None


def _lists(programme: Programme) -> dict[Place, tuple[Item, ...]]:
    """Return what is recorded by ledger, each assessment by itself."""
    found = {ledger.place: ledger.items for ledger in every_ledger(programme) if ledger.kind != "assessments"}
    return found | {("assessments", assessment.id): (assessment,) for assessment in programme.assessments}


def _plan_changes(identifier: str, commit: Commit, before: list[Measure], new: Measure) -> Iterator[LogEntry]:
    """Yield what `commit` made of the plan itself: in a merge, what neither of its parents says."""
    for key in _PLAN_KEYS if before else ():
        old, value = [getattr(measure, key) for measure in before], getattr(new, key)
        if value not in old:
            yield LogEntry(identifier, commit, key=key, old=_shown(old[0]), new=_shown(value))


def _recorded(name: str, commit: Commit | None, items: tuple[Item, ...], seen: list[Item]) -> Iterator[LogEntry]:
    for number, item in enumerate(items, start=1):
        if items[:number].count(item) > seen.count(item):
            seen.append(item)
            yield LogEntry(name, commit, item)


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)
