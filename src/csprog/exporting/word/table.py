"""Builds tables of a Word file: repeated headers, unsplit rows, merged cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, RGBColor
from docx.text.run import Run

from csprog.exporting.word.page_setup import CELL_STYLE, TEXT_WIDTH

Merge = Literal["restart", "continue"]
BLACK = "000000"


@dataclass(frozen=True, slots=True)
class TextRun:
    """A part of a paragraph; `colour` is RRGGBB."""

    text: str
    bold: bool = False
    colour: str = BLACK
    underlined: bool = False
    struck: bool = False


Paragraphs = tuple[tuple[TextRun, ...], ...]


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell that spans `span` columns; `merge` begins or continues a merge over rows."""

    paragraphs: Paragraphs
    span: int = 1
    merge: Merge | None = None


def text_cell(text: str, *, bold: bool = False, span: int = 1, merge: Merge | None = None) -> TableCell:
    """Return a cell with a paragraph for each line of `text`."""
    return TableCell(paragraphs_of(text, bold=bold), span, merge)


def paragraphs_of(text: str, *, bold: bool = False) -> Paragraphs:
    """Return a paragraph for each line of `text`."""
    return tuple((TextRun(line.strip(), bold),) for line in text.split("\n"))


class TableWriter:
    """A table that is written row by row."""

    def __init__(self, document: Document, widths: Sequence[float], caption: str) -> None:
        """Add an empty table to the end of the document.

        `widths` are relative; `caption` is not printed, screen readers read it aloud.
        """
        self._table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
        self._table.autofit = False
        self._style = document.styles[CELL_STYLE].style_id
        self._widths = [Cm(TEXT_WIDTH * width / sum(widths)) for width in widths]
        # LibreOffice takes widths from the columns, Word from the cells: without both one of them draws equal columns
        for column, width in zip(self._table.columns, self._widths, strict=True):
            column.width = width
        element = OxmlElement("w:tblCaption")
        element.set(qn("w:val"), caption)
        self._table._tblPr.append(element)  # noqa: SLF001 - python-docx has no API for captions

    def add_header(self, *names: str) -> None:
        """Add a row that is repeated on each page."""
        row = self.add_row(*(TableCell(((TextRun(name, bold=True),),)) for name in names), background="E7E6E6")
        row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    def add_row(self, *cells: TableCell, background: str | None = None, keep_with_next: bool = False) -> Any:
        """Add a row and return its element; `background` is RRGGBB.

        No page ends between a row with `keep_with_next` and the row after it.
        """
        row: Any = self._table._tbl.add_tr()  # noqa: SLF001 - add_row() of python-docx is quadratic in the rows
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        column = 0
        for cell in cells:
            element = row.add_tc()
            element.width = sum(self._widths[column : column + cell.span])
            if cell.span > 1:
                element.grid_span = cell.span
            element.vMerge = cell.merge
            if background:
                shading = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{background}"/>')
                element.get_or_add_tcPr().append(shading)
            self._fill(element, cell.paragraphs, keep_with_next=keep_with_next)
            column += cell.span
        return row

    def _fill(self, cell: Any, paragraphs: Paragraphs, *, keep_with_next: bool) -> None:
        # Elements, since python-docx's own paragraphs look up their style for each one
        for number, runs in enumerate(paragraphs or ((),)):
            paragraph = cell.p_lst[0] if number == 0 else cell.add_p()
            paragraph.style = self._style
            if keep_with_next:
                paragraph.get_or_add_pPr().get_or_add_keepNext()
            for text_run in runs:
                element = paragraph.add_r()
                element.text = text_run.text
                run = Run(element, self._table)
                run.bold = text_run.bold or None
                run.underline = text_run.underlined or None
                run.font.strike = text_run.struck or None
                if text_run.colour != BLACK:
                    run.font.color.rgb = RGBColor.from_string(text_run.colour)
