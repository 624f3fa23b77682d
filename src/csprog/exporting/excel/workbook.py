"""A year's plan and how it stands as an Excel workbook: a summary, and a sheet a section.

It stays right when it is opened later: standings, colours and counts are formulas on dates. For one recipient it holds
that one's rows, in which only the cells to fill in are open; `csprog collect` reads them back.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import datetime, time

import xlsxwriter

from csprog.exporting.excel.cell_formats import FONT, CellFormats
from csprog.exporting.excel.rows import SheetRow, sheet_rows
from csprog.exporting.excel.section_sheet import write_section
from csprog.exporting.excel.summary_sheet import NAME, write_summary
from csprog.exporting.subject import Subject

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": FONT,
}
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31  # characters of a sheet's name


def make(subject: Subject) -> bytes:
    """Return the workbook; the same subject gives the same bytes."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        _describe(book, subject)
        looks = CellFormats(book)
        sections = _by_section(sheet_rows(subject))
        summary = book.add_worksheet(NAME)
        for name, rows in sections.items():
            section = rows[0].placed.section
            title = f"Раздел {section.number}. {section.title}"
            write_section(book.add_worksheet(name), looks, subject, title, rows)
        write_summary(book, summary, looks, subject, sections)
    return buffer.getvalue()


def _describe(book: xlsxwriter.Workbook, subject: Subject) -> None:
    evaluation = subject.evaluation
    passport = evaluation.programme.passport
    stated = f"{passport.year} год, сведения на {evaluation.day:%d.%m.%Y}, csprog {subject.version}"
    properties = {
        "title": passport.title,
        "subject": subject.recipient or "",
        "company": passport.organisation,
        "comments": stated,
        "created": datetime.combine(evaluation.day, time()),
    }
    book.set_properties(properties)


def _by_section(rows: Iterable[SheetRow]) -> dict[str, list[SheetRow]]:
    """Return the rows of each section by the name of its sheet, in plan order."""
    sections: dict[int, list[SheetRow]] = {}
    for row in rows:
        sections.setdefault(id(row.placed.section), []).append(row)
    named: dict[str, list[SheetRow]] = {}
    for found in sections.values():
        named[_sheet_name(found[0], {NAME.casefold(), *(name.casefold() for name in named)})] = found
    return named


def _sheet_name(row: SheetRow, taken: set[str]) -> str:
    """Return a name for a section's sheet: its number and its title as far as there is room, and none that is taken."""
    section = row.placed.section
    title = " ".join(_NOT_IN_NAMES.sub(" ", f"{section.number}. {section.title}").split())
    name, number = title[:_LONGEST_NAME].strip(" '"), 1
    while name.casefold() in taken:
        number += 1
        name = f"{title[: _LONGEST_NAME - 4].strip(' ')} {number}"
    return name
