"""Writes the plan and the report on its execution as a Word file."""

from __future__ import annotations

from docx.document import Document

from csprog.exporting.subject import Subject
from csprog.exporting.word.amendment import amendment_document
from csprog.exporting.word.execution_report import write_report
from csprog.exporting.word.page_setup import as_bytes, new_document
from csprog.exporting.word.plan import write_plan
from csprog.views.year.builder import build_year


def make(subject: Subject) -> bytes:
    """Return the Word file; the same subject gives the same bytes."""
    return as_bytes(word_document(subject))


def word_document(subject: Subject) -> Document:
    """Return the document of the whole plan, or of the amendment that is wanted."""
    page, programme = build_year(subject.evaluation), subject.evaluation.programme
    if subject.amendment is not None:
        return amendment_document(page, programme, subject.amendment, subject.version)
    document = new_document(page, subject.version)
    write_plan(document, page, programme)
    write_report(document, page)
    return document
