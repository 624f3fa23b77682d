"""The figures of a plan that add up over plans; they go from process to process as plain records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from csprog.evaluation.figures import execution, indicators, money, postponements
from csprog.evaluation.figures.execution import Execution, Proposals
from csprog.evaluation.figures.indicators import Judged
from csprog.evaluation.figures.money import Money
from csprog.evaluation.figures.postponements import Delays


@dataclass(frozen=True, slots=True)
class FigureTotals:
    """What a year comes to on a day, or several plans together: names and meanings are those of docs/figures.md.

    `lacks_reason` and `lacks_result` are how many measures the public answer still needs a reason or a result of.
    """

    plans: int
    measures: Execution
    proposals: Proposals
    postponements: Delays
    indicators: Judged
    money: Money
    lacks_reason: int
    lacks_result: int


def added(parts: Iterable[FigureTotals]) -> FigureTotals:
    """Return what `parts` come to together; shares and means are those of the whole, not means of shares."""
    kept = list(parts)
    return FigureTotals(
        plans=sum(part.plans for part in kept),
        measures=execution.added(part.measures for part in kept),
        proposals=execution.proposals_added(part.proposals for part in kept),
        postponements=postponements.added(part.postponements for part in kept),
        indicators=indicators.added(part.indicators for part in kept),
        money=money.added(part.money for part in kept),
        lacks_reason=sum(part.lacks_reason for part in kept),
        lacks_result=sum(part.lacks_result for part in kept),
    )


def of_record(record: dict[str, Any]) -> FigureTotals:
    """Return the summary that `record` was made of (by `plain`), shares exact again: they follow from the counts."""
    counts = {name: count for name, count in record["measures"].items() if name != "shares"}
    proposals = record["proposals"]
    amounts: dict[str, Any] = {
        name: Decimal(value) if isinstance(value, str) else value for name, value in record["money"].items()
    }
    return FigureTotals(
        plans=record["plans"],
        measures=execution.with_shares(**counts),
        proposals=execution.proposals_of(proposals["done"], proposals["total"]),
        postponements=Delays(**record["postponements"]),
        indicators=Judged(**record["indicators"]),
        money=money.added([Money(**amounts)]),
        lacks_reason=record["lacks_reason"],
        lacks_result=record["lacks_result"],
    )
