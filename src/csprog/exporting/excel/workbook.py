"""Writes an Excel workbook: a summary and a sheet per section.

Statuses, colours and counts are formulas on dates, so that they are right on the day the file is opened. A recipient's
workbook holds only that recipient's rows, with only the input cells unlocked; `csprog collect` reads them back.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import datetime, time
from itertools import groupby
from typing import Any

import xlsxwriter

from csprog.exporting.excel.cell_formats import FONT, CellFormats
from csprog.exporting.excel.columns import INDICATORS, SUMMARY
from csprog.exporting.excel.indicator_sheet import indicators_of, write_indicators
from csprog.exporting.excel.rows import SheetRow, sheet_rows
from csprog.exporting.excel.section_sheet import write_section
from csprog.exporting.excel.summary_sheet import write_summary
from csprog.exporting.subject import Subject
from csprog.programme.model import Section

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_MAX_NAME_LENGTH = 31  # characters, Excel's limit


def options() -> dict[str, object]:
    """Return the options of a new workbook; XlsxWriter changes what it is given."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": dict(FONT),
    }


def make(subject: Subject) -> bytes:
    """Return the workbook; the same subject gives the same bytes."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, options()) as book:
        write_sheets(book, subject)
    return buffer.getvalue()


def write_sheets(book: Any, subject: Subject) -> None:
    """Write summary and sections into `book`, of XlsxWriter or of OpenDocument."""
    _describe(book, subject)
    formats = CellFormats(book)
    sections = _by_section(sheet_rows(subject))
    summary = book.add_worksheet(SUMMARY)
    for name, rows in sections.items():
        section = rows[0].placed.section
        title = f"Раздел {section.number}. {section.title}"
        write_section(book.add_worksheet(name), formats, subject, title, rows)
    if indicators := indicators_of(subject):
        write_indicators(book.add_worksheet(INDICATORS), formats, subject, indicators)
    write_summary(book, summary, formats, subject, sections)


def _describe(book: Any, subject: Subject) -> None:
    evaluation = subject.evaluation
    passport = evaluation.programme.passport
    properties = {
        "title": passport.title,
        "subject": subject.recipient or "",
        "company": passport.organisation,
        "comments": f"{passport.year} год, сведения на {evaluation.day:%d.%m.%Y}, csprog {subject.version}",
        "created": datetime.combine(evaluation.day, time()),
    }
    book.set_properties(properties)


def _by_section(rows: Iterable[SheetRow]) -> dict[str, list[SheetRow]]:
    """Return the rows of each section by the name of its sheet, in plan order."""
    sections: dict[str, list[SheetRow]] = {}
    for _, group in groupby(rows, key=lambda row: id(row.placed.section)):
        section_rows = list(group)
        taken = {SUMMARY.casefold(), INDICATORS.casefold(), *map(str.casefold, sections)}
        sections[_sheet_name(section_rows[0].placed.section, taken)] = section_rows
    return sections


def _sheet_name(section: Section, taken: set[str]) -> str:
    """Return a name for a section's sheet: its number and title, cut and made unique."""
    title = " ".join(_NOT_IN_NAMES.sub(" ", f"{section.number}. {section.title}").split())
    name, number = title[:_MAX_NAME_LENGTH].strip(" '"), 1
    while name.casefold() in taken:
        number += 1
        name = f"{title[: _MAX_NAME_LENGTH - 4].strip(' ')} {number}"
    return name
