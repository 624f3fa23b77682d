"""Money, planned against spent, in roubles; an amount that is not given is no 0 (F5, F7)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csprog.programme.evaluation import Evaluation, Row


@dataclass(frozen=True, slots=True)
class Money:
    """What measures were to cost and what was spent on them by the day; None where no measure says.

    `planned_given` and `spent_given` are how many measures say it. Only those that say both (`compared`) can be set
    against each other: `left` is what they have not spent (below 0: spent too much), `spent_share` how much they have.
    """

    measures: int
    planned: Decimal | None
    planned_given: int
    spent: Decimal | None
    spent_given: int
    compared: int
    left: Decimal | None
    spent_share: float | None


@dataclass(frozen=True, slots=True)
class MoneyGroup:
    """The money of a section, or from a source: `key` None for what is not set."""

    key: str | None
    name: str | None
    money: Money


def money(rows: Iterable[Row]) -> Money:
    """Add up what `rows` say of money."""
    pairs = [(_planned(row), row.stand.spent) for row in rows]
    planned = [amount for amount, _ in pairs if amount is not None]
    spent = [amount for _, amount in pairs if amount is not None]
    both = [(one, other) for one, other in pairs if one is not None and other is not None]
    of_plan = sum((one for one, _ in both), Decimal())
    of_those = sum((other for _, other in both), Decimal())
    return Money(
        measures=len(pairs),
        planned=sum(planned, Decimal()) if planned else None,
        planned_given=len(planned),
        spent=sum(spent, Decimal()) if spent else None,
        spent_given=len(spent),
        compared=len(both),
        left=of_plan - of_those if both else None,
        spent_share=round(float(of_those / of_plan), 4) if of_plan else None,
    )


def by_section(evaluation: Evaluation) -> tuple[MoneyGroup, ...]:
    """Return the money of each section, in plan order."""
    return tuple(
        MoneyGroup(
            section.number, section.title, money(row for row in evaluation.rows if row.placed.section is section)
        )
        for section in evaluation.programme.sections
    )


def by_source(rows: Sequence[Row]) -> tuple[MoneyGroup, ...]:
    """Return the money by where it comes from, in plan order; measures that don't say it last."""
    parts: dict[str | None, list[Row]] = {}
    for row in rows:
        funding = row.placed.measure.funding
        parts.setdefault(funding.source if funding else None, []).append(row)
    return tuple(MoneyGroup(key, None, money(parts[key])) for key in sorted(parts, key=lambda key: key is None))


def _planned(row: Row) -> Decimal | None:
    return row.placed.measure.funding.planned if row.placed.measure.funding else None
