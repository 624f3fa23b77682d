"""The sheet of paper: its size, its styles, its language, what stands at the foot of every page."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, time
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from csprog.views.typography import long_date
from csprog.views.year.model import YearView

WIDTH = 26.7
"""What the margins leave of A4's long side, in centimetres."""
CELL_TEXT = "Table Text"
"""The style of a table's paragraphs."""
_FONT = "Times New Roman"
_SIZES = {"Title": 18, "Subtitle": 13, "Heading 1": 14, "Heading 2": 12, "Heading 3": 11, "Normal": 11, "Footer": 9}
_UNIX = 3
_STRAY = ("/stylesWithEffects", "/thumbnail", "/extended-properties")


def sheet(page: YearView, version: str) -> Document:
    """Return an empty document, ready to be written on; `version` is csprog's."""
    document = docx.Document()
    _clear(document)
    _cut(document)
    _style(document)
    _speak_russian(document)
    stated = f"По состоянию на {long_date(page.day)}, csprog {version}"
    _describe(document, page, stated, version)
    _foot(document, f"Программа на {page.year} год. {stated}")
    return document


def saved(document: Document) -> bytes:
    """Return the file; python-docx stamps each part with the clock's time, which is taken off (1980 stands there)."""
    stamped, plain = io.BytesIO(), io.BytesIO()
    document.save(stamped)
    with zipfile.ZipFile(stamped) as parts, zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED) as file:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name)
            part.create_system = _UNIX
            part.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(part, parts.read(name))
    return plain.getvalue()


def _clear(document: Document) -> None:
    """Take out what is of python-docx's template alone: its preview, its count of pages, its styles again for Word 2010."""
    for relations in (document.part.rels, document.part.package.rels):
        for number in [number for number, one in relations.items() if one.reltype.endswith(_STRAY)]:
            del relations[number]


def _cut(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.5)
    section.header_distance = section.footer_distance = Cm(0.8)


def _style(document: Document) -> None:
    styles = document.styles
    cells = styles.add_style(CELL_TEXT, WD_STYLE_TYPE.PARAGRAPH)
    cells.base_style = styles["Normal"]
    for name, size in {**_SIZES, CELL_TEXT: 9.5}.items():
        style: Any = styles[name]
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.font.italic = False
        _write_in(style, _FONT)
        style.paragraph_format.line_spacing = 1.0
        style.paragraph_format.space_after = Pt(2 if name == CELL_TEXT else 6)
    cells.paragraph_format.space_before = Pt(2)
    for name in ("Title", "Subtitle"):
        for ornament in list(styles[name].element.iter(qn("w:pBdr"), qn("w:spacing"))):
            if ornament.getparent().tag != qn("w:pPr") or ornament.tag == qn("w:pBdr"):
                ornament.getparent().remove(ornament)


def _write_in(style: Any, font: str) -> None:
    """Set the font for all scripts; the theme's, which Word's own template names besides, would go first."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)


def _speak_russian(document: Document) -> None:
    """Say that the text is Russian: for the spelling checker, for hyphens, for who has it read aloud."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "ru-RU")
    signs = {"themeFontLang": "ru-RU", "decimalSymbol": ",", "listSeparator": ";"}
    for name, value in signs.items():
        for setting in document.settings.element.iter(qn(f"w:{name}")):
            setting.set(qn("w:val"), value)


def _describe(document: Document, page: YearView, stated: str, version: str) -> None:
    about, moment = document.core_properties, datetime.combine(page.day, time(), UTC).replace(tzinfo=None)
    about.title = f"{page.passport.title}, {page.year} год"[:255]
    about.subject = f"План и отчёт о выполнении за {page.year} год"
    about.author = page.passport.organisation[:255]
    about.last_modified_by = f"csprog {version}"
    about.comments = stated
    about.keywords = f"Программа; {page.year}"
    about.language = "ru-RU"
    about.created = about.modified = moment
    about.revision = 1


def _foot(document: Document, stated: str) -> None:
    stops = document.styles["Footer"].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Cm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    foot = document.sections[0].footer.paragraphs[0]
    foot.add_run(f"{stated}\tСтраница ")
    _field(foot, "PAGE")
    foot.add_run(" из ")
    _field(foot, "NUMPAGES")


def _field(paragraph: Paragraph, what: str) -> None:
    """Add a number that the word processor counts."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), what)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no fields
    shown = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    shown.append(text)
    field.append(shown)
