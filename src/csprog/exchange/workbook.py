"""A year's plan and how it stands as an Excel workbook: a sheet a section."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

import xlsxwriter

from csprog.programme.address import assigned
from csprog.programme.records import due_text

if TYPE_CHECKING:
    from csprog.exchange.formats import Subject
    from csprog.programme.evaluation import Row

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_COLUMNS = {"№": 9, "Мероприятие": 50, "Срок": 14, "Плановый результат": 40, "Офисы": 30}


def make(subject: Subject) -> bytes:
    """Return the workbook; the same subject gives the same bytes."""
    buffer = io.BytesIO()
    evaluation = subject.evaluation
    name = subject.recipient
    own = (
        {placed.id for placed, _ in assigned(evaluation.programme, name)}
        if name
        else {r.placed.id for r in evaluation.rows}
    )
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        created = datetime.combine(evaluation.day, time(), UTC).replace(tzinfo=None)
        book.set_properties({"title": evaluation.programme.passport.title, "created": created})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for section, _ in evaluation.by_section():
            sheet = book.add_worksheet(f"Раздел {section.number}")
            stated = f"Программа на {evaluation.programme.year} год, по состоянию на {evaluation.day:%d.%m.%Y}"
            sheet.write_string(0, 0, f"{stated}; csprog {subject.version}")
            _fill(
                sheet,
                [row for row in evaluation.rows if row.placed.section is section and row.placed.id in own],
                wrapped,
            )
    return buffer.getvalue()


def _fill(sheet: Any, rows: list[Row], wrapped: Any) -> None:
    for column, (name, width) in enumerate(_COLUMNS.items()):
        sheet.set_column(column, column, width, wrapped)
        sheet.write_string(1, column, name)
    for number, row in enumerate(rows, start=2):
        measure = row.placed.measure
        cells = (row.placed.id, measure.text, due_text(measure), measure.result, "\n".join(measure.offices))
        for column, text in enumerate(cells):
            sheet.write_string(number, column, text)
