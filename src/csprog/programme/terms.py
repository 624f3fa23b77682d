"""The closed lists of words that a plan and its readers use; without anything that reads a plan."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

_LOOKS_CYRILLIC = str.maketrans("АВЕКМНОРСТУХавекмнорстух", "ABEKMHOPCTYXabekmhopctyx")


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


def fold_letters(text: str) -> str:
    """Return `text` in small letters, Cyrillic ones that look Latin turned Latin: В2В and B2B are the same."""
    return text.translate(_LOOKS_CYRILLIC).casefold()


SOON = timedelta(days=30)
"""How long before its day an open measure is due soon."""


class Standing(StrEnum):
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
        return self in {Standing.COMPLETED, Standing.COMPLETED_LATE}


_OPEN = frozenset({Standing.PLANNED, Standing.DUE_SOON, Standing.PARTLY_COMPLETED, Standing.OVERDUE})
