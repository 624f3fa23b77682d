"""Writes the first sheet of a workbook: measures counted by section and outcome.

The counts are formulas, so that they stay right for later dates and for typed responses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from csprog.evaluation.evaluator import count
from csprog.exporting.excel.cell_formats import LINE_HEIGHT, CellFormats
from csprog.exporting.excel.columns import AT, HEAD, SUMMARY
from csprog.exporting.excel.rows import WORDS, SheetRow
from csprog.exporting.excel.section_sheet import serial, set_up_page
from csprog.exporting.excel.status_formula import DAY
from csprog.exporting.subject import Subject
from csprog.i18n import thousandths
from csprog.programme.enums import DONE_IN_YEAR

_TABLE = 7  # the table's header row, from 0
_TOTAL = 1 + len(WORDS)
_SHARE = _TOTAL + 1
_LAST_FORMATTED = _TABLE + 60  # more rows than a plan has sections


def write_summary(
    book: Any, sheet: Any, formats: CellFormats, subject: Subject, sections: Mapping[str, Sequence[SheetRow]]
) -> None:
    """Write the summary of `sections`: rows by the names of their sheets."""
    _write_head(book, sheet, formats, subject)
    for column, text in enumerate(("Раздел", *WORDS.values(), "всего", "выполнено, %")):
        sheet.write_string(_TABLE, column, text, formats.head)
    for number, (name, rows) in enumerate(sections.items(), start=_TABLE + 1):
        _write_section_counts(sheet, formats, number, name, rows)
    _write_totals(sheet, formats, _TABLE + 1 + len(sections), [row for rows in sections.values() for row in rows])
    _lay_out(sheet, formats)
    if subject.recipient is not None:
        sheet.protect("", {"format_columns": True, "select_locked_cells": True, "select_unlocked_cells": True})


def _write_head(book: Any, sheet: Any, formats: CellFormats, subject: Subject) -> None:
    evaluation = subject.evaluation
    programme, day = evaluation.programme, evaluation.day
    sheet.write_string(0, 0, programme.passport.organisation, formats.title)
    sheet.write_string(1, 0, f"{programme.passport.title}, {programme.year} год", formats.title)
    recipient = f"Для: {subject.recipient}" if subject.recipient else "Вся Программа"
    sheet.write_string(2, 0, recipient, formats.note)
    sheet.write_string(3, 0, f"Сведения из журнала на {day:%d.%m.%Y}; csprog {subject.version}", formats.note)
    sheet.write_string(5, 0, "Состояние на дату (сегодня; можно ввести другую):", formats.text)
    today = f"=MAX(TODAY(),DATE({day.year},{day.month},{day.day}))"
    sheet.write_formula(5, 1, today, formats.report_date, serial(day))
    book.define_name(DAY, f"='{SUMMARY}'!$B$6")
    earlier = f"Сведения составлены на {day:%d.%m.%Y}: более ранняя дата дала бы неверное состояние"
    limit = {"validate": "date", "criteria": ">=", "value": day, "error_title": "Дата", "error_message": earlier}
    sheet.data_validation(5, 1, 5, 1, limit)


def _write_section_counts(sheet: Any, formats: CellFormats, number: int, name: str, rows: Sequence[SheetRow]) -> None:
    sheet.write_string(number, 0, name, formats.text)
    told = Counter(row.part.told for row in rows)
    letter = xl_col_to_name(AT["standing"])
    quoted = name.replace("'", "''")
    cells = f"'{quoted}'!${letter}${HEAD + 2}:${letter}${HEAD + 1 + len(rows)}"
    for column, status in enumerate(WORDS, start=1):
        word = xl_rowcol_to_cell(_TABLE, column, row_abs=True)
        sheet.write_formula(number, column, f"=COUNTIF({cells},{word})", formats.number, told[status])
    _write_total_and_share(sheet, formats, number, rows)


def _write_totals(sheet: Any, formats: CellFormats, number: int, rows: Sequence[SheetRow]) -> None:
    sheet.write_string(number, 0, "Всего", formats.total_text)
    told = Counter(row.part.told for row in rows)
    for column, status in enumerate(WORDS, start=1):
        letter = xl_col_to_name(column)
        total = f"=SUM({letter}{_TABLE + 2}:{letter}{number})"
        sheet.write_formula(number, column, total, formats.total, told[status])
    _write_total_and_share(sheet, formats, number, rows)


def _write_total_and_share(sheet: Any, formats: CellFormats, number: int, rows: Sequence[SheetRow]) -> None:
    """Write a row's last two cells; the formula rounds as `thousandths` does."""
    counts = count(row.part for row in rows)
    first, last = xl_rowcol_to_cell(number, 1), xl_rowcol_to_cell(number, _TOTAL - 1)
    sheet.write_formula(number, _TOTAL, f"=SUM({first}:{last})", formats.total, counts.total)
    done = "+".join(xl_rowcol_to_cell(number, 1 + list(WORDS).index(status)) for status in DONE_IN_YEAR)
    total = xl_rowcol_to_cell(number, _TOTAL)
    formula = f"=IF({done}=0,0,IF({done}={total},1,MEDIAN(0.001,ROUND(({done})/{total},3),0.999)))"
    share = thousandths(counts.done_in_year, counts.total) / 1000 if counts.total else 0
    sheet.write_formula(number, _SHARE, formula, formats.share, share)


def _lay_out(sheet: Any, formats: CellFormats) -> None:
    sheet.set_column(0, 0, 50)
    sheet.set_row(_TABLE, 3 * LINE_HEIGHT)
    sheet.set_column(1, _SHARE, 14)
    for column, status in enumerate(WORDS, start=1):
        above_zero = {"type": "cell", "criteria": ">", "value": 0, "format": formats.statuses[status]}
        sheet.conditional_format(_TABLE + 1, column, _LAST_FORMATTED, column, above_zero)
    share = xl_rowcol_to_cell(_TABLE + 1, _SHARE)
    whole = {"type": "formula", "criteria": f"=MOD(ROUND({share}*1000,0),10)=0", "format": formats.whole_share}
    sheet.conditional_format(_TABLE + 1, _SHARE, _LAST_FORMATTED, _SHARE, whole)
    set_up_page(sheet)
