"""A sheet of a section's measures: the plan, how each stands on the date of the summary, and cells to fill in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from textwrap import wrap
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from csprog.evaluation.record_builder import due_text
from csprog.exporting.excel.cell_formats import LETTER, LINE, CellFormats
from csprog.exporting.excel.columns import AT, COLUMNS, HEAD, LONGEST, NO, YES
from csprog.exporting.excel.rows import WORDS, SheetRow
from csprog.exporting.subject import Subject
from csprog.programme.enums import SOON, Status

DAY = "НаДату"
"""The name of the cell on the summary with the date for which standings are computed."""

_DAY_0 = date(1899, 12, 30)  # of Excel's calendar, as it counts from March 1900 on
_LAST_WINDOW = (3, 31)  # the last day of the first quarter, in which the year is answered for (clause 1.3)
_DIGIT = 7  # pixels; the unit of a column's width
_LEAST_LINES = 3  # so that there is room to write
_HIGHEST = 409  # points that a row can have
_LONGEST_DUE = 30  # characters; a date that is wider than its column is shown as ###
_UNLOCKED_ACTS = (
    *("format_cells", "format_columns", "format_rows", "insert_columns", "sort", "autofilter"),
    *("select_locked_cells", "select_unlocked_cells"),
)


def write_section(sheet: Any, looks: CellFormats, subject: Subject, title: str, rows: Sequence[SheetRow]) -> None:
    """Write a section's measures into an empty sheet."""
    _write_head(sheet, looks, subject, title)
    for number, row in enumerate(rows, start=HEAD + 1):
        _write_row(sheet, looks, number, row)
    first, last = HEAD + 1, HEAD + len(rows)
    _lay_out(sheet, rows, last)
    _colour(sheet, looks, first, last)
    for number, row in enumerate(rows, start=first):
        _limit(sheet, subject, number, row)
    if subject.recipient is not None:
        sheet.protect("", dict.fromkeys(_UNLOCKED_ACTS, True))


def _write_head(sheet: Any, looks: CellFormats, subject: Subject, title: str) -> None:
    evaluation = subject.evaluation
    whose = f"{evaluation.programme.passport.organisation}, {evaluation.programme.year} год"
    to_whom = f" Для: {subject.recipient}." if subject.recipient else ""
    sheet.write_string(0, 0, f"{title}. {whose}.{to_whom}", looks.title)
    stated = f"Сведения на {evaluation.day:%d.%m.%Y}, csprog {subject.version}. Состояние — на дату с листа «Сводка»:"
    sheet.write_string(1, 0, stated, looks.note)
    sheet.write_formula(1, AT["standing"], f"={DAY}", looks.note_date, serial(evaluation.day))
    sheet.write_string(
        2,
        0,
        f"Выполнено: «{YES}» и дата, при опоздании — и почему в «Что сделано»; не выполнено: «{NO}» и причина.",
        looks.note,
    )
    for name, column in COLUMNS.items():
        sheet.write_string(HEAD, AT[name], column.title, looks.head_to_fill if column.filled_in else looks.head)


def serial(day: date) -> int:
    """Return the number by which a spreadsheet keeps a day."""
    return (day - _DAY_0).days


def _write_row(sheet: Any, looks: CellFormats, number: int, row: SheetRow) -> None:
    placed, measure = row.placed, row.placed.measure
    texts = {
        "number": placed.id,
        "proposal": placed.proposal.text,
        "measure": measure.text,
        "result": measure.result,
        "office": row.office or _offices(row),
        "responsible": measure.responsible or "",
        "journal": row.kept,
        "mark": str(row.mark),
    }
    for name, text in texts.items():
        sheet.write_string(number, AT[name], shortened(text), looks.text)
    sheet.set_row(number, _height(texts | {"note": row.answer.note or "", "reason": row.answer.reason or ""}))
    sheet.write_datetime(number, AT["due"], measure.due.day, looks.date(_due_shown(row)))
    sheet.write_datetime(number, AT["awaited"], row.measure.awaited, looks.date(None))
    sheet.write_formula(number, AT["standing"], standing_formula(number + 1), looks.standing, WORDS[row.part.status])
    _write_answer(sheet, looks, number, row)


def _write_answer(sheet: Any, looks: CellFormats, number: int, row: SheetRow) -> None:
    """Write what is recorded; what nobody has said yet is a cell to fill in."""
    answer = row.answer
    is_open = answer.is_empty and row.part.status.is_open
    done = "" if answer.done is None else YES if answer.done else NO
    for name, text in {"done": done, "note": answer.note, "reason": answer.reason, "evidence": answer.evidence}.items():
        if text:
            sheet.write_string(number, AT[name], shortened(text), looks.text)
        else:
            sheet.write_blank(number, AT[name], None, looks.to_fill if is_open else looks.text)
    if answer.on:
        sheet.write_datetime(number, AT["on"], answer.on, looks.date(None))
    else:
        sheet.write_blank(number, AT["on"], None, looks.date_to_fill if is_open else looks.date(None))


def shortened(text: str) -> str:
    """Return `text` as a cell can hold it."""
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _height(texts: Mapping[str, str]) -> float:
    """Return how high a row must be for its texts, in points: LibreOffice leaves rows as low as they are by default."""
    lines = [_LEAST_LINES]
    for name, text in texts.items():
        if not COLUMNS[name].hidden:
            letters = int(COLUMNS[name].width * _DIGIT / LETTER)
            lines.append(sum(len(wrap(line, letters)) or 1 for line in text.split("\n")))
    return min(_HIGHEST, max(lines) * LINE + 3)


def _due_shown(row: SheetRow) -> str | None:
    """Return the deadline in the words of the document, None where there is no room for them."""
    due = due_text(row.placed.measure)
    return due if len(due) <= _LONGEST_DUE else None


def _offices(row: SheetRow) -> str:
    lines = []
    for one in row.measure.offices:
        if one.completed_on:
            lines.append(f"✓ {one.name}: {one.completed_on:%d.%m.%Y}")
        else:
            lines.append(f"✕ {one.name}" if one.status is Status.NOT_COMPLETED else one.name)
    return "\n".join(lines)


def standing_formula(number: int) -> str:
    """Return the formula of a measure's standing in the row `number` (from 1), as `programme.standing` computes it.

    It is written without spaces as Excel keeps it, by its English names as the file holds them.
    """
    cell = {name: f"${xl_col_to_name(place)}{number}" for name, place in AT.items()}
    done, on, due, awaited, journal = (cell[name] for name in ("done", "on", "due", "awaited", "journal"))
    word = {standing: f'"{text}"' for standing, text in WORDS.items()}
    partly, cancelled = word[Status.PARTLY_COMPLETED], word[Status.CANCELLED]
    is_open = (
        f"IF({DAY}>{awaited},{word[Status.OVERDUE]},IF({journal}={partly},{partly},"
        f"IF({awaited}-{DAY}<={SOON.days},{word[Status.DUE_SOON]},{word[Status.PLANNED]})))"
    )
    carried_out = f"IF(AND(ISNUMBER({on}),{on}>{due}),{word[Status.COMPLETED_LATE]},{word[Status.COMPLETED]})"
    answered = f'IF({done}="{YES}",{carried_out},IF({done}="{NO}",{word[Status.NOT_COMPLETED]},{is_open}))'
    return f"=IF({journal}={cancelled},{cancelled},{answered})"


def _lay_out(sheet: Any, rows: Sequence[SheetRow], last: int) -> None:
    """Set widths, hide what says nothing here, keep the head in sight and on every printed page."""
    unneeded = {
        "office": not any(row.placed.measure.offices for row in rows),
        "responsible": not any(row.placed.measure.responsible for row in rows),
        "awaited": not any(row.measure.postponed for row in rows),
    }
    widest = max(len(_due_shown(row) or "") for row in rows)
    for name, column in COLUMNS.items():
        width = max(column.width, widest + 1) if name == "due" else column.width
        hidden = column.hidden or unneeded.get(name, False)
        sheet.set_column(AT[name], AT[name], width, None, {"hidden": hidden})
    sheet.freeze_panes(HEAD + 1, AT["proposal"])
    sheet.autofilter(HEAD, 0, last, len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)  # inches
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD)
    sheet.set_footer("&L&F · &A&RСтр. &P из &N")


def _colour(sheet: Any, looks: CellFormats, first: int, last: int) -> None:
    """Colour by what the cells say when the sheet is open: standings, and answers of which something is missing."""
    letter = {name: f"${xl_col_to_name(place)}{first + 1}" for name, place in AT.items()}
    place = AT["standing"]
    for standing, look in looks.standings.items():
        rule = {"type": "formula", "criteria": f'={letter["standing"]}="{WORDS[standing]}"', "format": look}
        sheet.conditional_format(first, place, last, place, rule)
    overdue = f'={letter["standing"]}="{WORDS[Status.OVERDUE]}"'
    red = {"type": "formula", "criteria": overdue, "format": looks.overdue}
    sheet.conditional_format(first, 0, last, AT["awaited"], red)
    late = f'AND({letter["done"]}="{YES}",ISNUMBER({letter["on"]}),{letter["on"]}>{letter["due"]})'
    missing = {
        "on": f'=AND({letter["done"]}="{YES}",{letter["on"]}="")',
        "note": f'=AND({late},{letter["note"]}="")',
        "reason": f'=AND({letter["done"]}="{NO}",{letter["reason"]}="")',
    }
    for name, criteria in missing.items():
        rule = {"type": "formula", "criteria": criteria, "format": looks.missing}
        sheet.conditional_format(first, AT[name], last, AT[name], rule)


def _limit(sheet: Any, subject: Subject, number: int, row: SheetRow) -> None:
    """Limit what can be typed: yes or no, a date for which this plan answers, a web address."""
    sheet.data_validation(
        number,
        AT["done"],
        number,
        AT["done"],
        {"validate": "list", "source": [YES, NO], "error_title": "Выполнено", "error_message": f"«{YES}» или «{NO}»"},
    )
    first, last = _period(subject, row)
    sheet.data_validation(
        number,
        AT["on"],
        number,
        AT["on"],
        {
            "validate": "date",
            "criteria": "between",
            "minimum": first,
            "maximum": last,
            "error_title": "Дата",
            "error_message": f"Дата с {first:%d.%m.%Y} по {last:%d.%m.%Y}, например {first:%d.%m.%Y}",
        },
    )
    link = f"{xl_col_to_name(AT['evidence'])}{number + 1}"
    sheet.data_validation(
        number,
        AT["evidence"],
        number,
        AT["evidence"],
        {
            "validate": "custom",
            "value": f'=OR(LEFT({link},7)="http://",LEFT({link},8)="https://")',
            "error_title": "Ссылка",
            "error_message": "Адрес целиком, как https://example.org/page",
        },
    )


def _period(subject: Subject, row: SheetRow) -> tuple[date, date]:
    """Return the days on which a measure may be said to be carried out.

    They are those of the plan's year. A file made after it takes those up to the end of the first quarter too, while
    the year is answered for; and what was postponed beyond the year may be done until then.
    """
    evaluation = subject.evaluation
    year = evaluation.programme.year
    last = date(year, 12, 31)
    if evaluation.year_over:
        last = max(date(year + 1, *_LAST_WINDOW), evaluation.day)
    return date(year, 1, 1), max(last, row.measure.awaited)
