"""How many columns of the screen a text takes, and where it is broken to fit into fewer."""

from __future__ import annotations

import re

# Letters that surely take a column each, which Rich needs ten times as long to find out: Latin, Greek and Cyrillic ones,
# dashes, quotation marks, the sign of a number, lines and blocks.
_ONE_EACH = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2100-\u2121\u2500-\u259f]*"
).fullmatch
_WORD = re.compile("[^ ]+")

Piece = tuple[int, int, int]
"""A line of a text: where it begins and ends in it, and how many columns it takes."""


def columns_of(text: str) -> int:
    """Return how many columns `text`, which is one line, takes on the screen."""
    if _ONE_EACH(text):
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - few plans hold letters of other widths

    return cell_len(text)


def cut_to(text: str, columns: int) -> str:
    """Return as much of `text`, which is wider, as fits into so many columns, with a space for half a letter."""
    if _ONE_EACH(text):
        return text[:columns]
    from rich.cells import set_cell_size  # noqa: PLC0415 - likewise

    return set_cell_size(text, columns)


def broken(text: str, width: int) -> list[Piece]:
    """Return the lines of `text`, none wider than `width` columns if no letter is.

    A line feed ends a line, and so does the last space before a word that has no room left; a no-break space doesn't.
    A word that is wider than `width` begins a line and goes on in the next one.
    """
    pieces: list[Piece] = []
    start = 0
    for paragraph in text.split("\n"):
        breaking = _at_letters if _ONE_EACH(paragraph) else _at_columns
        pieces += breaking(text, start, start + len(paragraph), width)
        start += len(paragraph) + 1
    return pieces


def _at_letters(text: str, start: int, end: int, width: int) -> list[Piece]:
    """Break a paragraph whose letters all take one column."""
    pieces: list[Piece] = []
    while end - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        last = len(text[start : max(start, cut)].rstrip(" ")) + start
        if last == start:  # a word that is wider, or nothing but the paragraph's indent
            last = cut = start + width
        pieces.append((start, last, last - start))
        while cut < end and text[cut] == " ":
            cut += 1
        start = cut
    if start < end or not pieces:
        pieces.append((start, end, end - start))
    return pieces


def _at_columns(text: str, start: int, end: int, width: int) -> list[Piece]:
    """Break a paragraph in which some letter takes two columns, or none."""
    from rich.cells import chop_cells  # noqa: PLC0415 - likewise

    pieces: list[Piece] = []
    last = start
    for word in _WORD.finditer(text, start, end):
        if last > start and columns_of(text[start : word.end()]) > width:
            pieces.append((start, last, columns_of(text[start:last])))
            start = word.start()
        last = word.end()
        if columns_of(text[start:last]) > width:
            *full, _ = chop_cells(text[start:last], width)
            for chunk in filter(None, full):
                pieces.append((start, start + len(chunk), columns_of(chunk)))
                start += len(chunk)
    if start < last or not pieces:
        pieces.append((start, last, columns_of(text[start:last])))
    return pieces
