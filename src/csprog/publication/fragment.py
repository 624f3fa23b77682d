"""The page as a part of another site's page: everything named for csprog, nothing taken from the host or done to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from csprog.publication.sheet import scoped
from csprog.publication.templates import render

if TYPE_CHECKING:
    from csprog.arrangement.view import YearView
    from csprog.publication.sandbox import Sandbox

PREFIX = "csprog-"
_IDS = frozenset({"id", "for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "name"})
_TAG = re.compile(
    r"""<!--.*?-->|<(?:style|script)\b.*?</(?:style|script)\s*>"""
    r"""|(</?)([a-z][^\s/>]*)((?:[^"'>]++|"[^"]*+"|'[^']*+')*+)>""",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""(\s)([^\s"'<>/=]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'=<>`]+)""")
_UTF_8 = "Кодировка: UTF-8."
_WINDOWS_1251 = "Кодировка: windows-1251."


def fragment(page: YearView, templates: Sandbox, styles: str) -> str:
    """Return the year's page as a part that a site puts into a page of its own.

    `styles` is the whole page's sheet. A project's own page.html and its blocks hold here too.

    Raises:
        TemplateFault: a template can't be rendered.
    """
    values = {"page": page, "layout": "fragment.html", "styles": Markup(scoped(styles)), "note": _UTF_8}  # noqa: S704 - our own sheet
    return _TAG.sub(_renamed, render(templates, "page.html", values))


def windows_1251(text: str) -> bytes:
    """Return the fragment for a site in windows-1251; what that encoding lacks is written as a character reference."""
    return text.replace(_UTF_8, _WINDOWS_1251, 1).encode("cp1251", "xmlcharrefreplace")


def _renamed(match: re.Match[str]) -> str:
    """Return a tag with our prefix on its ids and classes, a heading a level lower: the host has its h1."""
    opening, name, rest = match[1], match[2], match[3]
    if name is None:  # a comment, a sheet, a script: nothing in it is a tag
        return match[0]
    if re.fullmatch("[hH][1-5]", name):
        name = f"h{int(name[1]) + 1}"
    return f"{opening}{name}{_ATTRIBUTE.sub(_attribute, rest)}>" if rest else f"{opening}{name}>"


def _attribute(match: re.Match[str]) -> str:
    space, key, equals, written = match.groups()
    quote = written[0] if written[0] in "\"'" else ""
    value = written.strip(quote) if quote else written
    if key.lower() == "class" or key.lower() in _IDS:
        value = " ".join(_named(name) for name in value.split())
    elif key.lower() == "href" and value.startswith("#"):
        value = f"#{_named(value[1:])}"
    return f"{space}{key}{equals}{quote}{value}{quote}"


def _named(name: str) -> str:
    return name if name == "csprog" or name.startswith(PREFIX) else PREFIX + name
