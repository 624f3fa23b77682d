"""Render a year's page as a part of another site's page, and keep its styles and the site's apart."""

from __future__ import annotations

import re

from jinja2 import Environment
from markupsafe import Markup

from csprog.publication.environment import render
from csprog.publication.theme import style_sheet
from csprog.views.year.model import YearView

SCOPE = ".csprog:not(#_#_)"
"""The fragment's element; the negation, always true, gives its rules the weight of two ids against the host's own."""

_RESET = (
    f"{SCOPE}{{all:initial;display:block;color-scheme:light;--csprog-rem:max(1rem,16px);container:csprog/inline-size}}"
    + ",".join(
        f"{SCOPE} :where(:not(svg *)){pseudo}"
        for pseudo in ("", "::before", "::after", "::marker", "::first-letter", "::first-line")
    )
    + "{all:revert}"
    f"@media print{{{SCOPE}{{--csprog-rem:9pt;container:none}}}}"
)
_ROOT = re.compile(r"\.csprog(?![\w-])")
_REM = re.compile(r"(?<![\w.#-])(-?[0-9]*\.?[0-9]+)rem\b")
_CONDITION = re.compile(r"@[^{;]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_UTF_8 = "Кодировка: UTF-8."
_WINDOWS_1251 = "Кодировка: windows-1251."


def fragment(page: YearView, templates: Environment) -> str:
    """Return the year's page as a part for another site; `templates` are those of a fragment.

    A project's own page.html and its blocks hold here too.

    Raises:
        TemplateFault: a template can't be rendered.
        ThemeFault: the company's colour can't be used.
    """
    styles = Markup(scoped(style_sheet(templates, page.passport, fragment=True)))  # noqa: S704 - our own sheet
    return render(templates, "page.html", {"page": page, "layout": "fragment.html", "styles": styles, "note": _UTF_8})


def windows_1251(text: str) -> bytes:
    """Return the fragment for a site in windows-1251; what that encoding lacks is written as a character reference."""
    return text.replace(_UTF_8, _WINDOWS_1251, 1).encode("cp1251", "xmlcharrefreplace")


def scoped(styles: str) -> str:
    """Return the sheet for a fragment, in ASCII, which is the same in every encoding that a site may have.

    Its sizes don't follow the root's font size, which many a host sets to 10px; widths are those of the column, not of
    the window.
    """
    sheet = _CONDITION.sub(_of_column, styles)
    sheet = _REM.sub(r"calc(\1*var(--csprog-rem))", _ROOT.sub(SCOPE, sheet))
    return _BEYOND_ASCII.sub(lambda found: f"\\{ord(found.group()):x} ", _RESET + sheet)


def _of_column(condition: re.Match[str]) -> str:
    """Return a condition in pixels; on the screen's width as one on the column's."""
    pixels = _REM.sub(lambda found: f"{float(found[1]) * 16:g}px", condition[0])
    return re.sub(r"@media screen and (?=\((?:min|max)-width)", "@container csprog ", pixels)
