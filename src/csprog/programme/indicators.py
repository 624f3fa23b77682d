"""Indicators of a Programme, proposal or measure (clause 1.1, F4)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from csprog.parsing.periods import Period
from csprog.programme.entries import Evidence, PlanModel
from csprog.programme.fields import Amount, Day, Name, PeriodField, Several, Statement, Text

Better = Literal["higher", "lower"]


class Actual(PlanModel):
    """An actual value of an indicator for a period, recorded on a day.

    The last one of a period counts. `why` says what was wrong with the one before, if this one corrects it.
    """

    on: Day
    period: PeriodField
    value: Amount
    note: Statement | None = None
    evidence: Evidence | None = None
    why: Statement | None = None


class Indicator(PlanModel):
    """An indicator, measured in `unit`, meant to go from `baseline` to `target`.

    Commands name it by `id`, unique in the plan. `better` gives the direction of progress; without it, the direction
    from `baseline` to `target` does.
    """

    id: Name
    name: Name
    unit: Name
    better: Better | None = None
    baseline: Amount | None = None
    target: Amount | None = None
    method: Text | None = None
    actuals: Several[Actual] = ()

    @property
    def direction(self) -> Better | None:
        """The direction of progress; None if neither `better` nor the values give it."""
        if self.better or self.baseline is None or self.target is None or self.baseline == self.target:
            return self.better
        return "higher" if self.target > self.baseline else "lower"

    def actuals_by(self, day: date) -> tuple[Actual, ...]:
        """Return the last actual of each period recorded by `day`, by period.

        A correction counts from the day of the actual that it corrects.
        """
        # Of a quarter and a year that end together the year comes last: the target is the year's.
        last: dict[Period, Actual] = {}
        for actual in self.actuals:
            corrected = last.get(actual.period) if actual.why else None
            if corrected is not None or actual.on <= day:
                last[actual.period] = actual
        return tuple(sorted(last.values(), key=lambda actual: (actual.period.last, -actual.period.first.toordinal())))
