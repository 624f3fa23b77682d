"""The closed lists of words that a plan and its readers use; without anything that reads a plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from csprog.i18n import N_, Message


class Audience(StrEnum):
    """Whom a subsection serves: companies (В2В) or people (В2С), by the document's own names."""

    B2B = "B2B"
    B2C = "B2C"


class Channel(StrEnum):
    """Through what a subsection's customers are served: a closed list (clause 2.2: очное и заочное обслуживание)."""

    OFFICE = "office"
    WEBSITE = "website"
    ACCOUNT = "account"
    EMAIL = "email"
    PHONE = "phone"
    MESSENGER = "messenger"
    POST = "post"


class Origin(StrEnum):
    """Where a proposal came from (clause 2.1, F15)."""

    APPEAL = "appeal"
    SURVEY = "survey"
    INITIATIVE = "initiative"


SOON = timedelta(days=30)
"""How long before its day an open measure is due soon."""


def is_awaited_within(awaited: date, day: date, span: timedelta = SOON) -> bool:
    """Tell whether `awaited` lies no further than `span` after `day`, or before it."""
    return awaited - day <= span


class Status(StrEnum):
    """The eight ways in which a measure can stand; the first four are open."""

    PLANNED = "planned"
    DUE_SOON = "due-soon"
    PARTLY_COMPLETED = "partly-completed"
    OVERDUE = "overdue"
    COMPLETED = "completed"
    COMPLETED_LATE = "completed-late"
    NOT_COMPLETED = "not-completed"
    CANCELLED = "cancelled"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self in _OPEN

    @property
    def is_done(self) -> bool:
        """Whether the measure was carried out, in time or late."""
        return self in {Status.COMPLETED, Status.COMPLETED_LATE}


_OPEN = frozenset({Status.PLANNED, Status.DUE_SOON, Status.PARTLY_COMPLETED, Status.OVERDUE})
DONE = tuple(standing for standing in Status if standing.is_done)
_WORDS = {
    Status.PLANNED: N_("planned"),
    Status.DUE_SOON: N_("due soon"),
    Status.PARTLY_COMPLETED: N_("partly completed"),
    Status.OVERDUE: N_("overdue"),
    Status.COMPLETED: N_("completed"),
    Status.COMPLETED_LATE: N_("completed late"),
    Status.NOT_COMPLETED: N_("not completed"),
    Status.CANCELLED: N_("cancelled"),
}


def status_name(standing: Status) -> Message:
    """Return the name of a standing, in the language in which it is asked for."""
    return Message(_WORDS[standing])


def count_done(counts: Mapping[str, int] | Mapping[Status, int]) -> int:
    """Return how many were carried out, in time or late, of measures counted by standing."""
    return sum(counts[standing] for standing in DONE)


class Outcome(StrEnum):
    """The year's report on a measure (clause 1.3): carried out in the year, or not, and then why.

    A measure completed after the year's end was not carried out in the year; its note tells why it came late. One that
    was carried out in some of its offices counts as partly done once the year is over, even if nobody has said of the
    other offices why not; until then it is pending. A single office is never partly done.
    """

    DONE = "done"
    DONE_LATE = "done-late"
    DONE_AFTER_YEAR = "done-after-year"
    PARTLY_DONE = "partly-done"
    NOT_DONE = "not-done"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    PENDING = "pending"

    @property
    def is_done_in_year(self) -> bool:
        """Whether the measure belongs to the list of those carried out in the year."""
        return self is Outcome.DONE or self is Outcome.DONE_LATE
