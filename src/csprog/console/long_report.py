"""A report of many plans in the terminal: thousands of lines, so without Rich; bars are for the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csprog.console.listing import Column
from csprog.console.problems import visible
from csprog.console.terminal import terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csprog.arrangement.report.document import Chapter, Document, Table
    from csprog.console.listing import Cell
    from csprog.console.terminal import Terminal


def show_long_report(document: Document) -> None:
    """Show a report whose tables may have thousands of rows, in the order of its chapters."""
    out = terminal()
    out.paragraph(f"{document.organisation} · {document.title}", "bold")
    for line in (document.programme, *document.lines):
        out.paragraph(line)
    for chapter in document.chapters:
        _show_chapter(out, chapter)


def _show_chapter(out: Terminal, chapter: Chapter) -> None:
    out.paragraph("")
    out.paragraph(chapter.title, "bold")
    out.listing([[((line, ""),)] for line in chapter.lines], [Column(wraps=True)])
    for table in chapter.tables:
        out.paragraph("")
        columns = [Column(wraps=not place, right=one.kind == "number") for place, one in enumerate(table.columns)]
        out.listing(_rows(table), columns)


def _rows(table: Table) -> Iterator[tuple[Cell, ...]]:
    """Give the head and the rows."""
    yield tuple(((one.name, "dim"),) for one in table.columns)
    for row in table.rows:
        style = "bold" if row.strong else ""
        yield tuple(((visible(cell.text), style),) for cell in row.cells)
