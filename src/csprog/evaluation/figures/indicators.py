"""Indicators, plan against actual: what was found last, whether the target is reached, how far on the way it is (F4, F7)."""

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
    """What an indicator was found to be for a period."""

    period: Period
    value: Decimal


@dataclass(frozen=True, slots=True)
class IndicatorFigure:
    """An indicator as of a day. `of` is the id of its measure, the number of its proposal, or None: the Programme's own.

    `actual` is the value of `period`, the latest there is by the day; `reached` None where it can't be judged; `progress`
    the part of the way from `baseline` to `target` that lies behind, below 0 if it went the wrong way.
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
    """How many indicators there are, and of how many the target is reached, not reached, or not to be judged."""

    total: int
    reached: int
    not_reached: int
    not_judged: int


def indicator_figures(programme: Programme, day: date) -> tuple[IndicatorFigure, ...]:
    """Return the indicators by what was recorded of them by `day`: the Programme's, then the others in plan order."""
    return tuple(_figure(placed.indicator, placed.of or None, day) for placed in placed_indicators(programme))


def judged(indicators: tuple[IndicatorFigure, ...]) -> Judged:
    """Count `indicators` by whether their targets are reached."""
    verdicts = [indicator.reached for indicator in indicators]
    return Judged(len(verdicts), verdicts.count(True), verdicts.count(False), verdicts.count(None))


def added(parts: Iterable[Judged]) -> Judged:
    """Return the sum of `parts`."""
    kept = list(parts)
    return Judged(*(sum(getattr(part, field.name) for part in kept) for field in fields(Judged)))


def _figure(indicator: Indicator, of: str | None, day: date) -> IndicatorFigure:
    found = indicator.actuals_by(day)
    last = found[-1] if found else None
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
        values=tuple(PeriodValue(one.period, one.value) for one in found),
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
