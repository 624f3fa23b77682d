"""Makes the styles of an OpenDocument text of those of a Word file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from csprog.exporting.opendocument.package import OpenDocumentFile, add, element
from csprog.exporting.word.page_setup import CELL_STYLE, FONT, SIZES, TEXT_WIDTH

Properties = Mapping[str, str | None]


class TextStyles:
    """The styles of one text; each is made when it is first used."""

    bullets = "Bullets"

    def __init__(self, document: Document, file: OpenDocumentFile) -> None:
        """Add the paragraph styles of a Word file to `file`."""
        self._file = file
        self._automatic: dict[tuple[Any, ...], str] = {}
        font = {"fo:font-family": f"'{FONT}'", "fo:language": "ru", "fo:country": "RU"}
        default = element("style:default-style", {"style:family": "paragraph"}, element("style:text-properties", font))
        add(file.common, [default])
        for name in (*SIZES, CELL_STYLE):
            self._add_paragraph_style(name, document.styles[name])
        level = {"text:level": "1", "text:bullet-char": "•"}
        label = {"text:space-before": "0.6cm", "text:min-label-width": "0.6cm"}
        bullet = element("text:list-level-style-bullet", level, element("style:list-level-properties", label))
        add(file.automatic, [element("text:list-style", {"style:name": self.bullets}, bullet)])

    def _add_paragraph_style(self, name: str, style: Any) -> None:
        spaces = style.paragraph_format
        paragraph = element(
            "style:paragraph-properties",
            {
                "fo:margin-top": f"{spaces.space_before.pt if spaces.space_before else 0}pt",
                "fo:margin-bottom": f"{spaces.space_after.pt if spaces.space_after else 0}pt",
                "fo:keep-with-next": "always" if name.startswith("Heading") else None,
            },
        )
        if name == "Footer":
            stop = element("style:tab-stop", {"style:position": f"{TEXT_WIDTH}cm", "style:type": "right"})
            add(paragraph, [element("style:tab-stops", None, stop)])
        size, bold = f"{style.font.size.pt}pt", "bold" if style.font.bold else None
        text = element("style:text-properties", {"fo:font-size": size, "fo:font-weight": bold})
        named = {"style:name": _encoded(name), "style:display-name": name, "style:family": "paragraph"}
        add(self._file.common, [element("style:style", named, paragraph, text)])

    def automatic(self, family: str, kind: str, properties: Properties, parent: str | None = None) -> str:
        """Return the name of a style with `properties` of a kind, like table-cell."""
        key = (family, kind, parent, *sorted((name, value) for name, value in properties.items() if value))
        if key not in self._automatic:
            name = self._automatic[key] = f"{family.replace('table-', '')}{len(self._automatic) + 1}"
            named = {"style:name": name, "style:family": family, "style:parent-style-name": parent}
            made = element("style:style", named, element(f"style:{kind}-properties", properties))
            add(self._file.automatic, [made])
        return self._automatic[key]

    def paragraph(self, block: Paragraph) -> str:
        """Return the name of a paragraph's style, with what it alone has."""
        shape = block.paragraph_format
        name = str(block.style.name) if block.style else "Normal"
        own = {
            "fo:break-before": "page" if shape.page_break_before else None,
            "fo:text-align": "end" if shape.alignment == WD_ALIGN_PARAGRAPH.RIGHT else None,
        }
        common = _encoded(name if name in (*SIZES, CELL_STYLE) else "Normal")
        return self.automatic("paragraph", "paragraph", own, common) if any(own.values()) else common

    def run(self, run: Run) -> str | None:
        """Return the name of a run's style, None if it has none of its own."""
        colour = run.font.color.rgb if run.font.color and run.font.color.type else None
        own = {
            "fo:font-weight": "bold" if run.bold else None,
            "style:text-underline-style": "solid" if run.underline else None,
            "style:text-line-through-style": "solid" if run.font.strike else None,
            "fo:color": f"#{colour}".lower() if colour else None,
        }
        return self.automatic("text", "text", own) if any(own.values()) else None


def _encoded(name: str) -> str:
    return name.replace(" ", "_20_")
