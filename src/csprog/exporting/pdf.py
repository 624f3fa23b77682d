"""The year's page, and the report for the inside, as PDFs: for who needs them on paper or by post."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from csprog.exporting.subject import Subject
from csprog.exporting.typst import paper, plain
from csprog.views.report.document import Document
from csprog.views.year.builder import build_year


def make(subject: Subject) -> bytes:
    """Return the year's page as a PDF; the same subject and templates give the same bytes."""
    values = {"page": plain(build_year(subject.evaluation)), "version": subject.version}
    return paper("page.typ", values, subject.evaluation.day, subject.templates)


def report_pdf(document: Document, day: date, version: str, templates: Path | None) -> bytes:
    """Return a report as of `day` as a PDF; `version` is csprog's, `templates` the folder of the project's own.

    The same report, day, version and templates give the same bytes.

    Raises:
        TemplateFault: a template can't be rendered.
    """
    return paper("report.typ", {"report": plain(document), "version": version}, day, templates)
