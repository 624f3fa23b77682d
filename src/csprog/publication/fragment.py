"""Renders a year's page as a fragment for a page of another site."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jinja2 import Environment
from markupsafe import Markup

from csprog.publication.environment import render
from csprog.publication.theme import style_sheet
from csprog.views.year.model import YearView

SCOPE = ".csprog:not(#_#_)"
"""The selector of the fragment's element.

The negation is always true; it gives the rules the weight of two ids, more than those of the site.
"""

_RESET = (
    f"{SCOPE}{{all:initial;display:block;color-scheme:light;--csprog-rem:max(1rem,16px);container:csprog/inline-size}}"
    + ",".join(
        f"{SCOPE} :where(:not(svg *)){pseudo}"
        for pseudo in ("", "::before", "::after", "::marker", "::first-letter", "::first-line")
    )
    + "{all:revert}"
    # A header of the site that stays on the screen hides no target of a link.
    f"{SCOPE} :where([id]){{scroll-margin-top:96px}}"
    f"@media print{{{SCOPE}{{--csprog-rem:9pt;container:none}}}}"
)
_ROOT = re.compile(r"\.csprog(?![\w-])")
_REM = re.compile(r"(?<![\w.#-])(-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+))rem\b")
_CONDITION = re.compile(r"@[^{;]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_UTF_8 = "Кодировка: UTF-8."
_WINDOWS_1251 = "Кодировка: windows-1251."


def fragment(page: YearView, templates: Environment, values: Mapping[str, object]) -> str:
    """Return the year's page as a fragment; `templates` are those of a fragment.

    `values` are those of the page, as `page_values` gives them.

    A project's own page.html and its blocks apply here too.

    Raises:
        TemplateError: a template can't be rendered.
        ThemeError: the company's colour can't be used.
    """
    styles = Markup(scoped(style_sheet(templates, page.passport, fragment=True)))  # noqa: S704 - a style sheet of csprog or the project
    return render(templates, "page.html", {**values, "layout": "fragment.html", "styles": styles, "note": _UTF_8})


def windows_1251(text: str) -> bytes:
    """Return the fragment in windows-1251, other characters as references."""
    return text.replace(_UTF_8, _WINDOWS_1251, 1).encode("cp1251", "xmlcharrefreplace")


def scoped(styles: str) -> str:
    """Return the style sheet for a fragment.

    Its rules apply within the fragment alone. Sizes don't depend on the root's font size, which many sites set to 10px;
    conditions on the window's width become those on the column's. It is ASCII, so right in every encoding.
    """
    sheet = _CONDITION.sub(_condition_on_column, styles)
    sheet = _REM.sub(r"calc(\1*var(--csprog-rem))", _ROOT.sub(SCOPE, sheet))
    return _BEYOND_ASCII.sub(lambda match: f"\\{ord(match.group()):x} ", _RESET + sheet)


def _condition_on_column(condition: re.Match[str]) -> str:
    """Return a condition in pixels, on the column's width instead of the screen's."""
    pixels = _REM.sub(lambda match: f"{float(match[1]) * 16:g}px", condition[0])
    return re.sub(r"@media screen and (?=\((?:min|max)-width)", "@container csprog ", pixels)
