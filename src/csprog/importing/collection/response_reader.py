"""Reads filled-in workbooks: each row by its hidden mark, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from csprog.exporting.excel.columns import COLUMNS, INDICATORS, SUMMARY
from csprog.exporting.excel.responses import MARK, Response, parse_mark
from csprog.findings import CellFinding
from csprog.i18n import Message
from csprog.importing.collection.cell_values import (
    amount_of,
    answer_of,
    day_of,
    deadline_of,
    done_of,
    not_recorded,
    quoted,
    text_of,
)
from csprog.importing.collection.collected_rows import CellPosition, Read, ResponseRow, Unread, columns_of
from csprog.importing.collection.indicator_reader import read_indicators
from csprog.parsing.names import listed
from csprog.programme.enums import TOLD, told_name

_FILLED_IN = tuple(name for name, column in COLUMNS.items() if column.filled_in)
_REQUIRED = tuple(name for name in _FILLED_IN if not COLUMNS[name].optional)
_NAMES_BY_TITLE = {column.title.casefold(): name for name, column in COLUMNS.items()}
_PARSERS = {
    "done": done_of,
    "on": day_of,
    "note": answer_of,
    "reason": answer_of,
    "evidence": answer_of,
    "to": deadline_of,
    "spent": amount_of,
}
"""What reads the cells of departments, by column."""

_COUNTED = {told_name(told).render("ru") for told in TOLD}
"""The words that the formula of the status can give, also of a row that was sorted apart from its cells."""
_FORMULA_ERRORS = ("#", "Err:", "Ошибка:")  # of programs that don't know the formula


def read_responses(file: str, sheets: Mapping[str, list[list[Any]]]) -> list[Read]:
    """Return the rows of the workbook `file` and findings of those that can't be read.

    `sheets` are its cells, by the sheets' names.
    """
    results = [result for sheet, rows in sheets.items() for result in _read_sheet(file, sheet, rows)]
    what = Message("no rows of csprog are left in this file; fill in the file that csprog export made")
    read = any(not isinstance(result, Unread) for result in results)
    return results if read else [CellFinding(file, "", "", what)]


def _read_sheet(file: str, sheet: str, rows: list[list[Any]]) -> Iterator[Read]:
    head, columns = next(((index, columns) for index, row in enumerate(rows) if (columns := _columns(row))), (0, {}))
    if columns:
        yield from _read_section(CellPosition(file, sheet, head, columns), rows)
    elif any(isinstance(cell, str) and parse_mark(cell) for row in rows for cell in row):
        yield _headings_gone(file, sheet, rows)
    elif indicators := list(read_indicators(file, sheet, rows)):
        yield from indicators
    elif sheet not in {SUMMARY, INDICATORS} and any(text_of(cell) for row in rows for cell in row):
        yield Unread(CellFinding(file, sheet, "", Message("this sheet is not recorded: csprog did not make it")))


def _read_section(head: CellPosition, rows: list[list[Any]]) -> Iterator[Read]:
    yield from _merged_answers(head, rows)
    columns, first = head.columns, head.row + 1
    for index, cell in enumerate(rows[head.row]):
        if column_name(cell) in _FILLED_IN and index not in columns.values():
            what = Message("there is another column “{title}”; rename this one", title=quoted(str(cell)))
            yield CellFinding(head.file, head.sheet, xl_rowcol_to_cell(head.row, index), what)
    yield from _added_columns(head, rows)
    comments = _comments(rows)
    for number, row in enumerate(rows[first:], start=first):
        position = CellPosition(head.file, head.sheet, number, columns)
        answered = any(text_of(cell) for cell in answer_cells(columns, row).values())
        for column, words in comments.get(number, {}).items():
            what = Message("the answer is in a comment: “{words}”; type it in the yellow columns", words=quoted(words))
            if answered:
                what = Message("the comment is not recorded: “{words}”", words=quoted(words))
            found = CellFinding(head.file, head.sheet, xl_rowcol_to_cell(number, column), what)
            yield Unread(found) if answered else found
        yield from _read_row(position, row)


def _comments(rows: list[list[Any]]) -> dict[int, dict[int, str]]:
    """Return the comments on cells by row and column."""
    by_row: dict[int, dict[int, str]] = {}
    for (number, column), words in getattr(rows, "comments", {}).items():
        by_row.setdefault(number, {})[column] = words
    return by_row


def _added_columns(head: CellPosition, rows: list[list[Any]]) -> Iterator[Unread]:
    """Tell of columns that somebody has added and filled in beside csprog's own."""
    width = max(map(len, rows), default=0)
    for index in sorted(set(range(width)) - set(head.columns.values())):
        filled = [
            number for number, row in enumerate(rows) if number > head.row and index < len(row) and text_of(row[index])
        ]
        if filled:
            cells = listed(xl_rowcol_to_cell(number, index) for number in filled)
            what = Message("this column is not recorded: csprog did not make it; filled in: {cells}", cells=cells)
            yield Unread(CellFinding(head.file, head.sheet, xl_rowcol_to_cell(head.row, index), what))


def answer_cells(columns: Mapping[str, int], row: Sequence[Any]) -> dict[str, Any]:
    """Return the cells of a row that are filled in by departments; a column that is not there is empty."""
    return {name: row[columns[name]] if name in columns else None for name in _FILLED_IN}


def _headings_gone(file: str, sheet: str, rows: list[list[Any]]) -> CellFinding:
    """Return the finding of a table whose heads aren't those of the export; it names those that are missing."""
    named = [{name for cell in row if (name := column_name(cell))} for row in rows]
    head = max(range(len(named)), key=lambda index: len(named[index]))
    missing = [COLUMNS[name].title for name in _REQUIRED if name not in named[head]]
    if len(named[head]) <= len(missing):
        what = Message("the header row is gone; put it back above the table as csprog export made it")
        return CellFinding(file, sheet, "", what)
    titles = ", ".join(f"«{title}»" for title in missing)
    what = Message(
        "missing column {titles}; restore its heading, or the column, as csprog export made it", titles=titles
    )
    return CellFinding(file, sheet, xl_rowcol_to_cell(head, 0), what)


def _merged_answers(head: CellPosition, rows: list[list[Any]]) -> Iterator[CellFinding]:
    """Refuse answers in cells merged over several rows: they hold one value, for the first row only."""
    answered = {head.columns[name] for name in _FILLED_IN if name in head.columns}
    for (top, left), (bottom, right) in getattr(rows, "merged", ()):
        if bottom > top and bottom > head.row and answered & set(range(left, right + 1)):
            what = Message("this cell is merged over several rows; unmerge it and answer in each row")
            yield CellFinding(head.file, head.sheet, xl_rowcol_to_cell(max(top, head.row + 1), left), what)


def _columns(row: Sequence[Any]) -> dict[str, int]:
    """Return the columns' indices by name, none unless this is the row of headings."""
    columns = columns_of(row, _NAMES_BY_TITLE)
    return columns if columns.keys() >= set(_REQUIRED) else {}


def column_name(cell: Any) -> str | None:
    """Return the name of the column that a cell heads, None if it heads none."""
    return _NAMES_BY_TITLE.get(" ".join(cell.split()).casefold()) if isinstance(cell, str) else None


def _read_row(position: CellPosition, row: Sequence[Any]) -> Iterator[Read]:
    cells = {name: row[index] for name, index in position.columns.items()}
    answers = answer_cells(position.columns, row)
    marked = text_of(cells.get("mark")) or ""
    mark = parse_mark(marked)
    if mark is None:
        yield from _without_mark(position, cells, answers, marked)
        return
    if typed := _typed_status(cells):
        what = Message(
            "the status is calculated, but the cell has “{words}”; type the answer in the yellow columns",
            words=quoted(typed),
        )
        if not any(map(answer_of, answers.values())):
            yield position.finding("standing", what)
            return
        yield Unread(position.finding("standing", not_recorded(COLUMNS["standing"].title, typed)))
    for name in mark.changed({name: _plain(name, cell) for name, cell in cells.items()}):
        yield Unread(position.finding(name, not_recorded(COLUMNS[name].title, cells[name])))
    response, findings = read_response(position, answers)
    yield from findings
    if not findings:
        number, office = text_of(cells.get("number")), text_of(cells.get("office"))
        yield ResponseRow(position, mark, response, number, office)


def read_response(position: CellPosition, cells: Mapping[str, Any]) -> tuple[Response, list[CellFinding]]:
    """Return the answer in the cells of a row, by the columns' names, and findings of what can't be read."""
    values: dict[str, Any] = {name: _PARSERS[name](cells.get(name)) for name in _FILLED_IN}
    findings = [position.finding(name, value) for name, value in values.items() if isinstance(value, Message)]
    return (Response() if findings else Response(**values)), findings


def _without_mark(
    position: CellPosition, cells: Mapping[str, Any], answers: Mapping[str, Any], marked: str
) -> Iterator[Read]:
    filled = [name for name in _FILLED_IN if text_of(answers[name])]
    if filled or marked.startswith(MARK):
        what = Message("this row has lost its hidden mark; copy its answer into the file that csprog export made")
        yield position.finding(filled[0] if filled else "mark", what)
    elif said := [name for name, cell in cells.items() if text_of(cell)]:
        words = quoted(" ".join(text_of(cells[name]) or "" for name in said))
        what = Message("this row is not recorded: csprog did not make it: “{words}”", words=words)
        yield Unread(position.finding(said[0], what))


def _plain(name: str, cell: Any) -> Any:
    """Return the value of a cell; a deadline as a day, however it is typed."""
    if name in {"due", "awaited"} and isinstance(day := day_of(cell), date):
        return day
    return cell


def _typed_status(cells: Mapping[str, Any]) -> str | None:
    """Return what somebody typed over the status of a row; None if it is the formula's."""
    typed = answer_of(cells.get("standing"))
    if typed is None or typed == "0" or typed.startswith(_FORMULA_ERRORS):
        return None
    return None if " ".join(typed.split()).casefold() in _COUNTED else typed
