"""What a journal can hold: the seven events, each with what must be said of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from csprog.programme.fields import Amount, Day, Name, Text, WebAddress
from csprog.yamltext.reader import Unquoted


class PlanModel(BaseModel):
    """What all parts of a plan share: they don't change, and a key that isn't theirs is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Completed(PlanModel):
    """The measure was carried out, in all its offices or in those named (F6)."""

    on: Day
    event: Literal["completed"]
    offices: tuple[Name, ...] = ()
    note: Text | None = None
    evidence: WebAddress | None = None


class NotCompleted(PlanModel):
    """The measure was not carried out, in all its open offices or in those named, and why (clause 1.3, F12)."""

    on: Day
    event: Literal["not-completed"]
    offices: tuple[Name, ...] = ()
    reason: Text


class Postponed(PlanModel):
    """The measure is now awaited by another day; the approved deadline stays what it was."""

    on: Day
    event: Literal["postponed"]
    to: Day
    reason: Text


class Cancelled(PlanModel):
    """The measure was taken out of the plan, and why."""

    on: Day
    event: Literal["cancelled"]
    reason: Text


class Reopened(PlanModel):
    """What was closed is open again: the whole measure, or the offices named."""

    on: Day
    event: Literal["reopened"]
    offices: tuple[Name, ...] = ()
    reason: Text


class Spent(PlanModel):
    """Money went out for the measure, in roubles, or came back (below 0, and then the note says why) (F5).

    0 says that nothing had to be spent. It may be recorded at any time: bills come after the work.
    """

    on: Day
    event: Literal["spent"]
    amount: Amount
    note: Text | None = None
    evidence: WebAddress | None = None


class Remark(PlanModel):
    """Something worth knowing that changes nothing."""

    on: Day
    event: Literal["remark"]
    note: Text


Entry = Completed | NotCompleted | Postponed | Cancelled | Reopened | Spent | Remark


def _no_journal_yet(value: object) -> object:
    """A key without a value, or with null, is a journal in which nothing stands yet."""
    return () if isinstance(value, Unquoted) and value.text in {"", "~", "null", "Null", "NULL"} else value


JournalEntry = Annotated[Entry, Field(discriminator="event")]
"""An entry whose event tells which of the seven it is."""
Journal = Annotated[tuple[JournalEntry, ...], BeforeValidator(_no_journal_yet)]
