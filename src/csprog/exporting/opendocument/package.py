"""Makes the package of an OpenDocument file and the elements of its parts."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from odfdo import Document, Element

from csprog.exporting.archive_times import without_times

_KEPT_PARTS = ("mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml", "META-INF/manifest.xml")
_STYLES = ("office:styles", "office:automatic-styles", "office:master-styles")
_PAGE = {
    "fo:page-width": "29.7cm",
    "fo:page-height": "21cm",
    "style:print-orientation": "landscape",
    "fo:margin-left": "1.5cm",
    "fo:margin-right": "1.5cm",
    "fo:margin-top": "1.5cm",
    "fo:margin-bottom": "0.8cm",
}


def element(tag: str, attributes: Mapping[str, str | None] | None = None, *children: Element) -> Element:
    """Return an element with those of the attributes that are not None."""
    made = Element.from_tag(tag)
    for name, value in (attributes or {}).items():
        if value is not None:
            made.set_attribute(name, value)
    add(made, children)
    return made


def add(parent: Element, children: Iterable[Element]) -> None:
    """Append elements; odfdo's own tables would copy each row that they are given."""
    for child in children:
        Element.append(parent, child)


class OpenDocumentFile:
    """An OpenDocument file, empty but for an A4 landscape page."""

    def __init__(self, kind: str) -> None:
        """Make it of odfdo's template; `kind` is text or spreadsheet."""
        self._document: Any = Document(kind)  # its parts may be missing, but not those of its templates
        self._remove_template_parts()
        content: Any = self._document.content
        styles: Any = self._document.styles
        for part in (content, styles):
            for name in ("office:font-face-decls", *_STYLES):
                for found in part.get_elements(f"//{name}"):
                    found.clear()
        self.body = self._document.body
        self.body.clear()
        self.automatic: Element = content.get_element("//office:automatic-styles")
        self.common: Element = styles.get_element("//office:styles")
        self._pages: Element = styles.get_element("//office:automatic-styles")
        self._masters: Element = styles.get_element("//office:master-styles")

    def _remove_template_parts(self) -> None:
        container, manifest = self._document.container, self._document.get_part("META-INF/manifest.xml")
        for name in list(container.parts):
            if name not in _KEPT_PARTS:
                container.del_part(name)
        for path in manifest.get_paths():
            if path not in (*_KEPT_PARTS, "/"):
                manifest.del_full_path(path)

    def set_page(self, footer: Iterable[Element], *, as_wide_as_page: bool = False) -> None:
        """Set the page's size and footer; a sheet may be printed as wide as one page."""
        scale = {"style:scale-to-X": "1", "style:scale-to-Y": "0"} if as_wide_as_page else {}
        properties = element("style:page-layout-properties", _PAGE | scale)
        space = element("style:header-footer-properties", {"fo:min-height": "0.6cm", "fo:margin-top": "0.1cm"})
        layout = element("style:page-layout", {"style:name": "Page"}, properties)
        add(layout, [element("style:footer-style", None, space)])
        add(self._pages, [layout])
        master = element("style:master-page", {"style:name": "Standard", "style:page-layout-name": "Page"})
        add(master, [element("style:footer", None, *footer)])
        add(self._masters, [master])

    def freeze(self, panes: Mapping[str, tuple[int, int]]) -> None:
        """Keep the first rows and columns of sheets in sight: their counts by the sheet's name."""
        sheets = (element("config:config-item-map-entry", {"config:name": name}) for name in panes)
        tables = element("config:config-item-map-named", {"config:name": "Tables"}, *sheets)
        for sheet, (rows, columns) in zip(tables.children, panes.values(), strict=True):
            for axis, side, count in (("Horizontal", "Right", columns), ("Vertical", "Bottom", rows)):
                values = {f"{axis}SplitMode": 2, f"{axis}SplitPosition": count, f"Position{side}": count}
                add(sheet, (_setting(name, value) for name, value in values.items() if count))
        view = element("config:config-item-map-entry", None, _setting("ViewId", "view1"), tables)
        views = element("config:config-item-map-indexed", {"config:name": "Views"}, view)
        settings = self._document.get_part("settings.xml").get_element("//office:settings")
        settings.clear()
        add(settings, [element("config:config-item-set", {"config:name": "ooo:view-settings"}, views)])

    def describe(self, day: date, title: str, **properties: str) -> None:
        """Set title, day and further properties: subject, creator, description, generator."""
        meta = self._document.meta
        for found in meta.get_elements("//office:meta"):
            found.clear()
        meta.title, meta.language = title, "ru-RU"
        meta.creation_date = meta.date = datetime.combine(day, time())
        for name, value in properties.items():
            setattr(meta, name, value)

    def data(self) -> bytes:
        """Return the file; the same contents give the same bytes."""
        buffer = io.BytesIO()
        self._document.save(buffer)
        return without_times(buffer)


def _setting(name: str, value: int | str) -> Element:
    kind = "string" if isinstance(value, str) else "short" if name.endswith("Mode") else "int"
    made = element("config:config-item", {"config:name": name, "config:type": kind})
    made.text = str(value)
    return made
