"""Money, planned against spent, in roubles; an amount that is not given is no 0 (F5, F7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from csprog.evaluation.evaluator import EvaluatedMeasure, Evaluation
from csprog.evaluation.figures.execution import share


@dataclass(frozen=True, slots=True)
class Money:
    """What measures were to cost and what was spent on them by the day; None where no measure says.

    `planned_given` and `spent_given` are how many measures say it. Only those that say both (`compared`) can be set
    against each other: `compared_planned` is what they were to cost, `left` what they have not spent of it (below 0:
    spent too much), `spent_share` how much they have.
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
    """The money of a section, or from a source: `key` None for what is not set."""

    key: str | None
    name: str | None
    money: Money


def money(rows: Iterable[EvaluatedMeasure]) -> Money:
    """Add up what `rows` say of money."""
    return added(map(_of, rows))


def added(parts: Iterable[Money]) -> Money:
    """Return the sum of `parts`."""
    kept = list(parts)
    planned, left = _sum(part.compared_planned for part in kept), _sum(part.left for part in kept)
    return Money(
        measures=sum(part.measures for part in kept),
        planned=_sum(part.planned for part in kept),
        planned_given=sum(part.planned_given for part in kept),
        spent=_sum(part.spent for part in kept),
        spent_given=sum(part.spent_given for part in kept),
        compared=sum(part.compared for part in kept),
        compared_planned=planned,
        left=left,
        spent_share=None if planned is None or left is None else share(planned - left, planned),
    )


def by_section(evaluation: Evaluation) -> tuple[MoneyGroup, ...]:
    """Return the money of each section, in plan order."""
    return tuple(
        MoneyGroup(
            section.number, section.title, money(row for row in evaluation.measures if row.placed.section is section)
        )
        for section in evaluation.programme.sections
    )


def by_source(rows: Sequence[EvaluatedMeasure]) -> tuple[MoneyGroup, ...]:
    """Return the money by where it comes from, in plan order; measures that don't say it last."""
    parts: dict[str | None, list[EvaluatedMeasure]] = {}
    for row in rows:
        funding = row.placed.measure.funding
        parts.setdefault(funding.source if funding else None, []).append(row)
    return tuple(MoneyGroup(key, None, money(parts[key])) for key in sorted(parts, key=lambda key: key is None))


def _of(row: EvaluatedMeasure) -> Money:
    planned, spent = row.placed.measure.funding.planned if row.placed.measure.funding else None, row.spent
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
    """Return the sum of those that are given; None where none is."""
    given = [amount for amount in amounts if amount is not None]
    return sum(given, Decimal()) if given else None
