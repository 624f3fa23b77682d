"""Gathers what an office's document is made of."""

from __future__ import annotations

from csprog import __version__
from csprog.exporting.subject import Subject
from csprog.operations.carried_over import evaluate_plan
from csprog.operations.owed_report import published_on
from csprog.operations.plans import OpenPlan


def subject_of(plan: OpenPlan, amendment: int | None = None) -> Subject:
    """Return what a document is made of: a plan as it stands on its day."""
    templates = plan.source.path.parent.parent / "templates"
    published = published_on(plan.source.path.parent, plan.programme.year, plan.today)
    return Subject(evaluate_plan(plan), __version__, None, templates, published, amendment)
