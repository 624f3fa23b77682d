"""Writes the Programme as approved: title, provisions, goals, tasks, plan table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docx.document import Document

from csprog.exporting.word.columns import WordColumn, columns_of, measure_cell
from csprog.exporting.word.table import Merge, TableCell, TableWriter, text_cell
from csprog.exporting.word.widths import column_widths
from csprog.programme.column_roles import Role
from csprog.programme.model import Aims, Heading, Programme, Proposal
from csprog.programme.passport import Passport
from csprog.views.year.documents import approval_words
from csprog.views.year.model import SectionView, SubsectionView, YearView


def write_plan(document: Document, page: YearView, programme: Programme) -> None:
    """Write the document up to the end of its plan, word for word."""
    _write_title(document, page, programme.passport)
    if programme.provisions:
        _add_heading(document, programme.provisions)
        for clause in programme.provisions.clauses:
            _add_paragraphs(document, f"{clause.number}. {clause.text}")
    for aims in (programme.goals, programme.tasks):
        if aims:
            _write_aims(document, aims)
    if programme.plan:
        _add_heading(document, programme.plan)
    else:
        document.add_heading("План мероприятий", 1)
    _write_table(document, page, programme)


def _write_title(document: Document, page: YearView, passport: Passport) -> None:
    document.add_paragraph(passport.organisation, "Subtitle")
    document.add_paragraph(passport.title, "Title")
    document.add_paragraph(f"на {page.year} год", "Subtitle")
    if approval := passport.approval:
        document.add_paragraph(f"Утверждение: {approval_words(approval)}")
    if page.amendments:
        amendments = "; ".join(item.document for item in page.amendments)
        document.add_paragraph(f"С изменениями: {amendments}")


def _add_heading(document: Document, part: Heading) -> None:
    document.add_heading(f"{part.number}. {part.title}", 1)


def _write_aims(document: Document, aims: Aims) -> None:
    if aims.chapter:
        _add_heading(document, aims.chapter)
    document.add_heading(f"{aims.number}. {aims.title}", 2)
    if aims.lead:
        _add_paragraphs(document, aims.lead)
    for item in aims.items:
        document.add_paragraph(item, "List Bullet")


def _add_paragraphs(document: Document, text: str) -> None:
    for line in text.split("\n"):
        document.add_paragraph(line.strip())


def _write_table(document: Document, page: YearView, programme: Programme) -> None:
    columns = columns_of(programme)
    table = TableWriter(document, _widths(programme, columns), "План мероприятий")
    table.add_header(*(column.name for column in columns))
    table.add_header(*(str(number) for number in range(1, len(columns) + 1)))
    for section, planned in zip(page.sections, programme.sections, strict=True):
        table.add_row(*_heading_row(section, columns), background="E7E6E6", keep_with_next=True)
        for subsection, part in zip(section.subsections, planned.subsections, strict=True):
            table.add_row(*_heading_row(subsection, columns), background="F5F5F5", keep_with_next=True)
            for proposal in part.proposals:
                for cells in _rows(proposal, columns):
                    table.add_row(*cells)


def _widths(programme: Programme, columns: Sequence[WordColumn]) -> list[float]:
    texts: list[list[str]] = [[column.name] for column in columns]
    for _, proposal, _, _ in programme.proposals():
        for cells in _rows(proposal, columns):
            for column, cell in zip(texts, cells, strict=True):
                column += [run.text for paragraph in cell.paragraphs for run in paragraph]
    return column_widths([column.width for column in columns], texts)


def _heading_row(part: SectionView | SubsectionView, columns: Sequence[WordColumn]) -> tuple[TableCell, ...]:
    """Return number and title; one cell if the first column is not for numbers."""
    if columns[0].role == "number":
        return text_cell(part.number, bold=True), text_cell(part.title, bold=True, span=len(columns) - 1)
    return (text_cell(f"{part.number} {part.title}", bold=True, span=len(columns)),)


def _rows(proposal: Proposal, columns: Sequence[WordColumn]) -> Iterator[tuple[TableCell, ...]]:
    """Yield a row per measure; the proposal's cells are merged over all of them."""
    printed = proposal.printed.number if proposal.printed else None
    merged: dict[Role | None, str] = {
        "number": proposal.number if printed is None else printed,
        "proposal": proposal.text,
    }
    apart = any(column.role == "offices" for column in columns)
    merge: Merge | None = "restart" if len(proposal.measures) > 1 else None
    for index, measure in enumerate(proposal.measures):
        if index:
            merged, merge = dict.fromkeys(merged, ""), "continue"
        yield tuple(
            text_cell(merged[column.role], merge=merge)
            if column.role in merged
            else measure_cell(measure, column, offices_apart=apart)
            for column in columns
        )
