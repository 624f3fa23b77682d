"""The Programme as it was approved: its head, its provisions, goals and tasks, the table of the plan as printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csprog.arrangement.typography import long_date
from csprog.exchange.word.grid import Cell, Grid, Words, told
from csprog.programme.records import due_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document

    from csprog.arrangement.view import SectionView, SubsectionView, YearView
    from csprog.exchange.word.grid import Merge
    from csprog.programme.model import Aims, Heading, Measure, Proposal

_COLUMNS = ("№", "Предложения", "Мероприятия", "Срок", "Результат")
_WIDTHS = (1.7, 6.2, 7.4, 2.6, 8.8)
_RESPONSIBLE, _RESPONSIBLE_WIDTH = "Ответственный", 3.4


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
    """Write the table; the column of who is responsible is there if the plan names anybody."""
    printed = page.programme.plan.columns if page.programme.plan else ()
    names: tuple[str, ...] = printed if len(printed) == len(_COLUMNS) else _COLUMNS
    widths: tuple[float, ...] = _WIDTHS
    responsible = any(placed.measure.responsible for placed in page.programme.measures)
    if responsible:
        names, widths = (*names, _RESPONSIBLE), (*widths, _RESPONSIBLE_WIDTH)
    grid = Grid(document, widths, "План мероприятий")
    grid.head(*names)
    grid.head(*(str(number) for number in range(1, len(names) + 1)))
    for section in page.sections:
        _span(grid, section, len(names), "E7E6E6")
        for subsection in section.subsections:
            _span(grid, subsection, len(names), "F5F5F5")
            for proposal in subsection.proposals:
                for cells in _rows(proposal.measures[0].proposal, responsible=responsible):
                    grid.row(*cells)


def _span(grid: Grid, part: SectionView | SubsectionView, columns: int, ground: str) -> None:
    title = Cell(told(part.title, bold=True), span=columns - 1)
    grid.row(Cell(told(part.number, bold=True)), title, ground=ground, holds_next=True)


def _rows(proposal: Proposal, *, responsible: bool) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of a proposal, its number and its text merged over all of them."""
    printed = proposal.printed.number if proposal.printed else None
    number, text = proposal.number if printed is None else printed, proposal.text
    merge: Merge | None = "restart" if len(proposal.measures) > 1 else None
    for place, measure in enumerate(proposal.measures):
        if place:
            number, text, merge = "", "", "continue"
        yield (
            Cell(told(number), merge=merge),
            Cell(told(text), merge=merge),
            Cell(told(measure.text)),
            Cell(told(due_text(measure))),
            Cell((*told(measure.result), *_offices(measure))),
            *([Cell(told(measure.responsible or ""))] if responsible else []),
        )


def _offices(measure: Measure) -> Iterator[tuple[Words, ...]]:
    """Yield a paragraph an office, numbered and closed as the document does: «1. Заволжское МРО;»."""
    printed = measure.printed.offices if measure.printed else {}
    for place, name in enumerate(measure.offices, start=1):
        yield (Words(f"{place}. {printed.get(name, name)}{'.' if place == len(measure.offices) else ';'}"),)
