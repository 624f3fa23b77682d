"""The Programme as it was approved: its head, its provisions, goals and tasks, the table of the plan as printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docx.document import Document

from csprog.exporting.word.columns import WordColumn, cell, columns_of
from csprog.exporting.word.table import Cell, Grid, Merge, told
from csprog.programme.column_roles import Role
from csprog.programme.model import Aims, Heading, Proposal
from csprog.views.typography import long_date
from csprog.views.year.model import SectionView, SubsectionView, YearView


def write_plan(document: Document, page: YearView) -> None:
    """Write the document up to the end of its plan, in its own words and order."""
    programme = page.programme
    _title(document, page)
    if programme.provisions:
        _heading(document, programme.provisions)
        for clause in programme.provisions.clauses:
            _paragraphs(document, f"{clause.number}. {clause.text}")
    for aims in (programme.goals, programme.tasks):
        if aims:
            _aims(document, aims)
    if programme.plan:
        _heading(document, programme.plan)
    else:
        document.add_heading("План мероприятий", 1)
    _table(document, page)


def _title(document: Document, page: YearView) -> None:
    passport = page.passport
    document.add_paragraph(passport.organisation, "Subtitle")
    document.add_paragraph(passport.title, "Title")
    document.add_paragraph(f"на {page.year} год", "Subtitle")
    if approval := passport.approval:
        act = f", {approval.document}" if approval.document else ""
        number = f" № {approval.number}" if approval.number else ""
        document.add_paragraph(f"Утверждена: {approval.by}, {long_date(approval.on)}{act}{number}")
    if page.amendments:
        named = "; ".join(f"{one.document}, {long_date(one.on)}" for one in page.amendments)
        document.add_paragraph(f"С изменениями: {named}")


def _heading(document: Document, part: Heading) -> None:
    document.add_heading(f"{part.number}. {part.title}", 1)


def _aims(document: Document, aims: Aims) -> None:
    if aims.chapter:
        _heading(document, aims.chapter)
    document.add_heading(f"{aims.number}. {aims.title}", 2)
    if aims.lead:
        _paragraphs(document, aims.lead)
    for item in aims.items:
        document.add_paragraph(item, "List Bullet")


def _paragraphs(document: Document, text: str) -> None:
    for line in text.split("\n"):
        document.add_paragraph(line.strip())


def _table(document: Document, page: YearView) -> None:
    columns = columns_of(page.programme)
    grid = Grid(document, [column.width for column in columns], "План мероприятий")
    grid.head(*(column.name for column in columns))
    grid.head(*(str(number) for number in range(1, len(columns) + 1)))
    for section in page.sections:
        grid.row(*_heading_row(section, columns), ground="E7E6E6", holds_next=True)
        for subsection in section.subsections:
            grid.row(*_heading_row(subsection, columns), ground="F5F5F5", holds_next=True)
            for proposal in subsection.proposals:
                for cells in _rows(proposal.measures[0].proposal, columns):
                    grid.row(*cells)


def _heading_row(part: SectionView | SubsectionView, columns: Sequence[WordColumn]) -> tuple[Cell, ...]:
    """Return the number in its column and the title over all others; in one cell where the number's is not the first."""
    if columns[0].role == "number":
        return Cell(told(part.number, bold=True)), Cell(told(part.title, bold=True), span=len(columns) - 1)
    return (Cell(told(f"{part.number} {part.title}", bold=True), span=len(columns)),)


def _rows(proposal: Proposal, columns: Sequence[WordColumn]) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of a proposal, its number and its text merged over all of them."""
    printed = proposal.printed.number if proposal.printed else None
    own: dict[Role | None, str] = {
        "number": proposal.number if printed is None else printed,
        "proposal": proposal.text,
    }
    apart = any(column.role == "offices" for column in columns)
    merge: Merge | None = "restart" if len(proposal.measures) > 1 else None
    for place, measure in enumerate(proposal.measures):
        if place:
            own, merge = dict.fromkeys(own, ""), "continue"
        yield tuple(
            Cell(told(own[column.role]), merge=merge)
            if column.role in own
            else cell(measure, column, offices_apart=apart)
            for column in columns
        )
