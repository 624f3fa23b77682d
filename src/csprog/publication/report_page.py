"""Renders a report as one HTML page that loads nothing."""

from __future__ import annotations

from pathlib import Path

from csprog.programme.passport import Passport
from csprog.publication.environment import environment, render
from csprog.publication.site import PageTheme
from csprog.views.report.document import Document


def report_page(document: Document, passport: Passport | None, project_templates: Path | None) -> str:
    """Return the page of a report, with the passport's colour and logo if given.

    Raises:
        TemplateError: a template can't be rendered.
        ThemeError: the company's colour or logo can't be used.
    """
    theme = PageTheme(environment(project_templates), project_templates)
    return render(theme.templates, "report.html", {**theme.values(passport), "report": document})
