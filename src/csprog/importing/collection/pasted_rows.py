"""Reads rows that were copied out of a spreadsheet, with the row of headings above them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from csprog.exporting.excel.columns import COLUMNS
from csprog.exporting.excel.responses import RowMark, measure_digest, payments
from csprog.findings import CellFinding
from csprog.i18n import Message
from csprog.importing.collection.cell_values import quoted, text_of
from csprog.importing.collection.collected_rows import CellPosition, ResponseRow
from csprog.importing.collection.response_reader import column_name, read_response
from csprog.parsing.names import find_name, read_id
from csprog.programme.model import Programme

_NEEDED = ("number", "done")
_TABLE = ""  # what findings are named by: the cell alone, as in the sheet that was copied


def read_pasted(programme: Programme, text: str) -> Iterator[ResponseRow | CellFinding]:
    """Yield the answers in rows of cells that tabs divide, and findings; columns of other heads are findings too."""
    lines = [line for line in csv.reader(StringIO(text), dialect="excel-tab") if any(cell.strip() for cell in line)]
    columns = {name: index for index, cell in enumerate(lines[0] if lines else ()) if (name := column_name(cell))}
    position = CellPosition(_TABLE, "", 0, columns or {"number": 0})
    if missing := [COLUMNS[name].title for name in _NEEDED if name not in columns]:
        titles = ", ".join(f"«{title}»" for title in missing)
        yield position.finding(
            "number", Message("copy the row of headings too: no column is headed {titles}", titles=titles)
        )
        return
    for index, cell in enumerate(lines[0]):
        if cell.strip() and column_name(cell) is None:
            head = CellPosition(_TABLE, "", 0, {"number": index})
            what = Message("csprog knows no column “{title}”; leave it out", title=quoted(cell))
            yield head.finding("number", what)
    for number, line in enumerate(lines[1:], start=1):
        yield from _read(programme, CellPosition(_TABLE, "", number, columns), line)


def _read(programme: Programme, position: CellPosition, line: list[str]) -> Iterator[ResponseRow | CellFinding]:
    cells = {name: line[index] for name, index in position.columns.items() if index < len(line)}
    response, findings = read_response(position, cells)
    yield from findings
    if findings or response.is_empty:
        return
    identifier = read_id(text_of(cells.get("number")) or "")
    placed = next((one for one in programme.measures if one.id == identifier), None)
    if placed is None:
        year = programme.year
        what = Message("the plan of {year} has nothing numbered {number}", year=year, number=quoted(identifier))
        yield position.finding("number", what)
        return
    typed = text_of(cells.get("office"))
    office = find_name(typed, placed.measure.offices) if typed else None
    if typed and office is None:
        yield position.finding("office", Message("{id} has no office “{office}”", id=identifier, office=quoted(typed)))
        return
    recorded = len(payments(placed.measure, office))
    mark = RowMark(programme.year, identifier, office, measure_digest(programme, placed), "", recorded)
    yield ResponseRow(position, mark, response, identifier, office)
