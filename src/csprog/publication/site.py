"""The files of the site: text in, bytes out; the caller writes them."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from csprog.programme.evaluation import evaluate
from csprog.publication.arrangement import view
from csprog.publication.data import as_csv, as_json
from csprog.publication.templates import environment, render

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from csprog.programme.evaluation import Evaluation
    from csprog.programme.model import Programme

_COMMENTS_AND_SPACE = re.compile(r"/\*.*?\*/|\n\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Publication:
    """The site's files by name (year/index.html, …), and the evaluation that the year's page rests on."""

    files: dict[str, bytes]
    evaluation: Evaluation


def publish(
    programme: Programme, others: Iterable[Programme], day: date, project_templates: Path | None
) -> Publication:
    """Return the site: the page of `programme` as of `day` with its data, and the index of all years.

    `others` are the other years that the index lists. The same programmes, day and templates give the same bytes.

    Raises:
        TemplateFault: a template can't be rendered.
    """
    templates = environment(project_templates)
    evaluation = evaluate(programme, day)
    styles = Markup(_COMMENTS_AND_SPACE.sub(" ", render(templates, "style.css", {})).strip())  # noqa: S704 - our own sheet
    shared = {"styles": styles, "policy": _policy(styles)}
    year = str(programme.year)
    page = view(evaluation)
    index = sorted((view(evaluate(p, day)) for p in (programme, *others)), key=lambda v: v.year, reverse=True)
    files = {
        f"{year}/index.html": render(templates, "page.html", {**shared, "page": page}),
        f"{year}/programme-{year}.json": as_json(evaluation),
        f"{year}/programme-{year}.csv": "\ufeff" + as_csv(evaluation),
        "index.html": render(templates, "index.html", {**shared, "years": index}),
    }
    return Publication({name: text.encode("utf-8") for name, text in files.items()}, evaluation)


def _policy(styles: str) -> str:
    """Return the page's content security policy: nothing from anywhere, and this one style sheet (CSP level 3)."""
    digest = base64.b64encode(hashlib.sha256(styles.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
