"""The report for the inside as one page that loads nothing."""

from __future__ import annotations

from pathlib import Path

from csprog.programme.model import Passport
from csprog.publication.environment import environment, render
from csprog.publication.site import Look
from csprog.views.report.document import Document


def report_page(document: Document, passport: Passport | None, project_templates: Path | None) -> str:
    """Return the page of a report; it looks as the passport asks, if there is one, and the project's own templates go before ours.

    Raises:
        TemplateFault: a template can't be rendered.
        ThemeFault: the company's colour or sign can't be used.
    """
    look = Look(environment(project_templates), project_templates)
    return render(look.templates, "report.html", {**look.of(passport), "report": document})
