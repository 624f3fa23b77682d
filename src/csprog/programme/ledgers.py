"""Ledgers, the append-only lists of a plan: journals, actuals, assessments.

Recording appends an item to one; recording, merge, undo and log treat them apart from the approved plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from typing import Literal, NamedTuple

from csprog.findings import KeyPath, Violation
from csprog.i18n import Message
from csprog.programme.assessments import Assessment
from csprog.programme.entries import Entry, PlanModel
from csprog.programme.indicators import Actual, Indicator
from csprog.programme.journal_rules import day_violation
from csprog.programme.model import Measure, PlacedMeasure, Programme

Item = Entry | Actual | Assessment
Kind = Literal["journal", "actuals", "assessments"]
LedgerKey = tuple[Kind, str]
"""A ledger's kind and the id of its measure or indicator: the same in every version of a plan."""


class PlacedIndicator(NamedTuple):
    """An indicator with its owner and its key path.

    `of` is the id of a measure, the number of a proposal, or "" for the Programme's own.
    """

    indicator: Indicator
    of: str
    path: KeyPath


class Ledger(NamedTuple):
    """An append-only list; `path` leads to the mapping with its key `kind`."""

    kind: Kind
    name: str
    path: KeyPath
    items: tuple[Item, ...]

    @property
    def place(self) -> LedgerKey:
        """The key that is the same in every version of the plan."""
        return self.kind, self.name


def placed_indicators(programme: Programme) -> Iterator[PlacedIndicator]:
    """Yield the indicators: the Programme's, then the others in plan order."""
    yield from _of("", (), programme.indicators)
    for path, proposal, _, _ in programme.proposals():
        yield from _of(proposal.number, path, proposal.indicators)
        for index, measure in enumerate(proposal.measures):
            yield from _of(f"{proposal.number}.{index + 1}", (*path, "measures", index), measure.indicators)


def every_ledger(programme: Programme) -> Iterator[Ledger]:
    """Yield the ledgers of a plan, empty ones too: journals, actuals, assessments."""
    for placed in programme.measures:
        yield Ledger("journal", placed.id, placed.path, placed.measure.journal)
    for indicator, _, path in placed_indicators(programme):
        yield Ledger("actuals", indicator.id, path, indicator.actuals)
    yield Ledger("assessments", "assessments", (), programme.assessments)


def ledgers(programme: Programme) -> dict[LedgerKey, Ledger]:
    """Return the ledgers of a plan by key, without those whose key is not unique."""
    # A faulty plan may repeat an id; merging by such a key would mix up the items of two ledgers.
    listed = list(every_ledger(programme))
    times = Counter(ledger.place for ledger in listed)
    return {ledger.place: ledger for ledger in listed if times[ledger.place] == 1}


def ledger_keys_of(programme: Programme, measures: Collection[PlacedMeasure]) -> set[LedgerKey]:
    """Return the keys of the ledgers of `measures` and of their proposals."""
    journals: set[LedgerKey] = {("journal", placed.id) for placed in measures}
    owners = {name for placed in measures for name in placed.names}
    return journals | {
        ("actuals", placed.indicator.id) for placed in placed_indicators(programme) if placed.of in owners
    }


def keys_below(kind: Kind) -> list[str]:
    """Return the keys that follow a ledger's key in the order of the model."""
    models: dict[Kind, type[PlanModel]] = {"journal": Measure, "actuals": Indicator, "assessments": Programme}
    keys = list(models[kind].model_fields)
    return keys[keys.index(kind) + 1 :]


def untimely(item: Actual | Assessment, year: int, today: date) -> Violation | None:
    """Return the violation of the day of an actual or an assessment."""
    on = item.on or today
    if violation := day_violation(on, year, today):
        return violation
    if item.period.first > on:
        message = Message("the period {period} had not begun on {on}", period=item.period, on=on)
        return Violation("period-not-begun", ("period",), message)
    return None


def day_of(item: Item) -> date:
    """Return the day that items are sorted by; an assessment without one comes first."""
    return item.on or date.min


def _of(owner: str, path: KeyPath, indicators: tuple[Indicator, ...]) -> Iterator[PlacedIndicator]:
    for number, indicator in enumerate(indicators):
        yield PlacedIndicator(indicator, owner, (*path, "indicators", number))
