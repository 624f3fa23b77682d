"""Shows a report: chapters, tables, bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich.table import Table
from rich.text import Text

from csprog.console.terminal import Terminal, plain_table, styled
from csprog.views.report.document import Bar, Chapter, Document, Part, ReportColumn, TableRow
from csprog.views.report.document import Table as ReportTable

NARROW = 100  # columns, below which bars are short
NAME = 14  # columns, the least width of the first column
_SIGNS: dict[Part, tuple[str, str]] = {
    "in-time": ("█", "green"),
    "delayed": ("▓", "yellow"),
    "failed": ("▒", "red"),
    "open": ("▄", "blue"),
}


def show_report(document: Document) -> None:
    """Show a report."""
    out = Terminal()
    out.print_paragraph((f"{document.organisation} · {document.title}", "bold"))
    for line in document.lines:
        out.print_paragraph(line)
    known: set[tuple[Part, str]] = set()
    for chapter in document.chapters:
        _show_chapter(out, chapter, known)


def _show_chapter(out: Terminal, chapter: Chapter, known: set[tuple[Part, str]]) -> None:
    """Show a chapter, and after a table the key of bar signs whose meaning is not in `known`."""
    out.line()
    out.print_paragraph((chapter.title, "bold"))
    for line in chapter.lines:
        out.print_block(styled(line))
    for item in chapter.items:
        out.print_block(_list_item(item))
    for table in chapter.tables:
        out.line()
        out.print_block(styled((table.caption, "underline")))
        drawn = [_show_table(out, piece) for piece in _pieces(_without_bars(table) if out.plain else table, out.width)]
        if not out.plain and all(drawn) and set(table.key) - known:
            known.update(table.key)
            out.print_block(_key(table))


def _without_bars(table: ReportTable) -> ReportTable:
    return _select_columns(table, [index for index, one in enumerate(table.columns) if index and one.kind != "chart"])


def _pieces(table: ReportTable, width: int) -> Iterator[ReportTable]:
    """Split a table of numbers into pieces that fit; return any other whole."""
    widths = [_widths(table, index, 0)[0] for index in range(len(table.columns))]
    piece: list[int] = []
    if all(column.kind == "number" for column in table.columns[1:]):
        for index in range(1, len(table.columns)):
            if piece and 2 + NAME + 2 + sum(widths[number] + 2 for number in (*piece, index)) > width:
                yield _select_columns(table, piece)
                piece = []
            piece.append(index)
    yield _select_columns(table, piece) if piece else table


def _select_columns(table: ReportTable, indexes: list[int]) -> ReportTable:
    """Return the table with its first column and those with `indexes`."""
    rows = tuple(replace(row, cells=tuple(row.cells[index] for index in (0, *indexes))) for row in table.rows)
    return replace(table, columns=tuple(table.columns[index] for index in (0, *indexes)), rows=rows)


def _show_table(out: Terminal, table: ReportTable) -> bool:
    """Show a table, or blocks of text if it doesn't fit; return whether it fitted.

    A strong last row is the total.
    """
    bar = 10 if out.width < NARROW else 20
    widths = [_widths(table, index, bar) for index in range(len(table.columns))]
    spare = out.width - 2 - NAME - 2 - sum(least + 2 for least, _ in widths[1:])
    fits = spare >= 0
    cells = _row if fits else _block
    rows = [cells(row, table.columns, bar) for row in table.rows]
    total = rows.pop() if rows and table.rows[-1].strong else ()
    out.print_table(_empty_table(table, widths, spare) if fits else plain_table(""), rows, total)
    return fits


def _block(row: TableRow, columns: Sequence[ReportColumn], _bar: int) -> list[Text]:
    """Return a row as one cell: its name, and under it the others with their headings."""
    style = "bold" if row.strong else ""
    cells = [
        f"{column.name}: {cell.text}" if column.name else cell.text
        for column, cell in zip(columns[1:], row.cells[1:], strict=True)
        if column.kind != "chart" and cell.text
    ]
    return [styled((row.cells[0].text, style), (f"\n{', '.join(cells)}", style or "dim"))]


def _row(row: TableRow, columns: Sequence[ReportColumn], bar: int) -> list[Text]:
    style = "bold" if row.strong else ""
    pairs = zip(columns, row.cells, strict=True)
    return [_bar(cell.bar, bar) if column.kind == "chart" else styled((cell.text, style)) for column, cell in pairs]


def _empty_table(table: ReportTable, widths: Sequence[tuple[int, int]], spare: int) -> Table:
    """Return a table without rows; `spare` columns are shared among the texts."""
    shown = plain_table(headed=any(column.name for column in table.columns))
    others = min(spare // 2, sum(most - least for least, most in widths[1:]))  # the other texts' part of it
    for index, column in enumerate(table.columns):
        shown.add_column(
            _heading(column),
            header_style="dim",
            justify="right" if column.kind == "number" else "left",
            no_wrap=column.kind != "text",
            width=None if index else min(NAME + spare - others, widths[0][1]),
            overflow="fold",
        )
    return shown


def _widths(table: ReportTable, index: int, bar: int) -> tuple[int, int]:
    """Return a column's least and greatest width; texts may wrap, numbers not."""
    column, texts = table.columns[index], [row.cells[index].text for row in table.rows]
    if column.kind == "chart":
        return bar, bar
    if column.kind == "text":
        texts.append(column.name)
        return max((len(word) for text in texts for word in text.split()), default=0), max(map(len, texts))
    least = max(map(len, [*texts, *column.name.split()]))
    return least, least


def _heading(column: ReportColumn) -> Text:
    if column.kind == "chart":
        return Text("")
    # a word a line above numbers, so that the heading doesn't widen the column
    return styled("\n".join(column.name.split()) if column.kind == "number" else column.name)


def _bar(bar: Bar | None, width: int) -> Text:
    """Return a bar; a part above 0 is one sign long at least."""
    if bar is None:
        return Text("")
    drawn, end = Text(), 0.0
    for part, share in bar.parts:
        sign, style = _SIGNS[part]
        end += share
        drawn.append(sign * max(round(width * end / 100) - len(drawn), 1 if share and len(drawn) < width else 0), style)
    return drawn.append("░" * (width - len(drawn)), "dim")


def _key(table: ReportTable) -> Text:
    key = Text(style="dim")
    for part, meaning in table.key:
        key.append(*_SIGNS[part]).append(f" {meaning}   ")
    return key


def _list_item(text: str) -> Table:
    """Return an item of a list, its further lines indented like the first."""
    item = Table.grid(padding=(0, 1, 0, 0))
    item.add_row("—", styled(text))
    return item
