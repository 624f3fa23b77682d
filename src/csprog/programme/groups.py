"""Measures in groups, so that each unit, office or part of the plan can be told of its own."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csprog.programme.evaluation import Row


class Grouping(StrEnum):
    """What measures are put together by."""

    RESPONSIBLE = "responsible"
    OFFICE = "office"
    SECTION = "section"
    CHANNEL = "channel"
    AUDIENCE = "audience"


class Group(NamedTuple):
    """Measures that have something in common; `name` is None for those of which it is not given."""

    name: str | None
    rows: tuple[Row, ...]


def grouped(rows: Iterable[Row], by: Grouping) -> list[Group]:
    """Return `rows` in groups, in plan order, what is not given last; in each what is awaited first stands first.

    An open measure is one of those offices in which something is still to be done: the others need no reminder.
    A closed one is of all its offices.
    """
    found: dict[str | None, list[Row]] = {}
    for row in rows:
        for name in _names(row, by):
            found.setdefault(name, []).append(row)
    names = sorted(found, key=lambda name: name is None)
    return [Group(name, tuple(sorted(found[name], key=lambda row: row.stand.awaited))) for name in names]


def _names(row: Row, by: Grouping) -> tuple[str | None, ...]:
    placed = row.placed
    match by:
        case Grouping.RESPONSIBLE:
            return (placed.measure.responsible,)
        case Grouping.OFFICE:
            return row.stand.open_offices or placed.measure.offices or (None,)
        case Grouping.SECTION:
            return (f"{placed.section.number}. {placed.section.title}",)
        case Grouping.CHANNEL:
            return (placed.subsection.channel,)
        case Grouping.AUDIENCE:
            return (placed.subsection.audience,)
