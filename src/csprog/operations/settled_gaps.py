"""Leaves out gaps of years that are published for good: nobody fills them any more."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from csprog.errors import StoreError
from csprog.findings import Finding
from csprog.operations.owed_report import published_on
from csprog.store.plan_files import is_plan_name


def without_settled_gaps(file: Path, findings: tuple[Finding, ...], day: date) -> tuple[Finding, ...]:
    """Return the findings of a plan, without its gaps if its year is published for good by `day`.

    A record of the publication that can't be read settles nothing.
    """
    if not any(finding.is_gap for finding in findings) or not is_plan_name(file.name):
        return findings
    try:
        published = published_on(file.parent, int(file.stem), day)
    except StoreError:
        published = None
    return findings if published is None else tuple(finding for finding in findings if not finding.is_gap)
