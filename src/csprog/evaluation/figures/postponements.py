"""Counts postponements and the days they added (F6, F9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from csprog.evaluation.evaluator import EvaluatedMeasure


@dataclass(frozen=True, slots=True)
class Postponement:
    """A postponed measure: `days` from the approved deadline to the awaited day."""

    id: str
    text: str
    due: date
    awaited: date
    days: int
    times: int
    reason: str


@dataclass(frozen=True, slots=True)
class Delays:
    """Numbers of postponed measures, postponements and days added."""

    measures: int
    times: int
    days: int
    mean_days: float | None
    longest_days: int | None


@dataclass(frozen=True, slots=True)
class Postponements(Delays):
    """The delays of a year, with each postponed measure."""

    listed: tuple[Postponement, ...]


def postponements(rows: Sequence[EvaluatedMeasure]) -> Postponements:
    """Return the postponements recorded by `day`, the longest first."""
    listed = [_postponement(row) for row in rows if row.postponed]
    listed.sort(key=lambda item: -item.days)
    days = [item.days for item in listed]
    return Postponements(
        measures=len(listed),
        times=sum(item.times for item in listed),
        days=sum(days),
        mean_days=_mean(sum(days), len(days)),
        longest_days=max(days, default=None),
        listed=tuple(listed),
    )


def added(parts: Iterable[Delays]) -> Delays:
    """Return the sum of `parts`."""
    parts = list(parts)
    measures, days = sum(part.measures for part in parts), sum(part.days for part in parts)
    longest = (part.longest_days for part in parts if part.longest_days is not None)
    return Delays(measures, sum(part.times for part in parts), days, _mean(days, measures), max(longest, default=None))


def _mean(days: int, measures: int) -> float | None:
    return round(days / measures, 1) if measures else None


def _postponement(row: EvaluatedMeasure) -> Postponement:
    entries, due, awaited = row.postponements, row.due, row.awaited
    return Postponement(
        row.placed.id, row.placed.measure.text, due, awaited, (awaited - due).days, len(entries), entries[-1].reason
    )
