"""Writes a table of a Word file as OpenDocument's: merged cells, repeated heads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from docx.table import Table
from docx.text.run import Run
from odfdo import Element, Span
from odfdo import Paragraph as OdfParagraph

from csprog.exporting.opendocument.package import add, element
from csprog.exporting.opendocument.text_styles import TextStyles
from csprog.exporting.word.page_setup import CELL_STYLE

_CELL = {"fo:border": "0.5pt solid #000000", "fo:padding": "0.1cm"}


def odf_table(table: Table, styles: TextStyles) -> Element:
    """Return a table of Word as OpenDocument's."""
    grid: Any = table._tbl  # noqa: SLF001 - the cells of python-docx are found anew for each row
    caption = grid.tblPr.find(qn("w:tblCaption"))
    made = element("table:table", {"table:name": None if caption is None else caption.get(qn("w:val"))})
    for column in table.columns:
        width = {"style:column-width": f"{column.width.cm:.3f}cm" if column.width else None}
        name = styles.automatic("table-column", "table-column", width)
        add(made, [element("table:table-column", {"table:style-name": name})])
    rows = list(grid.tr_lst)
    heads = sum(row.trPr is not None and row.trPr.find(qn("w:tblHeader")) is not None for row in rows)
    written = [_row(rows, index, table, styles) for index in range(len(rows))]
    add(made, [element("table:table-header-rows", None, *written[:heads])] if heads else [])
    add(made, written[heads:])
    return made


def _row(rows: list[Any], index: int, table: Table, styles: TextStyles) -> Element:
    name = styles.automatic("table-row", "table-row", {"fo:keep-together": "always"})
    made = element("table:table-row", {"table:style-name": name})
    for cell in rows[index].tc_lst:
        add(made, _cells(rows, index, cell, table, styles))
    return made


def _cells(rows: list[Any], index: int, cell: Any, table: Table, styles: TextStyles) -> Iterator[Element]:
    """Yield a cell and those that it covers beside it."""
    if cell.vMerge == "continue":
        yield from (element("table:covered-table-cell") for _ in range(cell.grid_span))
        return
    shading = cell.tcPr.find(qn("w:shd")) if cell.tcPr is not None else None
    colour = {"fo:background-color": None if shading is None else f"#{shading.get(qn('w:fill'))}".lower()}
    attributes = {
        "table:style-name": styles.automatic("table-cell", "table-cell", _CELL | colour),
        "office:value-type": "string",
        "table:number-columns-spanned": str(cell.grid_span) if cell.grid_span > 1 else None,
    }
    if cell.vMerge == "restart":
        attributes["table:number-rows-spanned"] = str(_height(rows, index, cell.grid_offset))
    yield element("table:table-cell", attributes, *(_paragraph(each, table, styles) for each in cell.p_lst))
    yield from (element("table:covered-table-cell") for _ in range(cell.grid_span - 1))


def _height(rows: list[Any], index: int, column: int) -> int:
    """Return the number of rows over which the cell of a column is merged."""
    height = 1
    for row in rows[index + 1 :]:
        if not any(cell.grid_offset == column and cell.vMerge == "continue" for cell in row.tc_lst):
            break
        height += 1
    return height


def _paragraph(source: Any, table: Table, styles: TextStyles) -> Element:
    made = OdfParagraph(style=CELL_STYLE.replace(" ", "_20_"))
    for each in source.r_lst:
        run = Run(each, table)
        add(made, [Span(run.text, style=styles.run(run))])
    return made
