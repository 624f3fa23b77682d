"""Log of a plan: recorded items and changed measures, with their commits."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from csprog.programme.ledgers import Item, LedgerKey, every_ledger
from csprog.programme.model import EarlierMeasure, Measure, Programme
from csprog.programme.plan_text import parse_plan
from csprog.store.file_history import Commit, file_history
from csprog.store.git import Repository
from csprog.yamltext.encoding import decode

_LOGGED_KEYS = ("text", "due", "result", "offices")


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A recorded item, or a key of a measure that a commit changed.

    `id` is that of the measure, the indicator or the assessment. `commit` is None for what is not committed yet. For a
    change of the plan `entry` is None and `key` names what changed from `old` to `new`; `key` is None where the measure
    first appeared. `year` is that of the plan, None in the history of a single one. `origin` is where a measure was
    carried over from, or what it repeats; `lost` says that the measure is missing there. A `commit` that is cut may not be the one that
    recorded it, but one before it that was not fetched.
    """

    id: str
    commit: Commit | None
    entry: Item | None = None
    key: str | None = None
    old: str = ""
    new: str = ""
    year: int | None = None
    origin: EarlierMeasure | None = None
    lost: bool = False

    @property
    def is_cut(self) -> bool:
        """Tell whether it is older than what was fetched of the history."""
        return self.commit is not None and self.commit.cut


def history(
    repository: Repository | None, path: Path, programme: Programme, wanted: Container[LedgerKey] | None = None
) -> list[LogEntry]:
    """Return the log of the plan at `path`, oldest commit first.

    `wanted` are the ledgers to include, by default those of the present plan; an assessment counts as one under its id.
    Versions of the plan that can't be read are skipped. An item belongs to the first commit that has it; items that no
    commit has come last.
    """
    present = {place: items for place, items in _ledgers(programme).items() if wanted is None or place in wanted}
    seen: dict[LedgerKey, list[Item]] = {}
    log = _committed(repository, path, present, seen) if repository else []
    for place, items in present.items():
        log += _recorded(place, None, items, seen)
    return log


def _committed(
    repository: Repository, path: Path, places: Container[LedgerKey], seen: dict[LedgerKey, list[Item]]
) -> list[LogEntry]:
    log: list[LogEntry] = []
    measures: dict[str, dict[LedgerKey, Measure]] = {}  # by commit
    for commit in file_history(repository, path):
        parents = [measures[parent] for parent in commit.parents if parent in measures]
        version = _version(repository, commit)
        if version is None:
            measures[commit.id] = parents[0] if parents else {}
            continue
        current = measures[commit.id] = {("journal", placed.id): placed.measure for placed in version.measures}
        for place, items in _ledgers(version).items():
            if place not in places:
                continue
            if measure := current.get(place):
                log += [LogEntry(place[1], commit)] if place not in seen else []
                before = [parent[place] for parent in parents if place in parent]
                log += _plan_changes(place[1], commit, before, measure)
            log += _recorded(place, commit, items, seen)
    return log


def _version(repository: Repository, commit: Commit) -> Programme | None:
    data = repository.blob(f"{commit.id}:{commit.path}")
    return parse_plan(decode(data)[0]).programme if data is not None else None


def _ledgers(programme: Programme) -> dict[LedgerKey, tuple[Item, ...]]:
    """Return the items of each ledger; every assessment is one of its own."""
    ledgers = {ledger.place: ledger.items for ledger in every_ledger(programme) if ledger.kind != "assessments"}
    for assessment in programme.assessments:  # and the ones that correct it have the same id
        place: LedgerKey = ("assessments", assessment.id)
        ledgers[place] = (*ledgers.get(place, ()), assessment)
    return ledgers


def _plan_changes(name: str, commit: Commit, before: Sequence[Measure], new: Measure) -> Iterator[LogEntry]:
    """Yield the keys that `commit` changed; in a merge, against all parents."""
    for key in _LOGGED_KEYS if before else ():
        old, value = [getattr(measure, key) for measure in before], getattr(new, key)
        if value not in old:
            yield LogEntry(name, commit, key=key, old=_as_text(old[0]), new=_as_text(value))


def _recorded(
    place: LedgerKey, commit: Commit | None, items: Sequence[Item], seen: dict[LedgerKey, list[Item]]
) -> Iterator[LogEntry]:
    """Yield the items that no earlier version had as often, and add them to `seen`."""
    earlier = seen.setdefault(place, [])
    for count, item in enumerate(items, start=1):
        if items[:count].count(item) > earlier.count(item):
            earlier.append(item)
            yield LogEntry(place[1], commit, item)


def _as_text(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)
