"""Joins rows of a sheet that are paragraphs of one cell of Word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from csprog.importing.mapping.layout import Layout
from csprog.importing.readers.document import Cell, Row, Table


def joined_rows(table: Table, first: int, layout: Layout) -> Iterator[Row]:
    """Yield the rows from index `first` on, in a sheet those of one measure as one.

    Word's table pasted into Excel gives a row to each paragraph, and merges the cells beside it.
    """
    last: Row | None = None
    for row in table.rows[first:]:
        if last is not None and table.is_sheet and _is_further_paragraph(row, layout):
            last = _joined(last, row)
            continue
        if last is not None:
            yield last
        last = row
    if last is not None:
        yield last


def _is_further_paragraph(row: Row, layout: Layout) -> bool:
    """Tell whether number, deadline and all but one of the other cells go on from the row above."""
    cells = layout.cells(row)
    if not all(cells[role].merged for role in ("number", "due") if role in cells):
        return False
    own = [cell for cell in row.cells if cell.lines and not cell.merged]
    return "due" in cells and len(own) == 1


def _joined(above: Row, below: Row) -> Row:
    """Return a row with the lines of the cells below appended to those of the same columns."""
    lines = {cell.column: cell.lines for cell in below.cells if not cell.merged}

    def joined(cell: Cell) -> Cell:
        return replace(cell, lines=(*cell.lines, *lines.get(cell.column, ())))

    return Row(above.place, tuple(map(joined, above.cells)))
