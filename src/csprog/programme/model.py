"""Models of a Programme: the approved plan as printed, and its journals.

Absent values are None or an empty tuple, never zero. F1 to F19 are the duties that clauses 1.1 to 2.2 of the document
lay on the Programme.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from pydantic import Field

from csprog.findings import KeyPath
from csprog.programme.assessments import Assessment
from csprog.programme.corrections import corrected_entries
from csprog.programme.entries import Corrected, Entry, Journal, PlanModel
from csprog.programme.enums import Channel, Origin
from csprog.programme.fields import (
    Amount,
    AudienceField,
    Day,
    DueField,
    Flag,
    Format,
    Name,
    Number,
    Offices,
    Printed,
    Several,
    Statement,
    Text,
    Wording,
    Year,
)
from csprog.programme.indicators import Indicator
from csprog.programme.passport import Passport


class PrintedForm(PlanModel):
    """The printed form of values that had to be normalised."""

    number: Printed | None = None
    due: Printed | None = None
    offices: dict[Name, Printed] = Field(default_factory=dict)


class Funding(PlanModel):
    """Money for a measure in roubles; 0 means that none is needed (F5).

    `spent` is the sum of the whole year, for plans whose journal has no entries of spending.
    """

    planned: Amount | None = None
    spent: Amount | None = None
    source: Name | None = None


class EarlierMeasure(PlanModel):
    """Year and id of a measure of an earlier plan."""

    year: Year
    id: Number


class CarriedFrom(EarlierMeasure):
    """A measure of an earlier plan that was not carried out, and why.

    `change` says what is different in the words of the one that goes on from it.
    """

    reason: Statement | None = None
    change: Text | None = None


class Measure(PlanModel):
    """A measure, one row of the plan."""

    text: Text
    due: DueField
    result: Text
    offices: Offices = ()
    responsible: Name | None = None
    funding: Funding | None = None
    digital: Flag | None = None
    recurring: Flag | None = None
    indicators: Several[Indicator] = ()
    carried_from: CarriedFrom | None = None
    repeated_from: EarlierMeasure | None = None
    printed: PrintedForm | None = None
    remark: Text | None = None
    note_for_public: Text | None = None
    journal: Journal = ()

    @property
    def came_from(self) -> EarlierMeasure | None:
        """The measure of an earlier plan that it goes on from or repeats, if any."""
        return self.carried_from or self.repeated_from

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of the journal as corrected, without the corrections."""
        return corrected_entries(self.journal)

    @property
    def corrections(self) -> tuple[Corrected, ...]:
        """The corrections in the journal."""
        return tuple(entry for entry in self.journal if isinstance(entry, Corrected))


class Proposal(PlanModel):
    """A numbered item of the plan; done only when all its measures are (F2)."""

    number: Number
    printed: PrintedForm | None = None
    remark: Text | None = None
    note_for_public: Text | None = None
    text: Text
    origin: Origin | None = None
    goals: Several[Number] = ()
    tasks: Several[Number] = ()
    standard_clauses: Several[Name] = ()
    assessments: Several[Name] = ()
    indicators: Several[Indicator] = ()
    measures: Several[Measure] = Field(min_length=1)


class Subsection(PlanModel):
    """A part of a section, with one channel and one audience."""

    number: Number
    printed: PrintedForm | None = None
    remark: Text | None = None
    note_for_public: Text | None = None
    title: Text
    channel: Channel | None = None
    audience: AudienceField | None = None
    proposals: Several[Proposal] = ()


class Section(PlanModel):
    """A part of the plan."""

    number: Number
    printed: PrintedForm | None = None
    remark: Text | None = None
    note_for_public: Text | None = None
    title: Text
    subsections: Several[Subsection] = ()


class Heading(PlanModel):
    """A numbered heading."""

    number: Number
    title: Name


class Clause(PlanModel):
    """A numbered paragraph of the document."""

    number: Number
    text: Text
    remark: Text | None = None
    note_for_public: Text | None = None


class Provisions(Heading):
    """The document's general provisions."""

    clauses: Several[Clause] = ()


class Aims(Heading):
    """The document's goals, or its tasks."""

    chapter: Heading | None = None
    lead: Text | None = None
    items: Several[Text] = ()

    @property
    def numbered(self) -> tuple[tuple[str, str], ...]:
        """The items with their numbers (2.1.1), by which proposals refer to them."""
        return tuple((f"{self.number}.{index}", text) for index, text in enumerate(self.items, start=1))


class PlanTable(Heading):
    """The heading of the plan itself and of its columns, as printed."""

    columns: Several[Name] = ()


class AmendedValue(PlanModel):
    """A value of a part before and after an amendment.

    `id` and `key` are those of `history.diff`. A value that was not given before has no `was`, one that is no longer
    given no `became`; nor have they the `text` of a measure that was added or dropped.
    """

    id: Name
    key: Name
    was: Wording | None = None
    became: Wording | None = None


class Amendment(PlanModel):
    """A change of the approved plan by a document.

    `ids` are numbers of measures, proposals, subsections or sections, or the name of a part of the document
    (passport, provisions, goals, tasks, plan). `changes` keeps the former wording.
    """

    on: Day
    document: Name
    reason: Statement
    ids: Several[Name] = Field(min_length=1)
    changes: Several[AmendedValue] = ()


class PlacedMeasure(NamedTuple):
    """A measure with its id, the parts it lies in, and its key path."""

    id: str
    measure: Measure
    proposal: Proposal
    subsection: Subsection
    section: Section
    path: KeyPath

    @property
    def names(self) -> tuple[str, str]:
        """The ids that select it: its own and its proposal's."""
        return self.id, self.proposal.number


class Office(PlanModel):
    """An office that had other names; measures name it by any of them."""

    name: Name
    formerly: Several[Name] = Field(min_length=1)


class Programme(PlanModel):
    """One year's plan with its passport."""

    format: Format | None = None
    """The number of the form that it is written in; without one it is the first."""
    passport: Passport
    provisions: Provisions | None = None
    goals: Aims | None = None
    tasks: Aims | None = None
    indicators: Several[Indicator] = ()
    assessments: Several[Assessment] = ()
    plan: PlanTable | None = None
    offices: Several[Office] = ()
    sections: Several[Section] = ()
    amendments: Several[Amendment] = ()
    switched_off: dict[str, Statement] = Field(default_factory=dict)
    """Rules of `csprog validate` that do not hold for this plan, each with the reason."""

    @property
    def year(self) -> int:
        """The year that the plan is for."""
        return self.passport.year

    def is_approved(self, today: date) -> bool:
        """Tell whether the plan has an approval, or its year has begun."""
        return self.passport.approval is not None or today.year >= self.year

    @cached_property
    def measures(self) -> tuple[PlacedMeasure, ...]:
        """All measures in plan order, each with its id."""
        return tuple(self._placed())

    def _placed(self) -> Iterator[PlacedMeasure]:
        for path, proposal, subsection, section in self.proposals():
            for m, measure in enumerate(proposal.measures):
                identifier = f"{proposal.number}.{m + 1}"
                yield PlacedMeasure(identifier, measure, proposal, subsection, section, (*path, "measures", m))

    @property
    def current_assessments(self) -> tuple[Assessment, ...]:
        """The assessments that count: of those with one id the last."""
        return tuple({assessment.id: assessment for assessment in self.assessments}.values())

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
