"""Lists: rows of cells side by side, texts wrapped between words, as Rich's table has them.

Rich takes half a millisecond for a row, so that who asks about thousands of measures would wait for seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from csprog.console.wrapping import broken, columns_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Paint = Callable[[str, str], str]
    Span = tuple[str, str]  # words, which may hold line feeds, and their style by Rich's names, empty for none
    Cell = tuple[Span, ...]
    Line = tuple[str, int]  # what is written, and how many columns of the screen it takes

MARGIN = 2  # columns before a row
GAP = 2  # columns after every cell
LEAST = 20
"""Columns that a text needs to stand beside other cells."""
_LEAST_WIDTH = 12  # columns for a row, however narrow the screen
_MARGIN, _GAP = " " * MARGIN, " " * GAP
_BOUNDLESS = 1_000_000  # columns; no text is as wide
_KEPT = 4096  # cells; deadlines, standings and offices are the same in many rows


@dataclass(frozen=True, slots=True)
class Column:
    """How a column is laid out.

    It is as wide as its widest text, or the one that `wraps` (at most one of a list) up to `most` columns and the room
    that the others leave; all of that room if it `fills` it. What is `right` ends at the column's right edge.
    """

    wraps: bool = False
    fills: bool = False
    most: int = _BOUNDLESS
    right: bool = False


def laid_out(rows: Iterable[Sequence[Cell]], columns: Sequence[Column], width: int, paint: Paint) -> Iterator[str]:
    """Give every row's lines, each with its line feed, for a screen `width` columns wide.

    `paint` gives words in a style as the terminal wants them. Where a text would have less than `LEAST` columns, all cells
    of a row follow one another in one column: those up to the text, and below them the others.
    """
    rows = list(rows)
    widths = _widths(rows, columns, width - MARGIN)
    hang = ""
    if widths is None:
        size, hang = max(_LEAST_WIDTH, width - 2 * MARGIN), " " * MARGIN
        rows = [(_run_together(row, columns, size),) for row in rows]
        columns, widths = [Column(wraps=True)], [size]
    blanks = [" " * (size + GAP) for size in widths]
    fillings = [
        lru_cache(_KEPT)(partial(_lines, width=size, right=column.right, paint=paint))
        for column, size in zip(columns, widths, strict=True)
    ]
    for row in rows:
        cells = [filling(cell) for filling, cell in zip(fillings, row, strict=True)]
        yield _row(cells, blanks, hang)


def _widths(rows: Sequence[Sequence[Cell]], columns: Sequence[Column], room: int) -> list[int] | None:
    """Return how wide the columns are, None if there is too little room for the one that wraps."""
    cells = [{row[place] for row in rows} for place in range(len(columns))]
    widths = [
        0 if column.fills else max(map(_widest, ones), default=0) for column, ones in zip(columns, cells, strict=True)
    ]
    rest = room - sum(GAP if column.wraps else size + GAP for size, column in zip(widths, columns, strict=True))
    for place, column in enumerate(columns):
        if column.fills and rest >= LEAST:
            widths[place] = rest
        elif column.wraps:
            needed = min(max(map(_widest, cells[place]), default=0), column.most)
            if rest < min(needed, LEAST):
                return None
            widths[place] = rest if column.fills else min(needed, rest)
    return widths


def _widest(cell: Cell) -> int:
    """Return how many columns a cell's widest line takes."""
    words = _words(cell)
    return max(map(columns_of, words.split("\n"))) if "\n" in words else columns_of(words)


def _words(cell: Cell) -> str:
    return cell[0][0] if len(cell) == 1 else "".join([words for words, _ in cell])


def _run_together(row: Sequence[Cell], columns: Sequence[Column], width: int) -> Cell:
    """Return the cells of a row as one; what comes after the text, or has no room left, begins a new line."""
    spans: list[Span] = []
    taken = 0
    for cell, column in zip(row, columns, strict=True):
        size = _widest(cell)
        if taken and size:
            fits = column.wraps or taken + GAP + size <= width
            spans.append((" " * GAP if fits else "\n", ""))
            taken = taken + GAP if fits else 0
        spans += cell
        taken = width if column.wraps else taken + size
    return tuple(spans)


def wrapped(cell: Cell, width: int, paint: Paint) -> Iterator[tuple[str, int]]:
    """Give the painted lines of a cell, broken between words to fit into `width` columns, and how many each takes."""
    for start, end, size in broken(_words(cell), width):
        line, place = "", 0
        for words, style in cell:
            part = words[max(0, start - place) : max(0, end - place)]
            line += paint(part, style) if part and style else part
            place += len(words)
        yield line, size


def _lines(cell: Cell, *, width: int, right: bool, paint: Paint) -> list[str]:
    """Return the painted lines of a cell, each filled up to `width` columns and the gap after them."""
    lines = []
    for line, size in wrapped(cell, width, paint):
        space = " " * (width - size)
        lines.append(f"{space}{line}{_GAP}" if right else f"{line}{space}{_GAP}")
    return lines


def _row(cells: Sequence[Sequence[str]], blanks: Sequence[str], hang: str) -> str:
    """Return a row's lines; all but the first begin with `hang`."""
    row = f"{_MARGIN}{''.join([lines[0] for lines in cells])}".rstrip(" ")
    for number in range(1, max(map(len, cells))):
        parts = [lines[number] if number < len(lines) else blank for lines, blank in zip(cells, blanks, strict=True)]
        row += f"\n{_MARGIN}{hang}{''.join(parts)}".rstrip(" ")
    return f"{row}\n"
