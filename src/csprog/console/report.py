"""A report in the terminal: chapters, tables, bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich.table import Table
from rich.text import Text

from csprog.console.terminal import Terminal, plain_table, styled
from csprog.views.report.document import Bar, Chapter, Document, Part, ReportColumn, TableRow
from csprog.views.report.document import Table as ReportTable

NARROW = 100  # columns, below which bars are short
NAME = 14  # columns that the first text of a row needs at least
_SIGNS: dict[Part, tuple[str, str]] = {
    "in-time": ("█", "green"),
    "delayed": ("▓", "yellow"),
    "failed": ("▒", "red"),
    "open": ("█", "blue"),
}
_REST = ("░", "dim")


def show_report(document: Document) -> None:
    """Show a report."""
    out = Terminal()
    out.print_paragraph((f"{document.organisation} · {document.title}", "bold"))
    for line in document.lines:
        out.print_paragraph((line, ""))
    known: set[Part] = set()
    for chapter in document.chapters:
        _show_chapter(out, chapter, known)


def _show_chapter(out: Terminal, chapter: Chapter, known: set[Part]) -> None:
    """Show a chapter; what the signs of its bars mean is told below a table that has one not `known` yet."""
    out.line()
    out.print_paragraph((chapter.title, "bold"))
    for line in chapter.lines:
        out.print_block(styled((line, "")))
    for item in chapter.items:
        out.print_block(_item(item))
    for table in chapter.tables:
        out.line()
        out.print_block(styled((table.caption, "underline")))
        drawn = [_show_table(out, piece) for piece in _pieces(table, out.width)]
        if all(drawn) and {part for part, _ in table.key} - known:
            known.update(part for part, _ in table.key)
            out.print_block(_key(table))


def _pieces(table: ReportTable, width: int) -> Iterator[ReportTable]:
    """Return a table of numbers alone (years, say) in pieces that have room side by side; any other whole."""
    spans = [_span(table, place, 0)[0] for place in range(len(table.columns))]
    kept: list[int] = []
    if all(column.kind == "number" for column in table.columns[1:]):
        for place in range(1, len(table.columns)):
            if kept and 2 + NAME + 2 + sum(spans[one] + 2 for one in (*kept, place)) > width:
                yield _piece(table, kept)
                kept = []
            kept.append(place)
    yield _piece(table, kept) if kept else table


def _piece(table: ReportTable, places: list[int]) -> ReportTable:
    """Return the first column of a table and those at `places`."""
    kept = (0, *places)
    rows = tuple(replace(row, cells=tuple(row.cells[place] for place in kept)) for row in table.rows)
    return replace(table, columns=tuple(table.columns[place] for place in kept), rows=rows)


def _show_table(out: Terminal, table: ReportTable) -> bool:
    """Show a table; its last row is a total if it is strong. Return False if there is no room for columns."""
    bar = 10 if out.width < NARROW else 20
    spans = [_span(table, place, bar) for place in range(len(table.columns))]
    left = out.width - 2 - NAME - 2 - sum(least + 2 for least, _ in spans[1:])
    roomy = left >= 0
    cells = _row if roomy else _block
    rows = [cells(row, table.columns, bar) for row in table.rows]
    total = rows.pop() if rows and table.rows[-1].strong else ()
    out.print_table(_table(table, spans, left) if roomy else plain_table(""), rows, total)
    return roomy


def _block(row: TableRow, columns: Sequence[ReportColumn], _bar: int) -> list[Text]:
    """Return a row as one text for a narrow terminal: its first cell, below it the others with their headings."""
    style = "bold" if row.strong else ""
    told = [
        f"{column.name}: {cell.text}" if column.name else cell.text
        for column, cell in zip(columns[1:], row.cells[1:], strict=True)
        if column.kind != "chart" and cell.text
    ]
    return [styled((row.cells[0].text, style), (f"\n{', '.join(told)}", style or "dim"))]


def _row(row: TableRow, columns: Sequence[ReportColumn], bar: int) -> list[Text]:
    style = "bold" if row.strong else ""
    pairs = zip(columns, row.cells, strict=True)
    return [_drawn(cell.bar, bar) if column.kind == "chart" else styled((cell.text, style)) for column, cell in pairs]


def _table(table: ReportTable, spans: Sequence[tuple[int, int]], left: int) -> Table:
    """Return the empty table, of whose width texts share what is `left`; numbers stay on one line."""
    shown = plain_table(headed=any(column.name for column in table.columns))
    others = min(left // 2, sum(most - least for least, most in spans[1:]))  # what other texts get of it
    for place, column in enumerate(table.columns):
        shown.add_column(
            _heading(column),
            header_style="dim",
            justify="right" if column.kind == "number" else "left",
            no_wrap=column.kind != "text",
            width=None if place else min(NAME + left - others, spans[0][1]),
            overflow="fold",
        )
    return shown


def _span(table: ReportTable, place: int, bar: int) -> tuple[int, int]:
    """Return how wide a column must be at least, numbers whole and texts by their longest words, and at most."""
    column, texts = table.columns[place], [row.cells[place].text for row in table.rows]
    most = max(map(len, [*texts, column.name]))
    if column.kind == "chart":
        return bar, bar
    if column.kind == "text":
        return max((len(word) for text in (*texts, column.name) for word in text.split()), default=0), most
    least = max(map(len, [*texts, *column.name.split()]))
    return least, least


def _heading(column: ReportColumn) -> Text:
    """Return a column's name; above numbers a word a line, for there it must not widen the column."""
    if column.kind == "chart":
        return Text("")
    return styled(("\n".join(column.name.split()) if column.kind == "number" else column.name, ""))


def _drawn(bar: Bar | None, width: int) -> Text:
    """Return a bar; a part that is there at all is a sign long at least."""
    if bar is None:
        return Text("")
    drawn, end = Text(), 0.0
    for part, share in bar.parts:
        sign, style = _SIGNS[part]
        end += share
        drawn.append(sign * max(round(width * end / 100) - len(drawn), 1 if share and len(drawn) < width else 0), style)
    return drawn.append(_REST[0] * (width - len(drawn)), _REST[1])


def _key(table: ReportTable) -> Text:
    said = Text(style="dim")
    for part, meaning in table.key:
        sign, style = _SIGNS[part]
        said.append(sign, style).append(f" {meaning}   ")
    return said


def _item(text: str) -> Table:
    """Return an item of a list, its lines below one another."""
    item = Table.grid(padding=(0, 1, 0, 0))
    item.add_row("–", styled((text, "")))
    return item
