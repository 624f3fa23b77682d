"""Checks what `publish` is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from csprog.cli.typed_words import typed_words
from csprog.errors import RefusedError, UsageError
from csprog.i18n import Message
from csprog.operations.plan_choice import view_day
from csprog.operations.plans import OpenPlan
from csprog.programme.personal_data import personal_data
from csprog.publication.publication_log import PublicationRecord


@dataclass(frozen=True, slots=True)
class PublishRequest:
    """The options of `publish`; `reason` is that of a correction."""

    as_of: date | None
    reason: str | None
    final: bool
    fragment: bool
    force: bool


def typed_reason(reason: str | None, *, again: bool) -> str | None:
    """Return the reason of a correction as typed.

    Raises:
        UsageError: --again lacks it, or it stands without --again.
    """
    words = None if reason is None else typed_words(reason).strip()
    if again and not words:
        raise UsageError(Message("--again publishes a correction; give what was corrected and why: --reason TEXT"))
    if words is not None and not again:
        raise UsageError(Message("--reason is the reason of a correction; it needs --again"))
    return words


def refuse_persons(reason: str | None, plan: OpenPlan) -> None:
    """Refuse a reason of a correction that names a person.

    Raises:
        RefusedError: it does.
    """
    for violation in personal_data(reason or "", plan.programme.passport.contact):
        if violation.severity == "error":
            raise RefusedError(violation.message)


def require_allowed(request: PublishRequest, before: PublicationRecord | None, plan: OpenPlan) -> None:
    """Refuse what may not be published: `before` is what was published of the year for good.

    Raises:
        RefusedError: the year, the day or a correction forbids it.
    """
    year, corrects = plan.programme.year, request.reason is not None
    if report := plan.programme.passport.reported_elsewhere:
        raise RefusedError(
            Message(
                "the report for {year} was published elsewhere, at {address}, and the index links to it; to "
                "publish it here, remove reported_elsewhere from the passport",
                year=year,
                address=report.address,
            )
        )
    if corrects and before is None:
        raise RefusedError(
            Message("the report for {year} is not final yet, so there is nothing to correct: use --final", year=year)
        )
    if before and not corrects and request.as_of not in {None, before.last.as_of}:
        raise RefusedError(
            Message(
                "the final report for {year} is as of {day}; omit --as-of to rebuild it, or add --again "
                "--reason TEXT to publish a correction as of another day",
                year=year,
                day=before.last.as_of,
            )
        )
    if request.final and (corrects or before is None) and plan.today > view_day(None):
        raise RefusedError(
            Message("{day} is in the future; a final report is as of today or an earlier day", day=plan.today)
        )
