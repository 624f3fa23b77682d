"""Completes the findings of a plan by what is recorded of its publication."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from csprog.errors import StoreError
from csprog.findings import Finding, Position
from csprog.i18n import Message
from csprog.operations.settled_gaps import without_settled_gaps
from csprog.store.plan_files import is_plan_name, record_path

_TOP = Position(1, 1)


def in_light_of_record(file: Path, findings: tuple[Finding, ...], day: date) -> tuple[Finding, ...]:
    """Return the findings of a plan as its publication for good leaves them.

    Gaps of such a year are told no more; that the plan says something else than what was published is told first.
    """
    settled = without_settled_gaps(file, findings, day)
    message = departure_of(file, day)
    return settled if message is None else (Finding("published-differs", _TOP, message, "warning"), *settled)


def departure_of(file: Path, day: date) -> Message | None:
    """Return what to do about a plan that says something else than what was published for good by `day`.

    Nothing is read of a year that has no record. A plan with errors, and a damaged record, are told elsewhere.
    """
    if not (is_plan_name(file.name) and record_path(file.parent, int(file.stem)).exists()):
        return None
    from csprog.operations.site_years import departure_in  # noqa: PLC0415 - pydantic: 0.3 s of a cached status

    try:
        return departure_in(file.parent, int(file.stem), day)
    except StoreError:
        return None
