"""The report on the execution: what clause 1.3 asks first, then every measure by section, with what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docx.document import Document

from csprog.exporting.word.table import INK, Cell, Grid, Words, told
from csprog.views.typography import long_date, typeset
from csprog.views.year.model import Line, MeasureView, SectionView, YearView
from csprog.views.year.status_labels import StatusLabel

_BAD, _GOOD, _WARNING, _CALM = "8C1D18", "14592F", "6D4700", "22497A"
_COLOURS = {
    "done": _GOOD,
    "done-late": _GOOD,
    "done-after-year": _WARNING,
    "partly-done": _WARNING,
    "not-done": _BAD,
    "pending": _BAD,
    "postponed": _CALM,
    "in-work": _CALM,
}
_NOTHING = (Words("—"),)
_REASONS = {"№": 1.7, "Мероприятие": 9.0, "Состояние": 5.0, "Причина": 11.0}
# No deadline: who reads the file back (csprog import) knows a plan by its measures and their deadlines.
_EXECUTION = {"№": 1.7, "Мероприятие": 7.6, "Состояние": 3.2, "Дата": 3.2, "Фактический результат": 6.2, "Причина": 4.8}


def write_report(document: Document, page: YearView) -> None:
    """Write the report, from a new page on."""
    heading = document.add_heading(f"Отчёт о выполнении Программы за {page.year} год", 1)
    heading.paragraph_format.page_break_before = True
    draft = "Проект. " if page.draft else ""
    document.add_paragraph(f"{draft}По состоянию на {long_date(page.day)}")
    document.add_paragraph().add_run(page.statement).bold = True
    document.add_paragraph(page.supplement)
    if page.case == "none":
        return
    if page.not_done:
        document.add_heading("Невыполненные мероприятия и причины", 2)
        _reasons(document, page)
    document.add_heading("Выполнение по разделам", 2)
    for section in page.sections:
        _section(document, section)


def _reasons(document: Document, page: YearView) -> None:
    grid = Grid(document, list(_REASONS.values()), "Невыполненные мероприятия и причины")
    grid.head(*_REASONS)
    for measure in page.not_done:
        grid.row(
            Cell(told(measure.id)),
            Cell(told(measure.text)),
            Cell((_status(measure.status), *_paragraphs(measure.when))),
            Cell(_told(measure.why)),
        )


def _section(document: Document, section: SectionView) -> None:
    heading = typeset(f"{section.number} {section.title}")
    done = f"выполнено {section.figures.done} из {section.figures.total}"
    document.add_heading(f"{heading}: {done}", 3)
    grid = Grid(document, list(_EXECUTION.values()), heading)
    grid.head(*_EXECUTION)
    for subsection in section.subsections:
        title = f"{subsection.number} {subsection.title}"
        grid.row(Cell(told(title, bold=True), span=len(_EXECUTION)), ground="F5F5F5", holds_next=True)
        for proposal in subsection.proposals:
            for measure in proposal.measures:
                grid.row(*_execution(measure))


def _execution(measure: MeasureView) -> tuple[Cell, ...]:
    return (
        Cell(told(measure.id)),
        Cell((*told(measure.text), *_paragraphs(measure.whence))),
        Cell((_status(measure.status),)),
        Cell(_told(measure.when)),
        Cell(_told(measure.achieved)),
        Cell(_told(measure.why)),
    )


def _status(status: StatusLabel) -> tuple[Words, ...]:
    return (Words(status.word, bold=True, colour=_COLOURS.get(status.css, INK)),)


def _told(lines: Iterable[Line]) -> tuple[tuple[Words, ...], ...]:
    """Return the paragraphs of the lines; a dash where there is none, since no cell of a report says nothing."""
    return tuple(_paragraphs(lines)) or (_NOTHING,)


def _paragraphs(lines: Iterable[Line]) -> Iterator[tuple[Words, ...]]:
    for line in lines:
        yield from _line(line)


def _line(line: Line) -> Iterator[tuple[Words, ...]]:
    label = (Words(f"{line.label}: ", bold=True),) if line.label else ()
    for part in line.text.split("\n"):
        yield (*label, Words(part.strip(), line.missing, _BAD if line.missing else INK))
        label = ()
