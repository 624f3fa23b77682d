"""Evaluates plans with what other plans of their folder say of their measures."""

from __future__ import annotations

from csprog.evaluation.continuation import Lineage
from csprog.evaluation.evaluator import Evaluation, evaluate
from csprog.evaluation.lineage import lineage
from csprog.operations.plans import OpenPlan


def lineage_of(plan: OpenPlan) -> Lineage:
    """Return what the measures of `plan` came from and went on to."""
    return lineage(plan.programme, plan.today, plan.find)


def evaluate_plan(plan: OpenPlan) -> Evaluation:
    """Evaluate `plan` on its day, in the light of the other years' plans."""
    return evaluate(plan.programme, plan.today, len(plan.errors), lineage_of(plan))
