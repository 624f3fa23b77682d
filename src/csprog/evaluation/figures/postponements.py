"""How often and by how much measures were postponed (F6, F9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from csprog.evaluation.evaluator import EvaluatedMeasure


@dataclass(frozen=True, slots=True)
class Postponement:
    """A measure that was postponed `times` times: by how many days from the approved deadline to the awaited day."""

    id: str
    due: date
    awaited: date
    days: int
    times: int
    reason: str


@dataclass(frozen=True, slots=True)
class Delays:
    """How many measures were postponed, how many times in all, and by how many days: together, on the average, at most."""

    measures: int
    times: int
    days: int
    mean_days: float | None
    longest_days: int | None


@dataclass(frozen=True, slots=True)
class Postponements(Delays):
    """The same of a year, and each of the measures."""

    listed: tuple[Postponement, ...]


def postponements(rows: Sequence[EvaluatedMeasure], day: date) -> Postponements:
    """Return the postponements among `rows` that were recorded by `day`, the longest first."""
    found = [_postponement(row, day) for row in rows if row.postponed]
    found.sort(key=lambda one: -one.days)
    days = [one.days for one in found]
    return Postponements(
        measures=len(found),
        times=sum(one.times for one in found),
        days=sum(days),
        mean_days=_mean(sum(days), len(days)),
        longest_days=max(days, default=None),
        listed=tuple(found),
    )


def added(parts: Iterable[Delays]) -> Delays:
    """Return the sum of `parts`."""
    kept = list(parts)
    measures, days = sum(part.measures for part in kept), sum(part.days for part in kept)
    longest = (part.longest_days for part in kept if part.longest_days is not None)
    return Delays(measures, sum(part.times for part in kept), days, _mean(days, measures), max(longest, default=None))


def _mean(days: int, measures: int) -> float | None:
    return round(days / measures, 1) if measures else None


def _postponement(row: EvaluatedMeasure, day: date) -> Postponement:
    measure = row.placed.measure
    entries = [entry for entry in measure.journal if entry.event == "postponed" and entry.on <= day]
    due, awaited = measure.due.day, row.awaited
    return Postponement(row.placed.id, due, awaited, (awaited - due).days, len(entries), entries[-1].reason)
