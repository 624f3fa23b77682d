"""Writes the year's page and reports as PDF."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from csprog.exporting.subject import Subject
from csprog.exporting.typst import render_pdf, signs_spelt_out, template_value
from csprog.views.report.document import Document
from csprog.views.year.about import about_year
from csprog.views.year.builder import build_year


def make(subject: Subject) -> bytes:
    """Return the year's page; the same subject and templates give the same bytes."""
    page = template_value(build_year(subject.evaluation))
    values = {
        "page": page | {"about": template_value(about_year(subject.evaluation))},
        "version": subject.version,
    }
    return render_pdf("page.typ", values, subject.evaluation.day, subject.templates)


def spelt_out_in(subject: Subject) -> tuple[str, ...]:
    """Return the signs of the year's page that the PDF shows by number, having no font for them."""
    return signs_spelt_out(build_year(subject.evaluation), subject.templates)


def report_pdf(document: Document, day: date, version: str, templates: Path | None) -> bytes:
    """Return a report as of `day`.

    `version` is csprog's; `templates` is the folder of the project's own templates. The same arguments and templates
    give the same bytes.

    Raises:
        TemplateError: a template can't be rendered.
    """
    return render_pdf("report.typ", {"report": template_value(document), "version": version}, day, templates)
