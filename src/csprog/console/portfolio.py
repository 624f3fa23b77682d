"""How all plans of a tree stand: a line a plan, the most urgent first, and the sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csprog.console.problems import visible
from csprog.console.standings import STYLES
from csprog.console.terminal import terminal
from csprog.console.wrapping import columns_of, cut_to
from csprog.language import Message, show_date
from csprog.programme.terms import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from csprog.console.terminal import Terminal
    from csprog.programme.portfolio import PlanSummary

_WIDEST_NAME = 44  # cells; what is longer is cut, the file's path tells whose plan it is


def show_portfolio(lines: Sequence[PlanSummary], total: PlanSummary, day: date) -> None:
    """Show `lines` in their order and their `total`: overdue, due within 30 days, carried out of how many."""
    plans = Message("{count} plan", "{count} plans", count=len(lines))
    title = Message("{plans} · as of {day}", plans=plans, day=show_date(day))
    headings = [Message("overdue"), Message("due soon"), Message("carried out")]
    head = ["", "", *map(str, headings), ""]
    foot = [str(Message("Total")), *_cells(total)[1:]]
    rows = list(map(_cells, lines))
    widths = [max(columns_of(row[column]) for row in (head, *rows, foot)) for column in range(5)]
    out = terminal()
    written = [out.paint(str(title), "bold"), "", _row(out, head, widths, ["bold"] * 6)]
    for row, line in zip(rows, lines, strict=True):
        pressing = STYLES[Standing.OVERDUE] if line.overdue else "", STYLES[Standing.DUE_SOON] if line.due_soon else ""
        written.append(_row(out, row, widths, ["", "", *pressing, "", "dim"]))
    written.append(_row(out, foot, widths, ["bold"] * 6))
    out.write("".join([f"{line}\n" for line in written]))


def show_faults(faults: Mapping[str, Message]) -> None:
    """Say on standard error which plans are not among those shown, and why."""
    out = terminal(errors=True)
    for path, message in sorted(faults.items()):
        out.line((visible(f"{path}: {message}"), "red"))
    if faults:
        what = Message(
            "{count} plan could not be counted; csprog validate tells what is wrong",
            "{count} plans could not be counted; csprog validate tells what is wrong",
            count=len(faults),
        )
        out.line((str(what), "bold red"))


def _cells(line: PlanSummary) -> list[str]:
    name = line.organisation.replace("\n", " ")
    if columns_of(name) > _WIDEST_NAME:
        name = f"{cut_to(name, _WIDEST_NAME - 1).rstrip()}…"
    done = Message("{done} of {total}", done=line.done, total=line.total)
    return [name, str(line.year or ""), str(line.overdue), str(line.due_soon), str(done), visible(line.path)]


def _row(out: Terminal, cells: Sequence[str], widths: Sequence[int], styles: Sequence[str]) -> str:
    """Return a line of the table, names to the left and numbers to the right; nothing fills it up after the path."""
    line = ""
    for column, (cell, style) in enumerate(zip(cells, styles, strict=True)):
        space = " " * (widths[column] - columns_of(cell)) if column < len(widths) else ""
        gap = "  " if column and (cell or column < len(widths)) else ""
        words = out.paint(cell, style)
        line += f"{gap}{words}{space}" if column < 2 else f"{gap}{space}{words}"  # noqa: PLR2004
    return line
