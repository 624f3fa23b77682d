"""Long lists on a terminal or in a pipe: styles and widths as Rich finds them, written in large pieces."""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from rich.segment import Segment, Segments
from rich.text import Text

from csprog.console.listing import laid_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

    from csprog.console.listing import Cell, Column

_ROWS = 1000  # written at a time: a terminal shows the first ones soon, and 100,000 take no memory


def show_list(console: Console, rows: Iterable[Sequence[Cell]], columns: Sequence[Column]) -> None:
    """Show rows of cells, in the colours of `console` if it has any."""

    @cache
    def codes(style: str) -> tuple[str, str]:
        with console.capture() as captured:
            console.print(Text("·", style=style), end="")
        before, _, after = captured.get().partition("·")
        return before, after

    def paint(words: str, style: str) -> str:
        before, after = codes(style)
        return f"{before}{words}{after}"

    lines = laid_out(rows, columns, console.width, paint)
    while piece := "".join(islice(lines, _ROWS)):
        if console.legacy_windows:  # understands no codes: Rich turns them into calls
            console.print(Text.from_ansi(piece), soft_wrap=True, end="")
        else:
            console.print(Segments([Segment(piece)]), soft_wrap=True, end="")
