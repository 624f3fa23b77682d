"""How often and by how much measures were postponed (F6, F9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csprog.programme.entries import Postponed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from csprog.programme.evaluation import Row


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
class Postponements:
    """How many measures were postponed, how many times in all, and by how many days: on the average and at most."""

    measures: int
    times: int
    mean_days: float | None
    longest_days: int | None
    listed: tuple[Postponement, ...]


def postponements(rows: Sequence[Row], day: date) -> Postponements:
    """Return the postponements among `rows` that were recorded by `day`, the longest first."""
    found = [_postponement(row, day) for row in rows if row.stand.postponed]
    found.sort(key=lambda one: -one.days)
    days = [one.days for one in found]
    return Postponements(
        measures=len(found),
        times=sum(one.times for one in found),
        mean_days=round(sum(days) / len(days), 1) if days else None,
        longest_days=max(days, default=None),
        listed=tuple(found),
    )


def _postponement(row: Row, day: date) -> Postponement:
    measure = row.placed.measure
    entries = [entry for entry in measure.journal if isinstance(entry, Postponed) and entry.on <= day]
    due, awaited = measure.due.day, row.stand.awaited
    return Postponement(row.placed.id, due, awaited, (awaited - due).days, len(entries), entries[-1].reason)
