"""Finds what the next year's plan took over from a plan."""

from __future__ import annotations

from csprog.operations.plans import OpenPlan, plan_lookup
from csprog.views.year.history import CarriedTo, carried_to


def carried_from_plan(plan: OpenPlan) -> CarriedTo:
    """Return what the plan after `plan`, in the same folder, took over from it."""
    found = plan_lookup(plan.source.path.parent)(plan.programme.year + 1)
    return carried_to(found[1] if found else None, plan.today)
