"""Gathers what a year's page and its fragment show, and the documents beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from csprog import __version__
from csprog.evaluation.evaluator import Evaluation
from csprog.exporting.registry import PUBLISHED, write_document
from csprog.exporting.subject import Subject
from csprog.views.year.about import about_year
from csprog.views.year.model import YearView
from csprog.views.year.offices import by_office


def page_values(
    evaluation: Evaluation, page: YearView, documents: Iterable[str], folder: str | None = None
) -> dict[str, object]:
    """Return the values of `page.html`, in a fragment as well.

    `documents` are the formats of the documents beside the page; `folder` is the address of its folder, for a fragment,
    which may lie elsewhere.
    """
    return {
        "page": page,
        "about": about_year(evaluation),
        "offices": by_office(evaluation),
        "documents": tuple(documents),
        "folder": folder or "",
        "description": page.statement,
    }


def published_documents(
    evaluation: Evaluation, project: Path | None, documents: Mapping[str, bytes | None]
) -> dict[str, bytes]:
    """Return the documents beside a year's page by name, those to be made made.

    Raises:
        RefusedError: a library that one needs is not installed.
        TemplateError: the project's template of the PDF can't be rendered.
    """
    subject = Subject(evaluation, __version__, templates=project)
    return {
        document_name(evaluation.programme.year, name): write_document(name, subject, PUBLISHED)
        if data is None
        else data
        for name, data in documents.items()
    }


def document_name(year: int, name: str) -> str:
    """Return the name of the document in the format `name`: programme-2025.xlsx."""
    return f"programme-{year}{PUBLISHED[name].suffix}"
