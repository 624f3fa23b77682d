"""Models of the document's texts around the plan: provisions, goals, tasks, columns."""

from __future__ import annotations

from csprog.programme.entries import PlanModel
from csprog.programme.fields import Name, Number, Text


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
    """The document's goals, or its tasks."""

    chapter: Heading | None = None
    lead: Text | None = None
    items: tuple[Text, ...] = ()

    @property
    def numbered(self) -> tuple[tuple[str, str], ...]:
        """The items with their numbers (2.1.1), by which proposals refer to them."""
        return tuple((f"{self.number}.{index}", text) for index, text in enumerate(self.items, start=1))


class PlanTable(Heading):
    """The heading of the plan itself and of its columns, as printed."""

    columns: tuple[Name, ...] = ()
