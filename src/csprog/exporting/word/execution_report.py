"""Writes the report on the execution: what was carried out and what not, then all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docx.document import Document

from csprog.exporting.word.table import BLACK, TableCell, TableWriter, TextRun, paragraphs_of, text_cell
from csprog.views.typography import long_date, typeset
from csprog.views.year.model import Line, MeasureView, SectionView, YearView
from csprog.views.year.status_labels import StatusLabel

_RED, _GREEN, _BROWN, _BLUE = "8C1D18", "14592F", "6D4700", "22497A"
_COLOURS = {
    "done": _GREEN,
    "done-late": _GREEN,
    "done-after-year": _BROWN,
    "partly-done": _BROWN,
    "not-done": _RED,
    "pending": _RED,
    "postponed": _BLUE,
    "in-work": _BLUE,
}
_DONE = {"№": 1.7, "Мероприятие": 9.0, "Выполнено": 3.2, "Фактический результат": 7.8, "Причина опоздания": 5.0}
_REASONS = {"№": 1.7, "Мероприятие": 9.0, "Состояние": 5.0, "Причина": 11.0}
# No deadlines here: `csprog import` takes a table with measures and deadlines for the plan
_EXECUTION = {"№": 1.7, "Мероприятие": 7.6, "Состояние": 3.2, "Дата": 3.2, "Фактический результат": 6.2, "Причина": 4.8}


def write_report(document: Document, page: YearView) -> None:
    """Write the report from a new page on, in the order of clause 1.3."""
    heading = document.add_heading(f"Отчёт о выполнении Программы за {page.year} год", 1)
    heading.paragraph_format.page_break_before = True
    draft = "Проект. " if page.draft else ""
    document.add_paragraph(f"{draft}По состоянию на {long_date(page.day)}")
    document.add_paragraph().add_run(page.statement).bold = True
    document.add_paragraph(page.supplement)
    if page.case == "none":
        return
    if page.done:
        document.add_heading("Выполненные мероприятия", 2)
        _write_done(document, page)
    if page.not_done:
        document.add_heading("Невыполненные мероприятия и причины", 2)
        _write_reasons(document, page)
    document.add_heading("Выполнение по разделам", 2)
    for section in page.sections:
        _write_section(document, section)


def _write_done(document: Document, page: YearView) -> None:
    """Write the list that clause 1.3 asks for first."""
    table = TableWriter(document, list(_DONE.values()), "Выполненные мероприятия")
    table.add_header(*_DONE)
    for measure in page.done:
        table.add_row(
            text_cell(measure.id),
            text_cell(measure.text),
            *map(_lines_cell, (measure.when, measure.achieved, measure.why)),
        )


def _write_reasons(document: Document, page: YearView) -> None:
    table = TableWriter(document, list(_REASONS.values()), "Невыполненные мероприятия и причины")
    table.add_header(*_REASONS)
    for measure in page.not_done:
        table.add_row(
            text_cell(measure.id),
            text_cell(measure.text),
            TableCell((_status(measure.status), *_paragraphs(measure.when))),
            _lines_cell((*measure.why, *measure.whither)),
        )


def _write_section(document: Document, section: SectionView) -> None:
    heading = typeset(f"{section.number} {section.title}")
    document.add_heading(f"{heading}: выполнено {section.figures.done} из {section.figures.total}", 3)
    table = TableWriter(document, list(_EXECUTION.values()), heading)
    table.add_header(*_EXECUTION)
    for subsection in section.subsections:
        title = text_cell(f"{subsection.number} {subsection.title}", bold=True, span=len(_EXECUTION))
        table.add_row(title, background="F5F5F5", keep_with_next=True)
        for proposal in subsection.proposals:
            for measure in proposal.measures:
                table.add_row(*_measure_cells(measure))


def _measure_cells(measure: MeasureView) -> tuple[TableCell, ...]:
    return (
        text_cell(measure.id),
        TableCell((*paragraphs_of(measure.text), *_paragraphs(measure.whence))),
        TableCell((_status(measure.status),)),
        _lines_cell(measure.when),
        _lines_cell(measure.achieved),
        _lines_cell((*measure.why, *measure.whither)),
    )


def _status(status: StatusLabel) -> tuple[TextRun, ...]:
    return (TextRun(status.word, bold=True, colour=_COLOURS.get(status.css, BLACK)),)


def _lines_cell(lines: Iterable[Line]) -> TableCell:
    """Return a cell with the lines; a dash if there are none."""
    return TableCell(tuple(_paragraphs(lines)) or paragraphs_of("—"))


def _paragraphs(lines: Iterable[Line]) -> Iterator[tuple[TextRun, ...]]:
    for line in lines:
        label = (TextRun(f"{line.label}: ", bold=True),) if line.label else ()
        for part in line.text.split("\n"):
            yield (*label, TextRun(part.strip(), line.missing, _RED if line.missing else BLACK))
            label = ()
