"""Indicators: numbers by which the Programme, a proposal or a measure is judged (clause 1.1, F4)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from csprog.programme.entries import PlanModel
from csprog.programme.fields import Amount, Day, Name, PeriodField, Text, WebAddress

Better = Literal["higher", "lower"]


class Actual(PlanModel):
    """What an indicator was found to be for a period, and on which day it was recorded.

    The last one of a period counts: a correction is recorded below what it corrects.
    """

    on: Day
    period: PeriodField
    value: Amount
    note: Text | None = None
    evidence: WebAddress | None = None


class Indicator(PlanModel):
    """What is measured, in which unit, from which value to which.

    `id` is its name in commands, one of its kind in the whole plan. `better` says which way is progress; without it the
    way from `baseline` to `target` does.
    """

    id: Name
    name: Name
    unit: Name
    better: Better | None = None
    baseline: Amount | None = None
    target: Amount | None = None
    method: Text | None = None
    actuals: tuple[Actual, ...] = ()

    @property
    def direction(self) -> Better | None:
        """Which way is progress: `better`, else the way from `baseline` to `target`; None where neither tells."""
        if self.better or self.baseline is None or self.target is None or self.baseline == self.target:
            return self.better
        return "higher" if self.target > self.baseline else "lower"

    def known(self, day: date) -> tuple[Actual, ...]:
        """Return what counts of what was recorded by `day`, one a period: of several the last.

        The one whose period ends last comes last; of a quarter and the year that end together the year: the target is
        the year's.
        """
        last = {actual.period: actual for actual in self.actuals if actual.on <= day}
        return tuple(sorted(last.values(), key=lambda one: (one.period.last, -one.period.first.toordinal())))
