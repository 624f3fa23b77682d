"""Checks a plan against an earlier version: the rules of change."""

from __future__ import annotations

from datetime import date

from csprog.findings import Finding, in_file_order
from csprog.programme.model import Programme
from csprog.programme.plan_text import Plan
from csprog.validation.rules.change import changes
from csprog.validation.validator import locate_findings


def check_change(plan: Plan, before: Programme, today: date, against: str = "") -> tuple[Finding, ...]:
    """Return the findings of a checked plan and of its change since `before`.

    `against` is what the user compares with.

    They are in file order. A plan of the wrong shape has only its own findings: half a plan has always changed.
    """
    programme = plan.programme
    if programme is None:
        return plan.findings
    return in_file_order([*plan.findings, *locate_findings(plan, changes(before, programme, today, against))])
