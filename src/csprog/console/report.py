"""A report in the terminal: chapters, tables, bars."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from csprog.console.screen import screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from csprog.arrangement.report.document import Bar, Chapter, Column, Document, Part
    from csprog.arrangement.report.document import Table as ReportTable

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
    console = screen()
    console.print(Text(f"{document.organisation} · {document.title}", style="bold"))
    for line in document.lines:
        console.print(Text(line))
    known: set[Part] = set()
    for chapter in document.chapters:
        _show_chapter(console, chapter, known)


def _show_chapter(console: Console, chapter: Chapter, known: set[Part]) -> None:
    """Show a chapter; what the signs of its bars mean is told below a table that has one not `known` yet."""
    console.print()
    console.print(Text(chapter.title, style="bold"))
    for line in chapter.lines:
        console.print(Padding(Text(line), (0, 0, 0, 2), expand=False))
    for item in chapter.items:
        console.print(Padding(_item(item), (0, 0, 0, 2), expand=False))
    for table in chapter.tables:
        console.print()
        console.print(Padding(Text(table.caption, style="underline"), (0, 0, 0, 2), expand=False))
        for piece in _pieces(table, console.width):
            console.print(Padding(_table(piece, console.width), (0, 0, 0, 2), expand=False))
        if {part for part, _ in table.key} - known:
            known.update(part for part, _ in table.key)
            console.print(Padding(_key(table), (0, 0, 0, 2), expand=False))


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


def _table(table: ReportTable, width: int) -> Table:
    """Return a table for a terminal `width` columns wide; numbers stay on one line if there is room for them."""
    bar = 10 if width < NARROW else 20
    shown = Table(box=None, show_header=any(column.name for column in table.columns), padding=(0, 2, 0, 0))
    spans = [_span(table, place, bar) for place in range(len(table.columns))]
    left = width - 2 - NAME - 2 - sum(least + 2 for least, _ in spans[1:])
    others = min(max(0, left) // 2, sum(most - least for least, most in spans[1:]))  # what other texts get of it
    for place, column in enumerate(table.columns):
        shown.add_column(
            _heading(column),
            header_style="dim",
            justify="right" if column.kind == "number" else "left",
            no_wrap=column.kind == "chart" or (column.kind == "number" and left >= 0),
            width=None if place else min(NAME + max(0, left) - others, spans[0][1]),
            overflow="fold",
        )
    for row in table.rows:
        pairs = zip(table.columns, row.cells, strict=True)
        cells = [_drawn(cell.bar, bar) if column.kind == "chart" else Text(cell.text) for column, cell in pairs]
        shown.add_row(*cells, style="bold" if row.strong else None)
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


def _heading(column: Column) -> Text:
    """Return a column's name; above numbers a word a line, for there it must not widen the column."""
    if column.kind == "chart":
        return Text("")
    return Text("\n".join(column.name.split()) if column.kind == "number" else column.name)


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
    item.add_row(Text("–"), Text(text))
    return item
