"""Checks a plan against an earlier version: the rules of change."""

from __future__ import annotations

import json
from datetime import date

from csprog.findings import Finding, identity, in_file_order
from csprog.i18n import Message
from csprog.programme.model import Programme
from csprog.programme.plan_text import Plan, PlanLookup
from csprog.validation.rules.change import changes
from csprog.validation.validator import content_violations, locate_findings


def check_change(
    plan: Plan,
    before: Programme,
    today: date,
    against: str = "",
    find: PlanLookup = lambda year: None,  # noqa: ARG005 - no other plan is at hand
) -> tuple[Finding, ...]:
    """Return the findings of a checked plan and of its change since `before`.

    `against` is what the user compares with; `find` gives the plans of other years.

    They are in file order, and those that `before` did not have are marked as new. A plan of the wrong shape has only
    its own findings: half a plan has always changed.
    """
    programme = plan.programme
    found = list(plan.findings)
    if programme is not None:
        found += locate_findings(plan, changes(before, programme, today, against))
    known = {_key(old.code, old.message) for old in content_violations(before, today, find)}
    return in_file_order(finding._replace(is_new=_key(finding.code, finding.message) not in known) for finding in found)


def _key(code: str, message: Message) -> str:
    return json.dumps(identity(code, message))
