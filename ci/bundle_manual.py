"""Makes the Russian manual, and the references that it names, pages for a browser: Windows opens no Markdown."""

from __future__ import annotations

import html
import posixpath
from collections.abc import Iterable
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.anchors import anchors_plugin

from csprog.store.manual_pages import REFERENCES

_DOCS = Path(__file__).resolve().parent.parent / "docs"
_FIRST = "ru/README.md"
FIRST_PAGE = "Руководство.html"
_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 "Segoe UI", sans-serif; }}
pre {{ overflow-x: auto; padding: .75rem; background: #f3f3f3; }}
table {{ border-collapse: collapse; }}
th, td {{ padding: .25rem .75rem; border: 1px solid #bbb; text-align: left; vertical-align: top; }}
</style>
{body}</html>
"""


def pages() -> dict[str, bytes]:
    """Return the pages by their names in the archive."""
    russian = [file.relative_to(_DOCS).as_posix() for file in sorted((_DOCS / "ru").glob("*.md"))]
    names = {source: _page_name(source) for source in (*russian, *(f"{name}.md" for name in REFERENCES))}
    return {name: _page(source, names).encode() for source, name in names.items()}


def _page_name(source: str) -> str:
    return FIRST_PAGE if source == _FIRST else f"docs/{source.removesuffix('.md')}.html"


def _page(source: str, names: dict[str, str]) -> str:
    renderer = MarkdownIt("commonmark").enable("table").use(anchors_plugin, max_level=4)
    tokens = renderer.parse((_DOCS / source).read_text(encoding="utf-8"))
    for link in _links(tokens):
        target = _target(source, str(link.attrGet("href")), names)
        if target is None:  # the archive has no such page: its name stays
            link.tag, link.attrs = "span", {}
        else:
            link.attrSet("href", target)
    heading = next(tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open")
    body = renderer.renderer.render(tokens, renderer.options, {})
    return _PAGE.format(
        language=source.partition("/")[0] if "/" in source else "en", title=html.escape(heading), body=body
    )


def _links(tokens: Iterable[Token]) -> list[Token]:
    return [one for token in tokens for one in token.children or () if one.type == "link_open"]


def _target(source: str, address: str, names: dict[str, str]) -> str | None:
    """Return where a link of the page `source` leads between the pages of the archive."""
    path, mark, anchor = address.partition("#")
    if not path or ":" in path:
        return address
    linked = names.get(posixpath.normpath(posixpath.join(posixpath.dirname(source), path)))
    return (
        None if linked is None else posixpath.relpath(linked, posixpath.dirname(names[source]) or ".") + mark + anchor
    )
