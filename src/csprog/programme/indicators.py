"""Indicators: numbers by which the Programme, a proposal or a measure is judged (clause 1.1, F4)."""

from __future__ import annotations

from typing import Literal

from csprog.programme.entries import PlanModel
from csprog.programme.values import Amount, Day, Name, PeriodField, Text, WebAddress

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
