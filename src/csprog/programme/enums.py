"""Closed lists of values in plans and reports; importing them loads no model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from csprog.i18n import N_, Message


class Audience(StrEnum):
    """Customers that a subsection serves: companies (В2В) or people (В2С).

    The values are Latin; documents often mix in look-alike Cyrillic letters.
    """

    B2B = "B2B"
    B2C = "B2C"


class Channel(StrEnum):
    """Channel of customer service (clause 2.2: очное и заочное обслуживание)."""

    OFFICE = "office"
    WEBSITE = "website"
    ACCOUNT = "account"
    EMAIL = "email"
    PHONE = "phone"
    MESSENGER = "messenger"
    POST = "post"


class Origin(StrEnum):
    """Origin of a proposal (clause 2.1, F15)."""

    APPEAL = "appeal"
    SURVEY = "survey"
    INITIATIVE = "initiative"


SOON = timedelta(days=30)
"""Span before the awaited day in which an open measure is due soon."""


def is_awaited_within(awaited: date, day: date, span: timedelta = SOON) -> bool:
    """Return True if `awaited` is at most `span` after `day`, or before it."""
    return awaited - day <= span


class Status(StrEnum):
    """Status of a measure or of one of its offices; the first four are open.

    Carried over is one that nobody closed in its year and that a later year's plan has: it is open there.
    Reported elsewhere is one of which nothing is recorded here, in a year whose report csprog did not make.
    """

    PLANNED = "planned"
    DUE_SOON = "due-soon"
    PARTLY_COMPLETED = "partly-completed"
    OVERDUE = "overdue"
    COMPLETED = "completed"
    COMPLETED_LATE = "completed-late"
    NOT_COMPLETED = "not-completed"
    CANCELLED = "cancelled"
    CARRIED_OVER = "carried-over"
    REPORTED_ELSEWHERE = "reported-elsewhere"

    @property
    def is_open(self) -> bool:
        """True while work remains."""
        return self in _OPEN

    @property
    def is_done(self) -> bool:
        """True if the measure was carried out, in time or late."""
        return self in {Status.COMPLETED, Status.COMPLETED_LATE}


_OPEN = frozenset({Status.PLANNED, Status.DUE_SOON, Status.PARTLY_COMPLETED, Status.OVERDUE})
_NAMES = {
    Status.PLANNED: N_("planned"),
    Status.DUE_SOON: N_("due soon"),
    Status.PARTLY_COMPLETED: N_("completed in some offices"),
    Status.OVERDUE: N_("overdue"),
    Status.COMPLETED: N_("completed"),
    Status.COMPLETED_LATE: N_("completed late"),
    Status.NOT_COMPLETED: N_("not completed"),
    Status.CANCELLED: N_("cancelled"),
    Status.CARRIED_OVER: N_("carried over"),
    Status.REPORTED_ELSEWHERE: N_("see the report published elsewhere"),
}


def status_name(status: Status) -> Message:
    """Return the name of a status, for any language."""
    return Message(_NAMES[status])


class Outcome(StrEnum):
    """Outcome of a measure in the year's report (clause 1.3).

    A measure completed after the year's end was not carried out in the year. An open one is pending while the year runs.
    In a year that was reported elsewhere, that report tells what became of one of which nothing is recorded here.
    Once a year is over, it is partly done if carried out in some of its offices, else not done. A single office is never
    partly done.
    """

    DONE = "done"
    DONE_LATE = "done-late"
    DONE_AFTER_YEAR = "done-after-year"
    PARTLY_DONE = "partly-done"
    NOT_DONE = "not-done"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    PENDING = "pending"
    REPORTED_ELSEWHERE = "reported-elsewhere"

    @property
    def is_done_in_year(self) -> bool:
        """True if the measure was carried out in the year."""
        return self is Outcome.DONE or self is Outcome.DONE_LATE


_OUTCOME_NAMES = {
    Outcome.DONE: N_("completed"),
    Outcome.DONE_LATE: N_("completed late"),
    Outcome.DONE_AFTER_YEAR: N_("completed after the year's end"),
    Outcome.PARTLY_DONE: N_("partly completed"),
    Outcome.NOT_DONE: N_("not completed"),
    Outcome.POSTPONED: N_("carried over to another year"),
    Outcome.CANCELLED: N_("cancelled"),
    Outcome.PENDING: N_("in progress"),
    Outcome.REPORTED_ELSEWHERE: _NAMES[Status.REPORTED_ELSEWHERE],
}
DONE_IN_YEAR = tuple(outcome for outcome in Outcome if outcome.is_done_in_year)
NOT_DONE_IN_YEAR = (
    Outcome.PARTLY_DONE,
    Outcome.DONE_AFTER_YEAR,
    Outcome.POSTPONED,
    Outcome.CANCELLED,
    Outcome.NOT_DONE,
)
"""The outcomes into which the measures not carried out in the year fall, in the order in which they are told."""

TOLD: tuple[Status | Outcome, ...] = (
    *(status for status in Status if status.is_open),
    *DONE_IN_YEAR,
    *NOT_DONE_IN_YEAR,
    Outcome.REPORTED_ELSEWHERE,
)
"""All that a measure can be told as, each with a word of its own."""


def told(status: Status, outcome: Outcome) -> Status | Outcome:
    """Return the outcome once it is known, else the status.

    So a measure has the same word in the terminal, in workbooks and on the page.
    """
    return status if outcome is Outcome.PENDING else outcome


def told_name(value: Status | Outcome) -> Message:
    """Return the name of a status or an outcome, for any language."""
    return Message(_OUTCOME_NAMES[value] if isinstance(value, Outcome) else _NAMES[value])


def outcome_counts(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """Return the count of each outcome, and the total."""
    counter = Counter(outcomes)
    return {**{outcome.value: counter[outcome] for outcome in Outcome}, "total": counter.total()}


def count_reported_here(counts: Mapping[str, int]) -> int:
    """Return the number of measures of which the plan tells what became, from counts with their total."""
    return counts["total"] - counts[Outcome.REPORTED_ELSEWHERE]


def count_done_in_year(counts: Mapping[str, int] | Mapping[Outcome, int]) -> int:
    """Return the number of measures carried out in the year, in time or late, from counts."""
    return sum(counts[outcome] for outcome in DONE_IN_YEAR)
