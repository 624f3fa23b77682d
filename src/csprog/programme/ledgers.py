"""The lists of a plan that only grow: journals of measures, actuals of indicators, assessments.

What is recorded goes to their ends; what stands in them stays. So they are told apart from the rest of the plan
wherever recordings are added, merged, taken back or told.
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
"""What names a ledger in every version of a plan: its key, and the id of the measure or indicator that it is of."""


class PlacedIndicator(NamedTuple):
    """An indicator and whose it is: the id of a measure, the number of a proposal, or "" for the Programme's own.

    `path` leads to it in the file.
    """

    indicator: Indicator
    of: str
    path: KeyPath


class Ledger(NamedTuple):
    """A list that only grows: what it is called, the path to the mapping that has it under its kind, what is in it."""

    kind: Kind
    name: str
    path: KeyPath
    items: tuple[Item, ...]

    @property
    def place(self) -> LedgerKey:
        """What names it in every version of the plan."""
        return self.kind, self.name


def placed_indicators(programme: Programme) -> Iterator[PlacedIndicator]:
    """Yield every indicator: the Programme's, then those of proposals and of measures, in plan order."""
    yield from _of("", (), programme.indicators)
    for path, proposal, _, _ in programme.proposals():
        yield from _of(proposal.number, path, proposal.indicators)
        for place, measure in enumerate(proposal.measures):
            yield from _of(f"{proposal.number}.{place + 1}", (*path, "measures", place), measure.indicators)


def every_ledger(programme: Programme) -> Iterator[Ledger]:
    """Yield the ledgers of a plan, the empty ones too: journals, actuals, assessments."""
    for placed in programme.measures:
        yield Ledger("journal", placed.id, placed.path, placed.measure.journal)
    for found in placed_indicators(programme):
        yield Ledger("actuals", found.indicator.id, found.path, found.indicator.actuals)
    yield Ledger("assessments", "assessments", (), programme.assessments)


def ledgers(programme: Programme) -> dict[LedgerKey, Ledger]:
    """Return the ledgers of a plan by what names them, but for those that share their name with another."""
    found = list(every_ledger(programme))
    times = Counter(ledger.place for ledger in found)
    return {ledger.place: ledger for ledger in found if times[ledger.place] == 1}


def ledger_keys_of(programme: Programme, measures: Collection[PlacedMeasure]) -> set[LedgerKey]:
    """Return what names the journals of `measures` and the actuals of their indicators and their proposals'."""
    found: set[LedgerKey] = {("journal", placed.id) for placed in measures}
    owners = {name for placed in measures for name in (placed.id, placed.proposal.number)}
    return found | {("actuals", placed.indicator.id) for placed in placed_indicators(programme) if placed.of in owners}


def keys_below(kind: Kind) -> list[str]:
    """Return the keys that follow that of a ledger in reading order."""
    models: dict[Kind, type[PlanModel]] = {"journal": Measure, "actuals": Indicator, "assessments": Programme}
    keys = list(models[kind].model_fields)
    return keys[keys.index(kind) + 1 :]


def untimely(recorded: Actual | Assessment, year: int, today: date) -> Violation | None:
    """Return why an actual or an assessment of the plan of `year` can't have been recorded on its day, seen from `today`."""
    on = recorded.on or today
    if objection := day_violation(on, year, today):
        return objection
    if recorded.period.first > on:
        what = Message("the period {period} had not begun on {on}", period=recorded.period, on=on)
        return Violation("period-not-begun", ("period",), what)
    return None


def day_of(item: Item) -> date:
    """Return the day by which items stand in order; an assessment without one comes before all."""
    return item.on or date.min


def _of(owner: str, path: KeyPath, indicators: tuple[Indicator, ...]) -> Iterator[PlacedIndicator]:
    for number, indicator in enumerate(indicators):
        yield PlacedIndicator(indicator, owner, (*path, "indicators", number))
