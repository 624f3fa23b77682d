"""The first sheet of a workbook: whose plan, of which day, and how many measures stand how, counted by formulas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from csprog.exporting.excel.cell_formats import LINE, CellFormats
from csprog.exporting.excel.columns import AT, HEAD
from csprog.exporting.excel.rows import WORDS, SheetRow
from csprog.exporting.excel.section_sheet import DAY, serial
from csprog.exporting.subject import Subject
from csprog.i18n import thousandths
from csprog.programme.enums import DONE, count_done

NAME = "Сводка"
_TABLE = 7  # the row of the table's head, from 0
_TOTAL = 1 + len(WORDS)
_SHARE = _TOTAL + 1


def write_summary(
    book: Any, sheet: Any, looks: CellFormats, subject: Subject, sections: Mapping[str, Sequence[SheetRow]]
) -> None:
    """Write the summary of the sheets in `sections`, each by its name with its rows."""
    _write_head(book, sheet, looks, subject)
    for column, text in enumerate(("Раздел", *WORDS.values(), "всего", "выполнено, %")):
        sheet.write_string(_TABLE, column, text, looks.head)
    for number, (name, rows) in enumerate(sections.items(), start=_TABLE + 1):
        sheet.write_string(number, 0, name, looks.text)
        _count(sheet, looks, number, name, rows)
    _add_up(sheet, looks, _TABLE + 1 + len(sections), [row for rows in sections.values() for row in rows])
    _lay_out(sheet, looks)
    if subject.recipient is not None:
        sheet.protect("", {"format_columns": True, "select_locked_cells": True, "select_unlocked_cells": True})


def _write_head(book: Any, sheet: Any, looks: CellFormats, subject: Subject) -> None:
    evaluation = subject.evaluation
    programme, day = evaluation.programme, evaluation.day
    sheet.write_string(0, 0, programme.passport.organisation, looks.title)
    sheet.write_string(1, 0, f"{programme.passport.title}, {programme.year} год", looks.title)
    what = f"Для: {subject.recipient}" if subject.recipient else "Вся Программа"
    sheet.write_string(2, 0, what, looks.note)
    sheet.write_string(3, 0, f"Сведения из журнала на {day:%d.%m.%Y}; csprog {subject.version}", looks.note)
    sheet.write_string(5, 0, "Состояние на дату (сегодня; можно ввести другую):", looks.text)
    since = f"DATE({day.year},{day.month},{day.day})"
    sheet.write_formula(5, 1, f"=MAX(TODAY(),{since})", looks.date_to_set, serial(day))
    book.define_name(DAY, f"='{NAME}'!$B$6")
    earlier = f"Сведения составлены на {day:%d.%m.%Y}: более ранняя дата дала бы неверное состояние"
    limit = {"validate": "date", "criteria": ">=", "value": day, "error_title": "Дата", "error_message": earlier}
    sheet.data_validation(5, 1, 5, 1, limit)


def _count(sheet: Any, looks: CellFormats, number: int, name: str, rows: Sequence[SheetRow]) -> None:
    """Count a section's rows by the words that stand in its sheet now, each under its heading here."""
    counted = Counter(row.part.status for row in rows)
    letter = xl_col_to_name(AT["standing"])
    quoted = name.replace("'", "''")
    where = f"'{quoted}'!${letter}${HEAD + 2}:${letter}${HEAD + 1 + len(rows)}"
    for column, standing in enumerate(WORDS, start=1):
        head = xl_rowcol_to_cell(_TABLE, column, row_abs=True)
        sheet.write_formula(number, column, f"=COUNTIF({where},{head})", looks.number, counted[standing])
    _close(sheet, looks, number, len(rows), count_done(counted))


def _add_up(sheet: Any, looks: CellFormats, number: int, rows: Sequence[SheetRow]) -> None:
    sheet.write_string(number, 0, "Всего", looks.total_text)
    counted = Counter(row.part.status for row in rows)
    for column, standing in enumerate(WORDS, start=1):
        letter = xl_col_to_name(column)
        total = f"=SUM({letter}{_TABLE + 2}:{letter}{number})"
        sheet.write_formula(number, column, total, looks.total, counted[standing])
    _close(sheet, looks, number, len(rows), count_done(counted))


def _close(sheet: Any, looks: CellFormats, number: int, total: int, done: int) -> None:
    """Write a line's total and the share that was carried out, rounded as everywhere (`language.thousandths`)."""
    first, last = xl_rowcol_to_cell(number, 1), xl_rowcol_to_cell(number, _TOTAL - 1)
    sheet.write_formula(number, _TOTAL, f"=SUM({first}:{last})", looks.total, total)
    places = [1 + list(WORDS).index(standing) for standing in DONE]
    carried_out = "+".join(xl_rowcol_to_cell(number, place) for place in places)
    whole = xl_rowcol_to_cell(number, _TOTAL)
    share = f"=IF({carried_out}=0,0,IF({carried_out}={whole},1,MEDIAN(0.001,ROUND(({carried_out})/{whole},3),0.999)))"
    sheet.write_formula(number, _SHARE, share, looks.share, thousandths(done, total) / 1000 if total else 0)


def _lay_out(sheet: Any, looks: CellFormats) -> None:
    sheet.set_column(0, 0, 50)
    sheet.set_row(_TABLE, 3 * LINE)
    sheet.set_column(1, _SHARE, 14)
    for column, standing in enumerate(WORDS, start=1):
        above_zero = {"type": "cell", "criteria": ">", "value": 0, "format": looks.standings[standing]}
        sheet.conditional_format(_TABLE + 1, column, _TABLE + 60, column, above_zero)
    share = xl_rowcol_to_cell(_TABLE + 1, _SHARE, row_abs=False)
    whole = {"type": "formula", "criteria": f"=MOD(ROUND({share}*1000,0),10)=0", "format": looks.whole_share}
    sheet.conditional_format(_TABLE + 1, _SHARE, _TABLE + 60, _SHARE, whole)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&F · &A&RСтр. &P из &N")
