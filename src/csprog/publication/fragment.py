"""The page as a part of another site's page: everything named for csprog, nothing taken from the host or done to it."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from markupsafe import Markup

from csprog.publication.sheet import scoped
from csprog.publication.templates import render

if TYPE_CHECKING:
    from csprog.arrangement.view import YearView
    from csprog.publication.sandbox import Sandbox

PREFIX = "csprog-"
_IDS = frozenset({"id", "for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "name"})
_UTF_8 = "Кодировка: UTF-8."
_WINDOWS_1251 = "Кодировка: windows-1251."


def fragment(page: YearView, templates: Sandbox, styles: str) -> str:
    """Return the year's page as a part that a site puts into a page of its own.

    `styles` is the whole page's sheet. A project's own page.html and its blocks hold here too.

    Raises:
        TemplateFault: a template can't be rendered.
    """
    values = {"page": page, "layout": "fragment.html", "styles": Markup(scoped(styles)), "note": _UTF_8}  # noqa: S704 - our own sheet
    renamed = _Renamed()
    renamed.feed(render(templates, "page.html", values))
    renamed.close()
    return "".join(renamed.parts)


def windows_1251(text: str) -> bytes:
    """Return the fragment for a site in windows-1251; what that encoding lacks is written as a character reference."""
    return text.replace(_UTF_8, _WINDOWS_1251, 1).encode("cp1251", "xmlcharrefreplace")


class _Renamed(HTMLParser):
    """Writes a page's markup again: ids and classes with our prefix, headings a level lower (the host has its h1)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append(f"<{_lower(tag)}{''.join(_attribute(key, value) for key, value in attrs)}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.parts[-1] = f"{self.parts[-1][:-1]}/>"

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"</{_lower(tag)}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.parts.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.parts.append(f"<!--{data}-->")


def _lower(tag: str) -> str:
    """Return the tag, a heading's one level below."""
    return f"h{int(tag[1]) + 1}" if re.fullmatch("h[1-5]", tag) else tag


_CAMEL = {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio"}


def _attribute(key: str, value: str | None) -> str:
    if value is None:
        return f" {key}"
    if key == "class" or key in _IDS:
        value = " ".join(_named(name) for name in value.split())
    elif key == "href" and value.startswith("#"):
        value = f"#{_named(value[1:])}"
    return f' {_CAMEL.get(key, key)}="{escape(value)}"'


def _named(name: str) -> str:
    return name if name == "csprog" or name.startswith(PREFIX) else PREFIX + name
