"""Adds up planned and spent roubles; an absent amount is no 0 (F5, F7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from csprog.evaluation.evaluator import EvaluatedMeasure, Evaluation
from csprog.evaluation.figures.execution import share
from csprog.evaluation.groups import grouped


@dataclass(frozen=True, slots=True)
class Money:
    """Planned and spent money of measures; None where no measure gives a sum.

    `planned_given` and `spent_given` count the measures that give one. Only the `compared` measures, which give both,
    can be set against each other: `compared_planned` is their planned cost, `left` the part not spent (below 0 if
    overspent), `spent_share` the share spent.
    """

    measures: int
    planned: Decimal | None
    planned_given: int
    spent: Decimal | None
    spent_given: int
    compared: int
    compared_planned: Decimal | None
    left: Decimal | None
    spent_share: Fraction | None


@dataclass(frozen=True, slots=True)
class MoneyGroup:
    """Money of a section, or from a source; `key` is None if it is not set."""

    key: str | None
    name: str | None
    money: Money


def money(measures: Iterable[EvaluatedMeasure]) -> Money:
    """Add up the money of `measures`."""
    return added(map(_of_measure, measures))


def added(parts: Iterable[Money]) -> Money:
    """Return the sum of `parts`."""
    parts = list(parts)
    planned, left = _sum(part.compared_planned for part in parts), _sum(part.left for part in parts)
    return Money(
        measures=sum(part.measures for part in parts),
        planned=_sum(part.planned for part in parts),
        planned_given=sum(part.planned_given for part in parts),
        spent=_sum(part.spent for part in parts),
        spent_given=sum(part.spent_given for part in parts),
        compared=sum(part.compared for part in parts),
        compared_planned=planned,
        left=left,
        spent_share=None if planned is None or left is None else share(planned - left, planned),
    )


def by_section(evaluation: Evaluation) -> tuple[MoneyGroup, ...]:
    """Return the money of each section, in plan order."""
    return tuple(MoneyGroup(section.number, section.title, money(part)) for section, part in evaluation.by_section())


def by_source(measures: Iterable[EvaluatedMeasure]) -> tuple[MoneyGroup, ...]:
    """Return the money by its source, in plan order, measures without one last."""
    parts = grouped(measures, lambda row: (row.placed.measure.funding.source if row.placed.measure.funding else None,))
    return tuple(MoneyGroup(source, None, money(part)) for source, part in parts)


def _of_measure(row: EvaluatedMeasure) -> Money:
    planned, spent = row.placed.measure.funding.planned if row.placed.measure.funding else None, row.spent
    # Only measures that give both sums can be compared: otherwise an unknown amount would count as 0.
    both = None if planned is None or spent is None else planned - spent
    return Money(
        measures=1,
        planned=planned,
        planned_given=int(planned is not None),
        spent=spent,
        spent_given=int(spent is not None),
        compared=int(both is not None),
        compared_planned=None if both is None else planned,
        left=both,
        spent_share=None,
    )


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum of the given amounts, None if there are none."""
    given = [amount for amount in amounts if amount is not None]
    return sum(given, Decimal()) if given else None
