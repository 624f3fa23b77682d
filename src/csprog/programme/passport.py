"""Models of a Programme's passport: organisation, approval, Standard (F8, F18)."""

from __future__ import annotations

from pydantic import Field

from csprog.programme.entries import PlanModel
from csprog.programme.fields import Colour, Contact, Day, FileName, Name, Several, Statement, Text, WebAddress, Year
from csprog.programme.organisation_numbers import Inn, Ogrn


class Approval(PlanModel):
    """Approval of the Programme; `by` is a post, not a person (F8)."""

    by: Name
    on: Day
    document: Name | None = None
    number: Name | None = None


class StandardClause(PlanModel):
    """A clause of the Standard, with its number as the Standard prints it."""

    number: Name
    title: Name


class Standard(PlanModel):
    """The customer service Standard; proposals refer to its clauses (F8, F18)."""

    name: Name
    version: Name | None = None
    approved_on: Day | None = None
    clauses: Several[StandardClause] = ()


class OpenData(PlanModel):
    """Keys of an open data passport that the rest of the plan does not give."""

    identifier: Name
    created: Day
    keywords: Several[Name] = ()
    license: WebAddress | None = None
    expires: Day | None = None


class ReportedElsewhere(PlanModel):
    """A year's report that csprog did not make: the day and the address of its publication."""

    on: Day
    address: WebAddress


class Passport(PlanModel):
    """Passport of the Programme: organisation, year and legal basis (F8)."""

    year: Year
    title: Text
    organisation: Name
    formerly: Several[Name] = ()
    inn: Inn | None = None
    ogrn: Ogrn | None = None
    site: WebAddress | None = None
    published_at: WebAddress | None = None
    contact: Contact | None = None
    logo: FileName | None = None
    accent: Colour | None = None
    basis: Text | None = None
    approval: Approval | None = None
    standard: Standard | None = None
    open_data: OpenData | None = None
    terms: Text | None = None
    glossary: dict[Name, Text] = Field(default_factory=dict)
    no_measures_reason: Statement | None = None
    reported_elsewhere: ReportedElsewhere | None = None
    remark: Text | None = None
    note_for_public: Text | None = None

    @property
    def clauses(self) -> tuple[StandardClause, ...]:
        """The clauses of the Standard that proposals refer to."""
        return self.standard.clauses if self.standard else ()
