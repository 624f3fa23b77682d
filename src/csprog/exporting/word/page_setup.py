"""Sets up a Word file: page size, styles, language, properties, footer."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from csprog.exporting.archive_times import without_times
from csprog.views.typography import long_date
from csprog.views.year.model import YearView

TEXT_WIDTH = 26.7
"""Width between the margins of A4 landscape, in centimetres."""
CELL_STYLE = "Table Text"
"""Name of the style of a table's paragraphs."""
FONT = "Times New Roman"
"""The font of all text."""
SIZES = {"Title": 18, "Subtitle": 13, "Heading 1": 14, "Heading 2": 12, "Heading 3": 11, "Normal": 11, "Footer": 9}
"""The styles of paragraphs and their sizes in points."""
_TEMPLATE_PARTS = ("/stylesWithEffects", "/thumbnail", "/extended-properties")


def new_document(page: YearView, version: str, footer: str | None = None) -> Document:
    """Return an empty A4 landscape document; `version` is csprog's.

    The footer names the plan and the day, unless another one is given.
    """
    document = docx.Document()
    _remove_template_parts(document)
    _set_page_size(document)
    _set_styles(document)
    _set_language(document)
    source = f"По состоянию на {long_date(page.day)}"
    _set_properties(document, page, f"{source}, csprog {version}", version)
    _write_footer(document, footer or f"Программа на {page.year} год. {source}")
    return document


def as_bytes(document: Document) -> bytes:
    """Return the file; the same document gives the same bytes.

    python-docx stamps each part of the archive with the current time; it is replaced by the earliest one, 1980.
    """
    stamped = io.BytesIO()
    document.save(stamped)
    return without_times(stamped)


def _remove_template_parts(document: Document) -> None:
    """Remove preview, page count and Word 2010 styles of python-docx's template."""
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(_TEMPLATE_PARTS)]:
            del relations[key]


def _set_page_size(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.5)
    section.header_distance = section.footer_distance = Cm(0.8)


def _set_styles(document: Document) -> None:
    styles = document.styles
    cells = styles.add_style(CELL_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    cells.base_style = styles["Normal"]
    for name, size in {**SIZES, CELL_STYLE: 9.5}.items():
        style: Any = styles[name]
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.font.italic = False
        _set_font(style, FONT)
        style.paragraph_format.line_spacing = 1.0
        style.paragraph_format.space_after = Pt(2 if name == CELL_STYLE else 6)
    cells.paragraph_format.space_before = Pt(2)
    for name in ("Title", "Subtitle"):
        for ornament in list(styles[name].element.iter(qn("w:pBdr"), qn("w:spacing"))):
            if ornament.getparent().tag != qn("w:pPr") or ornament.tag == qn("w:pBdr"):
                ornament.getparent().remove(ornament)


def _set_font(style: Any, font: str) -> None:
    """Set the font for all scripts; remove the theme's fonts, which take precedence."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)


def _set_language(document: Document) -> None:
    """Mark the text as Russian for spelling checkers, hyphenation and screen readers."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "ru-RU")
    settings = {"themeFontLang": "ru-RU", "decimalSymbol": ",", "listSeparator": ";"}
    for name, value in settings.items():
        for setting in document.settings.element.iter(qn(f"w:{name}")):
            setting.set(qn("w:val"), value)


def _set_properties(document: Document, page: YearView, source: str, version: str) -> None:
    properties = document.core_properties
    properties.title = f"{page.passport.title}, {page.year} год"[:255]
    properties.subject = f"План и отчёт о выполнении за {page.year} год"
    properties.author = page.passport.organisation[:255]
    properties.last_modified_by = f"csprog {version}"
    properties.comments = source
    properties.keywords = f"Программа; {page.year}"
    properties.language = "ru-RU"
    properties.created = properties.modified = datetime.combine(page.day, time())
    properties.revision = 1


def _write_footer(document: Document, text: str) -> None:
    stops = document.styles["Footer"].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Cm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    footer = document.sections[0].footer.paragraphs[0]
    footer.add_run(f"{text}\tСтраница ")
    _add_field(footer, "PAGE")
    footer.add_run(" из ")
    _add_field(footer, "NUMPAGES")


def _add_field(paragraph: Paragraph, name: str) -> None:
    """Add a number that the word processor computes."""
    field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no API for fields
