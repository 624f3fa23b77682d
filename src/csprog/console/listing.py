"""Lists: rows of cells side by side, texts wrapped between words, as Rich's table has them.

Rich takes half a millisecond for a row, so that who asks about thousands of measures would wait for seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
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
    hang = 0
    if widths is None:
        size, hang = max(_LEAST_WIDTH, width - 2 * MARGIN), MARGIN
        rows = [(_run_together(row, columns, size),) for row in rows]
        columns, widths = [Column(wraps=True)], [size]

    @lru_cache(_KEPT)
    def lines(cell: Cell, size: int) -> list[Line]:
        return _lines(cell, size, paint)

    for row in rows:
        yield _row(list(map(lines, row, widths)), columns, widths, hang)


def _widths(rows: Sequence[Sequence[Cell]], columns: Sequence[Column], room: int) -> list[int] | None:
    """Return how wide the columns are, None if there is too little room for the one that wraps."""
    widths = [max((_widest(row[place]) for row in rows), default=0) for place in range(len(columns))]
    rest = room - sum(GAP if column.wraps else size + GAP for size, column in zip(widths, columns, strict=True))
    for place, column in enumerate(columns):
        if column.wraps:
            needed = min(widths[place], column.most)
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


def _lines(cell: Cell, width: int, paint: Paint) -> list[Line]:
    """Return the painted lines of a cell, none wider than `width` columns."""
    return [(_cut(cell, start, end, paint), size) for start, end, size in broken(_words(cell), width)]


def _cut(cell: Cell, start: int, end: int, paint: Paint) -> str:
    """Return the painted words of a cell from one place in its text to another."""
    cut, place = "", 0
    for words, style in cell:
        part = words[max(0, start - place) : max(0, end - place)]
        cut += paint(part, style) if part and style else part
        place += len(words)
    return cut


def _row(cells: Sequence[Sequence[Line]], columns: Sequence[Column], widths: Sequence[int], hang: int) -> str:
    """Return a row's lines; all but the first are `hang` columns further to the right."""
    row: list[str] = []
    for number in range(max(map(len, cells))):
        gap = MARGIN + hang if number else MARGIN
        for lines, column, width in zip(cells, columns, widths, strict=True):
            words, size = lines[number] if number < len(lines) else ("", 0)
            before = width - size if column.right else 0
            if words:
                row += (" " * (gap + before), words)
                gap = GAP + width - size - before
            else:
                gap += GAP + width
        row.append("\n")
    return "".join(row)
