"""What a programme is: the approved plan as it was printed, and the journal of what happened to it.

Every model is frozen and knows no keys but its own; what is not given is None or an empty tuple, never a zero.
F1 to F19 are the duties that clauses 1.1 to 2.2 of the document lay on the Programme.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from pydantic import Field

from csprog.findings import KeyPath
from csprog.programme.assessments import Assessment
from csprog.programme.entries import Journal, PlanModel
from csprog.programme.enums import Channel, Origin
from csprog.programme.fields import (
    Amount,
    AudienceField,
    Colour,
    Contact,
    Day,
    DueField,
    FileName,
    Flag,
    Name,
    Number,
    Printed,
    Text,
    WebAddress,
    Year,
)
from csprog.programme.indicators import Indicator


class PrintedForm(PlanModel):
    """What the document prints where a value had to be normalised: kept beside the value, never in its place."""

    number: Printed | None = None
    due: Printed | None = None
    offices: dict[Name, Printed] = Field(default_factory=dict)


class Funding(PlanModel):
    """Money for a measure, in roubles; 0 says that none is needed, absence that nothing is said (F5).

    `spent` is the sum of the whole year; it stands here where the journal does not tell it entry by entry.
    """

    planned: Amount | None = None
    spent: Amount | None = None
    source: Name | None = None


class CarriedFrom(PlanModel):
    """Where a measure that was not carried out came from: the year and the id it had, and why it was not done then."""

    year: Year
    id: Number
    reason: Text | None = None


class Measure(PlanModel):
    """One row of the plan: the thing that gets done."""

    text: Text
    due: DueField
    result: Text
    offices: tuple[Name, ...] = ()
    responsible: Name | None = None
    funding: Funding | None = None
    digital: Flag | None = None
    recurring: Flag | None = None
    indicators: tuple[Indicator, ...] = ()
    carried_from: CarriedFrom | None = None
    printed: PrintedForm | None = None
    remark: Text | None = None
    journal: Journal = ()


class Proposal(PlanModel):
    """A numbered item of the plan; done only when all its measures are (F2)."""

    number: Number
    printed: PrintedForm | None = None
    remark: Text | None = None
    text: Text
    origin: Origin | None = None
    goals: tuple[Number, ...] = ()
    tasks: tuple[Number, ...] = ()
    standard_clauses: tuple[Name, ...] = ()
    assessments: tuple[Name, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    measures: tuple[Measure, ...] = Field(min_length=1)


class Subsection(PlanModel):
    """A part of a section, with one channel and one audience."""

    number: Number
    printed: PrintedForm | None = None
    remark: Text | None = None
    title: Text
    channel: Channel | None = None
    audience: AudienceField | None = None
    proposals: tuple[Proposal, ...] = ()


class Section(PlanModel):
    """A part of the plan."""

    number: Number
    printed: PrintedForm | None = None
    remark: Text | None = None
    title: Text
    subsections: tuple[Subsection, ...] = ()


class Approval(PlanModel):
    """Who approved the Programme (a post, not a person), when and by what document (F8)."""

    by: Name
    on: Day
    document: Name | None = None
    number: Name | None = None


class StandardClause(PlanModel):
    """A clause of the Standard, with its number as the Standard prints it."""

    number: Name
    title: Name


class Standard(PlanModel):
    """The customer service Standard that the Programme refers to (F8, F18); `clauses` are those it may refer to."""

    name: Name
    version: Name | None = None
    approved_on: Day | None = None
    clauses: tuple[StandardClause, ...] = ()


class OpenData(PlanModel):
    """What the passport of an open data set needs beyond the plan itself."""

    identifier: Name
    created: Day
    keywords: tuple[Name, ...] = ()


class Passport(PlanModel):
    """Whose Programme this is, for which year and on what ground (F8)."""

    year: Year
    title: Text
    organisation: Name
    site: WebAddress | None = None
    published_at: WebAddress | None = None
    contact: Contact | None = None
    logo: FileName | None = None
    accent: Colour | None = None
    basis: Text | None = None
    approval: Approval | None = None
    standard: Standard | None = None
    open_data: OpenData | None = None
    remark: Text | None = None


class Heading(PlanModel):
    """A numbered heading."""

    number: Number
    title: Name


class Clause(PlanModel):
    """A numbered paragraph of the document."""

    number: Number
    text: Text
    remark: Text | None = None


class Provisions(Heading):
    """The document's general provisions."""

    clauses: tuple[Clause, ...] = ()


class Aims(Heading):
    """The document's goals, or its tasks; an item's number is this one's and its place (2.1.1)."""

    chapter: Heading | None = None
    lead: Text | None = None
    items: tuple[Text, ...] = ()

    @property
    def numbered(self) -> tuple[tuple[str, str], ...]:
        """The items, each with the number by which proposals refer to it: this one's and its place."""
        return tuple((f"{self.number}.{place}", text) for place, text in enumerate(self.items, start=1))


class PlanTable(Heading):
    """The heading of the plan itself and of its columns, as printed."""

    columns: tuple[Name, ...] = ()


class AmendedValue(PlanModel):
    """What an amendment replaced: the key of a measure or a proposal, the old wording and the new."""

    id: Name
    key: Name
    was: Text
    became: Text


class Amendment(PlanModel):
    """A change of the approved plan: when, by which document, why, and what it touches.

    `ids` are numbers of measures, proposals, subsections or sections, or the name of a part of the document
    (passport, provisions, goals, tasks, plan). `changes` keeps the wording that was approved before.
    """

    on: Day
    document: Name
    reason: Text
    ids: tuple[Name, ...] = Field(min_length=1)
    changes: tuple[AmendedValue, ...] = ()


class PlacedMeasure(NamedTuple):
    """A measure with its id and all that it stands in; `path` leads to it in the file."""

    id: str
    measure: Measure
    proposal: Proposal
    subsection: Subsection
    section: Section
    path: KeyPath

    @property
    def names(self) -> tuple[str, str]:
        """What people call it by: its own id, and that of the proposal, which means all measures of that."""
        return self.id, self.proposal.number


class Programme(PlanModel):
    """One year's plan with its passport."""

    passport: Passport
    provisions: Provisions | None = None
    goals: Aims | None = None
    tasks: Aims | None = None
    indicators: tuple[Indicator, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    plan: PlanTable | None = None
    sections: tuple[Section, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    switched_off: dict[str, Text] = Field(default_factory=dict)
    """Rules of `csprog validate` that do not hold for this plan, each with the reason."""

    @property
    def year(self) -> int:
        """The year that the plan is for."""
        return self.passport.year

    @cached_property
    def measures(self) -> tuple[PlacedMeasure, ...]:
        """All measures in plan order, each with its id."""
        return tuple(self._placed())

    def _placed(self) -> Iterator[PlacedMeasure]:
        for path, proposal, subsection, section in self.proposals():
            for m, measure in enumerate(proposal.measures):
                identifier = f"{proposal.number}.{m + 1}"
                yield PlacedMeasure(identifier, measure, proposal, subsection, section, (*path, "measures", m))

    def subsections(self) -> Iterator[tuple[KeyPath, Subsection, Section]]:
        """Yield every subsection with its path and its section, in plan order."""
        for s, section in enumerate(self.sections):
            for u, subsection in enumerate(section.subsections):
                yield ("sections", s, "subsections", u), subsection, section

    def proposals(self) -> Iterator[tuple[KeyPath, Proposal, Subsection, Section]]:
        """Yield every proposal with its path and the parts it lies in, in plan order."""
        for path, subsection, section in self.subsections():
            for p, proposal in enumerate(subsection.proposals):
                yield (*path, "proposals", p), proposal, subsection, section
