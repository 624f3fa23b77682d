"""Writes the Word file of a plan as an OpenDocument text, part by part."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from odfdo import Element, Span
from odfdo import Paragraph as OdfParagraph

from csprog.exporting.opendocument.package import OpenDocumentFile, add, element
from csprog.exporting.opendocument.text_styles import TextStyles
from csprog.exporting.opendocument.text_table import odf_table
from csprog.exporting.subject import Subject
from csprog.exporting.word.document import word_document

_HEADING = "Heading "
_BULLETS = "List Bullet"


def make(subject: Subject) -> bytes:
    """Return the OpenDocument text; the same subject gives the same bytes."""
    document, file = word_document(subject), OpenDocumentFile("text")
    styles = TextStyles(document, file)
    add(file.body, _blocks(document, styles))
    _set_footer(document, file)
    properties = document.core_properties
    described = {"subject": properties.subject, "creator": properties.author, "description": properties.comments}
    file.describe(subject.evaluation.day, properties.title, generator=properties.last_modified_by, **described)
    return file.data()


def _blocks(document: Document, styles: TextStyles) -> Iterator[Element]:
    items: Element | None = None  # the list that is being written
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph) and _style(block) == _BULLETS:
            if items is None:
                yield (items := element("text:list", {"text:style-name": styles.bullets}))
            add(items, [element("text:list-item", None, paragraph(block, styles))])
            continue
        items = None
        if isinstance(block, Table):
            yield odf_table(block, styles)
        else:
            yield paragraph(block, styles)


def _style(block: Paragraph) -> str:
    return str(block.style.name) if block.style else ""


def paragraph(block: Paragraph, styles: TextStyles) -> Element:
    """Return a paragraph or heading of Word as OpenDocument's."""
    name, used = _style(block), styles.paragraph(block)
    if name.startswith(_HEADING):
        level = name.removeprefix(_HEADING)
        made = element("text:h", {"text:style-name": used, "text:outline-level": level})
    else:
        made = OdfParagraph(style=used)
    for run in block.runs:
        add(made, [Span(run.text, style=styles.run(run))])
    return made


def _set_footer(document: Document, file: OpenDocumentFile) -> None:
    words, _, page = document.sections[0].footer.paragraphs[0].text.partition("\t")
    line = element("text:p", {"text:style-name": "Footer"}, Span(words), element("text:tab"))
    add(line, [Span(page.partition(" ")[0] + " "), element("text:page-number", {"text:select-page": "current"})])
    add(line, [Span(" из "), element("text:page-count")])
    file.set_page([line])
