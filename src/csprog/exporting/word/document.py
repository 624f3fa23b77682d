"""The plan and the report on its execution as a Word file: A4 landscape, as the office prints and signs it."""

from __future__ import annotations

from csprog.exporting.subject import Subject
from csprog.exporting.word.execution_report import write_report
from csprog.exporting.word.page_setup import saved, sheet
from csprog.exporting.word.plan import write_plan
from csprog.views.year.builder import build_year


def make(subject: Subject) -> bytes:
    """Return the Word file: the document as it was approved, then what came of it by the day.

    The same subject gives the same bytes.
    """
    page = build_year(subject.evaluation)
    document = sheet(page, subject.version)
    write_plan(document, page)
    write_report(document, page)
    return saved(document)
