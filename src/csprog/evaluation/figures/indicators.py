"""Compares indicators with their targets (F4, F7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from fractions import Fraction

from csprog.evaluation.figures.execution import share
from csprog.parsing.periods import Period
from csprog.programme.indicators import Better, Indicator
from csprog.programme.ledgers import placed_indicators
from csprog.programme.model import Programme


@dataclass(frozen=True, slots=True)
class PeriodValue:
    """An actual value of an indicator for a period."""

    period: Period
    value: Decimal


@dataclass(frozen=True, slots=True)
class IndicatorFigure:
    """An indicator as of a day.

    `of` is the id of its measure, the number of its proposal, or None for the Programme's own. `actual` is the value of
    `period`, the latest by the day. `reached` is None if it can't be judged. `progress` is the share of the way from
    `baseline` to `target`, below 0 in the wrong direction.
    """

    id: str
    name: str
    of: str | None
    unit: str
    better: Better | None
    baseline: Decimal | None
    target: Decimal | None
    period: Period | None
    actual: Decimal | None
    reached: bool | None
    progress: Fraction | None
    values: tuple[PeriodValue, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """Numbers of indicators by target reached, not reached or not judged."""

    total: int
    reached: int
    not_reached: int
    not_judged: int


def indicator_figures(programme: Programme, day: date) -> tuple[IndicatorFigure, ...]:
    """Return the indicators on `day`: the Programme's, then others in plan order."""
    return tuple(_figure(placed.indicator, placed.of or None, day) for placed in placed_indicators(programme))


def judged(indicators: tuple[IndicatorFigure, ...]) -> Judged:
    """Count `indicators` by target reached, not reached or not judged."""
    verdicts = [indicator.reached for indicator in indicators]
    return Judged(len(verdicts), verdicts.count(True), verdicts.count(False), verdicts.count(None))


def added(parts: Iterable[Judged]) -> Judged:
    """Return the sum of `parts`."""
    parts = list(parts)
    return Judged(*(sum(getattr(part, field.name) for part in parts) for field in fields(Judged)))


def _figure(indicator: Indicator, of: str | None, day: date) -> IndicatorFigure:
    actuals = indicator.actuals_by(day)
    last = actuals[-1] if actuals else None
    actual = None if last is None else last.value
    better = indicator.direction
    return IndicatorFigure(
        id=indicator.id,
        name=indicator.name,
        of=of,
        unit=indicator.unit,
        better=better,
        baseline=indicator.baseline,
        target=indicator.target,
        period=None if last is None else last.period,
        actual=actual,
        reached=_reached(actual, indicator.target, better),
        progress=_progress(indicator, actual),
        values=tuple(PeriodValue(item.period, item.value) for item in actuals),
    )


def _reached(actual: Decimal | None, target: Decimal | None, better: Better | None) -> bool | None:
    if actual is None or target is None or better is None:
        return None
    return actual >= target if better == "higher" else actual <= target


def _progress(indicator: Indicator, actual: Decimal | None) -> Fraction | None:
    baseline, target = indicator.baseline, indicator.target
    if actual is None or baseline is None or target is None:
        return None
    return share(actual - baseline, target - baseline)
