"""How all plans of a tree stand: a line a plan, the most urgent first, and the sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment, Segments
from rich.style import Style
from rich.text import Text

from csprog.console.problems import visible
from csprog.console.screen import screen
from csprog.console.standings import STYLES
from csprog.language import Message, show_date
from csprog.programme.terms import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from csprog.programme.portfolio import Line

_WIDEST_NAME = 44  # cells; what is longer is cut, the file's path tells whose plan it is
_PLAIN, _BOLD, _DIM = Style(), Style(bold=True), Style(dim=True)
_OVERDUE, _SOON = (Style.parse(STYLES[standing]) for standing in (Standing.OVERDUE, Standing.DUE_SOON))


def show_portfolio(lines: Sequence[Line], total: Line, day: date) -> None:
    """Show `lines` in their order and their `total`: overdue, due within 30 days, carried out of how many."""
    plans = Message("{count} plan", "{count} plans", count=len(lines))
    title = Message("{plans} · as of {day}", plans=plans, day=show_date(day))
    headings = [Message("overdue"), Message("due soon"), Message("carried out")]
    head = ["", "", *map(str, headings), ""]
    foot = [str(Message("Total")), *_cells(total)[1:]]
    rows = list(map(_cells, lines))
    widths = [max(cell_len(row[column]) for row in (head, *rows, foot)) for column in range(5)]
    segments = [Segment(str(title), _BOLD), Segment.line(), Segment.line(), *_row(head, widths, [_BOLD] * 6)]
    for row, line in zip(rows, lines, strict=True):
        pressing = _OVERDUE if line.overdue else _PLAIN, _SOON if line.due_soon else _PLAIN
        segments += _row(row, widths, [_PLAIN, _PLAIN, *pressing, _PLAIN, _DIM])
    segments += _row(foot, widths, [_BOLD] * 6)
    screen().print(Segments(segments), soft_wrap=True, end="")  # thousands of lines: a Text each would take a second


def show_faults(faults: Mapping[str, Message]) -> None:
    """Say on standard error which plans are not among those shown, and why."""
    console = screen(errors=True)
    for path, message in sorted(faults.items()):
        console.print(Text(visible(f"{path}: {message}"), style="red"), soft_wrap=True)
    if faults:
        what = Message(
            "{count} plan could not be counted; csprog validate tells what is wrong",
            "{count} plans could not be counted; csprog validate tells what is wrong",
            count=len(faults),
        )
        console.print(Text(str(what), style="bold red"), soft_wrap=True)


def _cells(line: Line) -> list[str]:
    name = line.organisation.replace("\n", " ")
    if cell_len(name) > _WIDEST_NAME:
        name = f"{set_cell_size(name, _WIDEST_NAME - 1).rstrip()}…"
    done = Message("{done} of {total}", done=line.done, total=line.total)
    return [name, str(line.year or ""), str(line.overdue), str(line.due_soon), str(done), visible(line.path)]


def _row(cells: Sequence[str], widths: Sequence[int], styles: Sequence[Style]) -> Iterator[Segment]:
    """Give a line of the table, names to the left and numbers to the right; nothing fills it up after the path."""
    for column, (cell, style) in enumerate(zip(cells, styles, strict=True)):
        space = " " * (widths[column] - cell_len(cell)) if column < len(widths) else ""
        gap = "  " if column and (cell or column < len(widths)) else ""
        yield Segment(f"{gap}{cell}{space}" if column < 2 else f"{gap}{space}{cell}", style)  # noqa: PLR2004
    yield Segment.line()
