"""A table of the Word file: repeated heads, rows that no page break splits, cells merged over rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, RGBColor
from docx.text.run import Run

from csprog.exporting.word.page_setup import CELL_TEXT, WIDTH

Merge = Literal["restart", "continue"]
INK = "000000"


@dataclass(frozen=True, slots=True)
class Words:
    """A part of a paragraph; `colour` as RRGGBB."""

    text: str
    bold: bool = False
    colour: str = INK


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its paragraphs, how many columns it takes, whether it begins or goes on a merging over rows."""

    paragraphs: tuple[tuple[Words, ...], ...] = ((),)
    span: int = 1
    merge: Merge | None = None


def told(text: str, *, bold: bool = False) -> tuple[tuple[Words, ...], ...]:
    """Return a text of the plan as a cell's paragraphs."""
    return tuple((Words(line.strip(), bold),) for line in text.split("\n"))


class Grid:
    """A table that is filled row by row. `widths` are parts of the whole width, `title` is for who can't see it."""

    def __init__(self, document: Document, widths: Sequence[float], title: str) -> None:
        """Add the table to the end of the document."""
        self._table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
        self._table.autofit = False
        self._text = document.styles[CELL_TEXT].style_id
        whole = sum(widths)
        self._widths = [Cm(WIDTH * width / whole) for width in widths]
        # LibreOffice takes widths from the columns, Word from the cells: without both one of them draws equal columns
        for column, width in zip(self._table.columns, self._widths, strict=True):
            column.width = width
        caption = OxmlElement("w:tblCaption")
        caption.set(qn("w:val"), title)
        properties = self._table._tblPr  # noqa: SLF001 - python-docx knows no caption
        properties.append(caption)

    def head(self, *names: str) -> None:
        """Add a row that is repeated on each page."""
        row = self.row(*(Cell(((Words(name, bold=True),),)) for name in names), ground="E7E6E6")
        header = OxmlElement("w:tblHeader")
        row.get_or_add_trPr().append(header)

    def row(self, *cells: Cell, ground: str | None = None, holds_next: bool = False) -> Any:
        """Add a row; `ground` is its colour as RRGGBB; no page ends between one that `holds_next` and the next."""
        row: Any = self._table._tbl.add_tr()  # noqa: SLF001 - add_row() looks at all rows before it
        properties = row.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        column = 0
        for cell in cells:
            made = row.add_tc()
            made.width = sum(self._widths[column : column + cell.span])
            if cell.span > 1:
                made.grid_span = cell.span
            made.vMerge = cell.merge
            if ground:
                _shade(made, ground)
            self._fill(made, cell.paragraphs, holds_next=holds_next)
            column += cell.span
        return row

    def _fill(self, made: Any, paragraphs: Sequence[Sequence[Words]], *, holds_next: bool) -> None:
        """Write a cell by its elements: python-docx's own paragraphs look their style up anew for each."""
        for number, parts in enumerate(paragraphs or ((),)):
            paragraph = made.p_lst[0] if number == 0 else made.add_p()
            paragraph.style = self._text
            if holds_next:
                paragraph.get_or_add_pPr().get_or_add_keepNext()
            for part in parts:
                element = paragraph.add_r()
                element.text = part.text
                run = Run(element, self._table)
                run.bold = part.bold or None
                if part.colour != INK:
                    run.font.color.rgb = RGBColor.from_string(part.colour)


def _shade(made: Any, ground: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", ground)):
        shade.set(qn(f"w:{name}"), value)
    made.get_or_add_tcPr().append(shade)
