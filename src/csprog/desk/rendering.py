"""Renders the desk's pages, by the machinery that renders published ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from csprog.i18n import translate
from csprog.publication.environment import environment, render
from csprog.store.resources import bundled_folder

_SHEETS = ("style.css", "base.css", "desk/desk.css")
_FOLDER = "desk"


def render_page(template: str, values: Mapping[str, Any]) -> str:
    """Return a page of the desk. A project's own templates are not asked: they are the published page's."""
    return render(_templates(), f"{_FOLDER}/{template}", values)


@cache
def _templates() -> Any:
    templates = environment(None)
    templates.globals["_"] = translate
    return templates


@cache
def style_sheet() -> bytes:
    """Return the style sheet of the published page, and the desk's own rules behind it."""
    sheets = ((bundled_folder() / name).read_text(encoding="utf-8") for name in _SHEETS)
    return "\n".join(re.sub(r"@page[^{]*\{(?:[^{}]|\{[^{}]*\})*\}", "", sheet) for sheet in sheets).encode()
