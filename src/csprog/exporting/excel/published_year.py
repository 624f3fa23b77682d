"""Writes the workbook beside a year's page: what the page says, for readers."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

from csprog.evaluation.evaluator import Evaluation
from csprog.exporting.excel.cell_formats import CellFormats
from csprog.exporting.excel.section_sheet import cut, set_up_page
from csprog.exporting.excel.workbook import options
from csprog.exporting.subject import Subject
from csprog.views.typography import long_date
from csprog.views.year.builder import build_year
from csprog.views.year.model import Line, MeasureView, ProposalView, SectionView, SubsectionView
from csprog.views.year.offices import OfficeMeasureView, OfficeYearView, by_office

_HEAD = 4  # index of the row with the names of the columns
Value = str | int | date | None
_Place = tuple[SectionView, SubsectionView, ProposalView, MeasureView]
Columns = Mapping[str, tuple[int, Callable[[Any], Value]]]
"""The columns of a sheet by their names: width in characters, and the value of a row."""

_MEASURES: Columns = {
    "Раздел": (22, lambda row: f"{row[0].number} {row[0].title}"),
    "Подраздел": (22, lambda row: f"{row[1].number} {row[1].title}"),
    "№ предложения": (13, lambda row: row[2].number),
    "Предложение": (32, lambda row: row[2].text),
    "№ мероприятия": (13, lambda row: row[3].id),
    "Мероприятие": (34, lambda row: row[3].text),
    "Офисы": (24, lambda row: "\n".join(office.name for office in row[3].offices)),
    "Срок": (14, lambda row: row[3].due_text),
    "Плановый результат": (32, lambda row: row[3].result),
    "Итог": (16, lambda row: row[3].status.word),
    "Дата выполнения": (13, lambda row: row[3].completed_on),
    "Дней после срока": (11, lambda row: row[3].days_late or None),
    "Новый срок": (12, lambda row: row[3].postponed_to),
    "Фактический результат": (34, lambda row: _text(line for line in row[3].achieved if line.label != _EVIDENCE)),
    "Причина": (32, lambda row: _text(row[3].why)),
    "Подтверждение": (30, lambda row: "\n".join(proof.address or proof.text for proof in row[3].evidence)),
}
_OFFICES: Columns = {
    "Офис": (30, lambda row: row[0].name),
    "№ мероприятия": (13, lambda row: row[1].id),
    "Мероприятие": (44, lambda row: row[1].text),
    "Срок": (14, lambda row: row[1].due_text),
    "Итог": (16, lambda row: row[1].status.word),
    "Дата выполнения": (13, lambda row: row[1].completed_on),
    "Фактический результат": (44, lambda row: row[1].note),
    "Причина": (44, lambda row: row[1].reason),
}
_EVIDENCE = "Подтверждение"


def make(subject: Subject) -> bytes:
    """Return the workbook; the same subject gives the same bytes."""
    evaluation, buffer = subject.evaluation, io.BytesIO()
    page, offices = build_year(evaluation), by_office(evaluation)
    with xlsxwriter.Workbook(buffer, options()) as book:
        _describe(book, evaluation)
        formats = CellFormats(book)
        _write(book.add_worksheet("Мероприятия"), formats, evaluation, _MEASURES, list(_places(page.sections)))
        if offices:
            _write(book.add_worksheet("По офисам"), formats, evaluation, _OFFICES, list(_in_offices(offices)))
    return buffer.getvalue()


def _describe(book: xlsxwriter.Workbook, evaluation: Evaluation) -> None:
    passport = evaluation.programme.passport
    properties = {
        "title": _title(evaluation),
        "company": passport.organisation,
        "comments": f"По состоянию на {evaluation.day:%d.%m.%Y}",
        "created": datetime.combine(evaluation.day, time()),
    }
    book.set_properties(properties)


def _title(evaluation: Evaluation) -> str:
    draft = "Проект. " if evaluation.is_draft else ""
    return f"{draft}Отчёт о выполнении Программы за {evaluation.programme.year} год"


def _places(sections: Iterable[SectionView]) -> Iterable[_Place]:
    for section in sections:
        for subsection in section.subsections:
            for proposal in subsection.proposals:
                yield from ((section, subsection, proposal, measure) for measure in proposal.measures)


def _in_offices(offices: Iterable[OfficeYearView]) -> Iterable[tuple[OfficeYearView, OfficeMeasureView]]:
    return ((office, measure) for office in offices for measure in office.measures)


def _write(sheet: Any, formats: CellFormats, evaluation: Evaluation, columns: Columns, rows: Sequence[Any]) -> None:
    """Write a sheet: what it is, the columns' names, and a row for each of `rows`."""
    passport = evaluation.programme.passport
    head = (passport.organisation, _title(evaluation), f"По состоянию на {long_date(evaluation.day)}", passport.terms)
    for number, text in enumerate(filter(None, head)):
        sheet.write_string(number, 0, cut(text), formats.title if number < 2 else formats.note)  # noqa: PLR2004 - title
    for column, (name, (width, value)) in enumerate(columns.items()):
        sheet.write_string(_HEAD, column, name, formats.head)
        sheet.set_column(column, column, width)
        for number, row in enumerate(rows, start=_HEAD + 1):
            _write_cell(sheet, formats, number, column, value(row))
    last = _HEAD + len(rows)
    sheet.autofilter(_HEAD, 0, max(last, _HEAD + 1), len(columns) - 1)
    sheet.freeze_panes(_HEAD + 1, 0)
    sheet.repeat_rows(_HEAD)
    # Numbers like 1.1 are texts, and stay so.
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576", "two_digit_text_year": "A1:XFD1048576"})
    set_up_page(sheet)


def _write_cell(sheet: Any, formats: CellFormats, number: int, column: int, value: Value) -> None:
    match value:
        case None | "":
            sheet.write_blank(number, column, None, formats.text)
        case date():
            sheet.write_datetime(number, column, value, formats.date())
        case int():
            sheet.write_number(number, column, value, formats.number)
        case _:
            sheet.write_string(number, column, cut(value), formats.text)


def _text(lines: Iterable[Line]) -> str:
    return "\n".join(f"{line.label}: {line.text}" if line.label else line.text for line in lines)
