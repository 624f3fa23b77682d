"""Writes a section's sheet: measures, status formulas, input cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from textwrap import wrap
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from csprog.evaluation.record_builder import due_text
from csprog.exporting.excel.cell_formats import LETTER_WIDTH, LINE_HEIGHT, CellFormats
from csprog.exporting.excel.columns import AT, COLUMNS, HEAD, MAX_CELL_LENGTH, Answer, SheetColumn
from csprog.exporting.excel.rows import WORDS, SheetRow
from csprog.exporting.excel.status_formula import DAY, status_formula
from csprog.exporting.subject import Subject
from csprog.programme.enums import Status, told_name

_DAY_0 = date(1899, 12, 30)  # of Excel's calendar, as it counts from March 1900 on
_REPORT_DEADLINE = (3, 31)  # the year's report is published in the first quarter after it (clause 1.3)
_DIGIT_WIDTH = 7  # pixels; the unit of a column's width
_MIN_LINES = 3  # so that there is room to write
_MAX_HEIGHT = 409  # points, Excel's limit
_MAX_DUE_LENGTH = 30  # characters; a date that is wider than its column is shown as ###
ALLOWED_ACTIONS = (
    *("format_cells", "format_columns", "format_rows", "insert_columns", "sort", "autofilter"),
    *("select_locked_cells", "select_unlocked_cells"),
)


def write_section(sheet: Any, formats: CellFormats, subject: Subject, title: str, rows: Sequence[SheetRow]) -> None:
    """Write a section's measures; a recipient can edit only the input cells."""
    _write_head(sheet, formats, subject, title)
    for number, row in enumerate(rows, start=HEAD + 1):
        _write_row(sheet, formats, number, row, subject.evaluation.programme.year)
    first, last = HEAD + 1, HEAD + len(rows)
    _lay_out(sheet, rows, last)
    _colour(sheet, formats, first, last)
    _limit_input(sheet, subject, first, rows)
    if subject.recipient is not None:
        sheet.protect("", dict.fromkeys(ALLOWED_ACTIONS, True))


def _write_head(sheet: Any, formats: CellFormats, subject: Subject, title: str) -> None:
    evaluation = subject.evaluation
    owner = f"{evaluation.programme.passport.organisation}, {evaluation.programme.year} год"
    recipient = f" Для: {subject.recipient}." if subject.recipient else ""
    source = f"Сведения на {evaluation.day:%d.%m.%Y}, csprog {subject.version}. Состояние — на дату с листа «Сводка»:"
    help_text = (
        f"Выполнено: «{Answer.YES}» и дата, при опоздании — и причина; «{Answer.NO}» и причина; «{Answer.IN_PROGRESS}» и что сделано; "
        f"«{Answer.POSTPONE}», причина и новый срок. Израсходовано: сколько с прошлой таблицы."
    )
    sheet.write_string(0, 0, f"{title}. {owner}.{recipient}", formats.title)
    sheet.write_string(1, 0, source, formats.note)
    sheet.write_formula(1, AT["standing"], f"={DAY}", formats.note_date, serial(evaluation.day))
    sheet.write_string(2, 0, help_text, formats.note)
    for name, column in COLUMNS.items():
        sheet.write_string(HEAD, AT[name], column.title, formats.input_head if column.filled_in else formats.head)


def serial(day: date) -> int:
    """Return a day as Excel's serial number."""
    return (day - _DAY_0).days


def _write_row(sheet: Any, formats: CellFormats, number: int, row: SheetRow, year: int) -> None:
    texts = {name: text for name, text in row.shown.items() if isinstance(text, str)}
    texts |= {"journal": row.journal_status, "mark": str(row.mark)}
    for name, text in texts.items():
        sheet.write_string(number, AT[name], cut(text), formats.text)
    sheet.set_row(number, row_height(texts | {"note": row.response.note or "", "reason": row.response.reason or ""}))
    sheet.write_datetime(number, AT["due"], row.shown["due"], formats.date(_printed_due(row)))
    sheet.write_datetime(number, AT["awaited"], row.shown["awaited"], formats.date())
    told = row.part.told
    if told in WORDS:
        sheet.write_formula(number, AT["standing"], status_formula(number + 1, year), formats.status, WORDS[told])
    else:  # of a year that was reported elsewhere: no entry changes that
        sheet.write_string(number, AT["standing"], told_name(told).render("ru"), formats.status)
    _write_response(sheet, formats, number, row)


def _write_response(sheet: Any, formats: CellFormats, number: int, row: SheetRow) -> None:
    """Write the recorded response; cells of an open measure are input cells."""
    response, is_open = row.response, row.part.status.is_open
    texts = {name: getattr(response, name) for name in ("done", "note", "reason", "evidence")}
    for name, text in texts.items():
        if text:
            sheet.write_string(number, AT[name], cut(text), formats.text)
        else:
            sheet.write_blank(number, AT[name], None, formats.input if is_open else formats.text)
    if response.on:
        sheet.write_datetime(number, AT["on"], response.on, formats.date())
    else:
        sheet.write_blank(number, AT["on"], None, formats.input_date if is_open else formats.date())
    sheet.write_blank(number, AT["to"], None, formats.input_date if is_open else formats.date())
    # Bills come after the work, so the sum of a closed measure can be filled in too.
    counted = row.placed.measure.funding is not None and row.placed.measure.funding.spent is not None
    sheet.write_blank(number, AT["spent"], None, formats.text if counted else formats.input_amount)


def cut(text: str) -> str:
    """Return a text as long as a cell may be."""
    return text if len(text) <= MAX_CELL_LENGTH else text[:MAX_CELL_LENGTH] + "…"


def row_height(texts: Mapping[str, str], columns: Mapping[str, SheetColumn] = COLUMNS) -> float:
    """Return the height in points that a row's texts need.

    Without one, LibreOffice gives every row of such a file the default height.
    """
    lines = [_MIN_LINES]
    for name, text in texts.items():
        if not columns[name].hidden:
            letters = int(columns[name].width * _DIGIT_WIDTH / LETTER_WIDTH)
            lines.append(sum(len(wrap(line, letters)) or 1 for line in text.split("\n")))
    return min(_MAX_HEIGHT, max(lines) * LINE_HEIGHT + 3)


def _printed_due(row: SheetRow) -> str | None:
    """Return the deadline in the document's words, None if they are too long."""
    due = due_text(row.placed.measure)
    return due if len(due) <= _MAX_DUE_LENGTH else None


def _lay_out(sheet: Any, rows: Sequence[SheetRow], last: int) -> None:
    """Set widths, hide empty columns, repeat the header on every page."""
    unneeded = {
        "office": not any(row.placed.measure.offices for row in rows),
        "responsible": not any(row.placed.measure.responsible for row in rows),
        "awaited": not any(row.measure.postponed for row in rows),
    }
    due_width = 1 + max(len(_printed_due(row) or "") for row in rows)
    for name, column in COLUMNS.items():
        width = max(column.width, due_width) if name == "due" else column.width
        hidden = column.hidden or unneeded.get(name, False)
        sheet.set_column(AT[name], AT[name], width, None, {"hidden": hidden})
    sheet.freeze_panes(HEAD + 1, AT["proposal"])
    sheet.autofilter(HEAD, 0, last, len(COLUMNS) - 1)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)  # inches
    sheet.repeat_rows(HEAD)
    set_up_page(sheet)


def set_up_page(sheet: Any) -> None:
    """Print a sheet on A4 landscape, as wide as one page, with page numbers."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&F · &A&RСтр. &P из &N")


def _colour(sheet: Any, formats: CellFormats, first: int, last: int) -> None:
    """Colour statuses, overdue rows and missing input by rules that follow the cells."""
    cell = {name: f"${xl_col_to_name(index)}{first + 1}" for name, index in AT.items()}

    def colour(columns: tuple[str, str], criteria: str, cell_format: Any) -> None:
        rule = {"type": "formula", "criteria": criteria, "format": cell_format}
        sheet.conditional_format(first, AT[columns[0]], last, AT[columns[1]], rule)

    for status, cell_format in formats.statuses.items():
        colour(("standing", "standing"), f'={cell["standing"]}="{WORDS[status]}"', cell_format)
    colour(("number", "awaited"), f'={cell["standing"]}="{WORDS[Status.OVERDUE]}"', formats.overdue)
    late = f'AND({cell["done"]}="{Answer.YES}",ISNUMBER({cell["on"]}),{cell["on"]}>{cell["due"]})'
    postponed = f'{cell["done"]}="{Answer.POSTPONE}"'
    missing = {
        "on": f'=AND({cell["done"]}="{Answer.YES}",{cell["on"]}="")',
        "note": f'=OR(AND({late},{cell["note"]}=""),AND({cell["done"]}="{Answer.IN_PROGRESS}",{cell["note"]}=""))',
        "reason": f'=AND(OR({cell["done"]}="{Answer.NO}",{postponed}),{cell["reason"]}="")',
        "to": f'=AND({postponed},{cell["to"]}="")',
    }
    for name, criteria in missing.items():
        colour((name, name), criteria, formats.missing)


def _limit_input(sheet: Any, subject: Subject, first: int, rows: Sequence[SheetRow]) -> None:
    """Accept only the answers, dates that the plan covers, deadlines, sums, web addresses."""

    def limit(name: str, top: int, bottom: int, message: str, **options: Any) -> None:
        error = {"error_title": COLUMNS[name].title, "error_message": message}
        sheet.data_validation(top, AT[name], bottom, AT[name], {**options, **error})

    last = HEAD + len(rows)
    answers = [answer.value for answer in Answer]
    limit("done", first, last, ", ".join(f"«{answer}»" for answer in answers), validate="list", source=answers)
    to = f"{xl_col_to_name(AT['to'])}{first + 1}"
    is_deadline = f'=OR(ISNUMBER({to}),ISNUMBER(SEARCH("20",{to})))'
    message = "Дата, например 31.03.2026, или квартал: 1 квартал 2026"
    limit("to", first, last, message, validate="custom", value=is_deadline)
    message = "Сумма в рублях цифрами, например 350000,50; возврат записывается командой csprog spend"
    limit("spent", first, last, message, validate="decimal", criteria=">=", value=0)
    for number, row in enumerate(rows, start=first):
        since, until = _accepted_days(subject, row)
        message = f"Дата с {since:%d.%m.%Y} по {until:%d.%m.%Y}, например {since:%d.%m.%Y}"
        limit("on", number, number, message, validate="date", criteria="between", minimum=since, maximum=until)
    link = f"{xl_col_to_name(AT['evidence'])}{first + 1}"
    is_link = f'=OR(LEFT({link},7)="http://",LEFT({link},8)="https://")'
    limit("evidence", first, last, "Адрес целиком, как https://example.org/page", validate="custom", value=is_link)


def _accepted_days(subject: Subject, row: SheetRow) -> tuple[date, date]:
    """Return the first and the last day that can be given as the day of completion.

    They are those of the plan's year. A file made after it also takes those up to the end of the first quarter, until
    when the report is due; and a measure postponed beyond the year may be completed until its new deadline.
    """
    evaluation = subject.evaluation
    year = evaluation.programme.year
    last = date(year, 12, 31)
    if evaluation.year_over:
        last = max(date(year + 1, *_REPORT_DEADLINE), evaluation.day)
    return date(year, 1, 1), max(last, row.measure.awaited)
