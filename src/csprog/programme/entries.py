"""Journal entries: one model for each of the eight events.

`personal_data_ground` says why the law allows the texts of an entry to name a person; it is never published.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from csprog.i18n import N_
from csprog.programme import limits
from csprog.programme.fields import (
    Amount,
    Day,
    Digest,
    EvidencePath,
    Flag,
    Name,
    Offices,
    Ordinal,
    Several,
    Statement,
    WebAddress,
)
from csprog.yamltext.reader import Unquoted


class PlanModel(BaseModel):
    """Base of all parts of a plan: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class EvidenceFile(PlanModel):
    """A file that proves a fact; `sha256` tells whether it is still the same.

    Only a `public` one is published.
    """

    file: EvidencePath
    sha256: Digest
    public: Flag = False


def _kind_of_evidence(value: object) -> str:
    return "evidence-file" if isinstance(value, (dict, EvidenceFile)) else "web-address"


Evidence = Annotated[
    Annotated[WebAddress, Tag("web-address")] | Annotated[EvidenceFile, Tag("evidence-file")],
    Discriminator(_kind_of_evidence),
]
"""What proves a fact: a web address, or a file beside the plans."""


class Completed(PlanModel):
    """The measure was carried out, in all its offices or in those named (F6).

    `note` is the actual result, `reason` why it was late.
    """

    on: Day
    event: Literal["completed"]
    offices: Offices = ()
    note: Statement | None = None
    reason: Statement | None = None
    evidence: Evidence | None = None
    personal_data_ground: Statement | None = None


class NotCompleted(PlanModel):
    """The measure failed, in all open offices or those named (clause 1.3, F12)."""

    on: Day
    event: Literal["not-completed"]
    offices: Offices = ()
    reason: Statement
    document: Name | None = None
    personal_data_ground: Statement | None = None


class Postponed(PlanModel):
    """The measure is awaited by another day; the approved deadline stays."""

    on: Day
    event: Literal["postponed"]
    to: Day
    reason: Statement
    personal_data_ground: Statement | None = None


class Cancelled(PlanModel):
    """The measure was taken out of the plan, of an approved one by a document."""

    on: Day
    event: Literal["cancelled"]
    reason: Statement
    document: Name | None = None
    personal_data_ground: Statement | None = None


class Reopened(PlanModel):
    """The measure, or the offices named, are open again after their closure."""

    on: Day
    event: Literal["reopened"]
    offices: Offices = ()
    reason: Statement
    personal_data_ground: Statement | None = None


class Spent(PlanModel):
    """Money was spent on the measure, in roubles, or came back if below 0 (F5).

    0 says that nothing had to be spent. Closed measures accept it too: bills come after the work. Money that came back
    needs a note.
    """

    on: Day
    event: Literal["spent"]
    amount: Amount
    note: Statement | None = None
    evidence: Evidence | None = None
    personal_data_ground: Statement | None = None


class Remark(PlanModel):
    """A note for readers that changes no status."""

    on: Day
    event: Literal["remark"]
    note: Statement
    personal_data_ground: Statement | None = None


class CorrectedEntry(PlanModel):
    """The entry that a correction is about, by its day and event as recorded.

    `number` counts the entries of that day and event in the journal, by default 1. Unlike a place in the journal, it stays the
    same when a merge brings in entries of other days.
    """

    on: Day
    event: Literal["completed", "not-completed", "postponed", "cancelled", "reopened", "spent", "remark"]
    number: Ordinal | None = None


class CorrectedValues(PlanModel):
    """The values that an entry has from now on; what is absent stays as it was."""

    on: Day | None = None
    to: Day | None = None
    amount: Amount | None = None
    offices: Offices = ()
    note: Statement | None = None
    reason: Statement | None = None
    evidence: Evidence | None = None
    document: Name | None = None


Removable = Literal["offices", "note", "reason", "evidence"]
"""Keys that an entry may lose by a correction."""


class Corrected(PlanModel):
    """An earlier entry was recorded wrongly; it is read with these values instead.

    `removed` are its keys that no longer hold, `withdrawn` takes the whole entry back, `why` says what was wrong.
    """

    on: Day
    event: Literal["corrected"]
    corrects: CorrectedEntry
    values: CorrectedValues | None = None
    removed: Several[Removable] = ()
    withdrawn: Flag | None = None
    why: Statement
    personal_data_ground: Statement | None = None


Entry = Completed | NotCompleted | Postponed | Cancelled | Reopened | Spent | Remark | Corrected


def _no_journal_yet(value: object) -> object:
    # Keepers may type the key `journal:` before there is an entry.
    return () if isinstance(value, Unquoted) and value.text in {"", "~", "null", "Null", "NULL"} else value


def _few_corrections(journal: tuple[Entry, ...]) -> tuple[Entry, ...]:
    if sum(isinstance(entry, Corrected) for entry in journal) > limits.CORRECTIONS:
        raise PydanticCustomError(
            "too-long",  # noqa: EM101 - not the message, but the code
            N_("a journal has at most {most} corrections"),
            {"most": limits.CORRECTIONS},
        )
    return journal


JournalEntry = Annotated[Entry, Field(discriminator="event")]
"""An entry, its model chosen by `event`."""
Journal = Annotated[
    tuple[JournalEntry, ...],
    Field(max_length=limits.ENTRIES),
    BeforeValidator(_no_journal_yet),
    AfterValidator(_few_corrections),
]
