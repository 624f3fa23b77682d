"""The plan's status: overdue first, then due soon, then progress by section."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from csprog.console.listing import Column
from csprog.console.standings import STYLES, bar, word
from csprog.console.terminal import terminal
from csprog.language import Message, show_date
from csprog.programme.evaluation import is_due_soon, tally
from csprog.programme.groups import Grouping, grouped
from csprog.programme.records import due_text
from csprog.programme.terms import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csprog.console.listing import Cell
    from csprog.console.terminal import Terminal
    from csprog.programme.evaluation import Evaluation, Row

_MEASURES = (Column(), Column(wraps=True, fills=True), Column(), Column())  # id, text, deadline, standing
_PROGRESS = (Column(wraps=True, most=44), Column(), Column(), Column(right=True))  # section, bar, done, share


def show_status(evaluation: Evaluation, rows: Sequence[Row], *, listed: bool) -> None:
    """Show `rows` of an evaluated year; with `listed` each of them, else only those that press."""
    out = terminal()
    _show_title(out, evaluation)
    if listed:
        _show_rows(out, Message("{count} measure", "{count} measures", count=len(rows)), rows, "bold")
    else:
        overdue = [row for row in rows if row.stand.standing is Standing.OVERDUE]
        soon = [row for row in rows if is_due_soon(row)]
        overdue.sort(key=lambda row: -row.stand.days_overdue)
        soon.sort(key=lambda row: row.stand.awaited)
        _show_rows(
            out,
            Message("Overdue: {count}", count=len(overdue)),
            overdue,
            STYLES[Standing.OVERDUE] if overdue else "green",
        )
        _show_rows(out, Message("Due within 30 days: {count}", count=len(soon)), soon, "bold yellow" if soon else "")
    _show_progress(out, evaluation, rows)


def show_groups(evaluation: Evaluation, rows: Sequence[Row], by: Grouping) -> None:
    """Show each of `rows` under what it is grouped by, with how many stand how."""
    from csprog.arrangement.report.words import word as group_name  # noqa: PLC0415 - most runs group nothing

    out = terminal()
    _show_title(out, evaluation)
    for name, members in grouped(rows, by):
        heading = f"{group_name(name)}: {_counted(members)}"
        _show_rows(out, heading, members, "bold", offices=by is not Grouping.OFFICE)
    out.line()
    out.paragraph(f"{Message('Total')}: {_counted(rows)}", "bold")


def _counted(rows: Sequence[Row]) -> str:
    """Return how many measures there are, and how many of them stand how: 3 measures (overdue: 1, due soon: 2)."""
    standings = tally(rows).standings
    parts = ", ".join(f"{word(standing)}: {standings[standing]}" for standing in Standing if standings[standing])
    how_many = Message("{count} measure", "{count} measures", count=len(rows))
    return f"{how_many} ({parts})" if parts else str(how_many)


def _show_title(out: Terminal, evaluation: Evaluation) -> None:
    passport = evaluation.programme.passport
    title = Message(
        "{organisation} · plan of {year} · as of {day}",
        organisation=passport.organisation,
        year=passport.year,
        day=show_date(evaluation.day),
    )
    out.paragraph(str(title), "bold")


def _show_rows(out: Terminal, heading: object, rows: Sequence[Row], style: str, *, offices: bool = True) -> None:
    """Show a line a measure below a heading; with `offices` those in which something is still to be done."""
    out.line()
    out.paragraph(str(heading), style)
    if not rows:
        return
    how = cache(_how)  # few words, in thousands of rows

    def cells(row: Row) -> tuple[Cell, ...]:
        when = due_text(row.placed.measure)
        standing = how(row.stand.standing, row.stand.days_overdue)
        return ((row.placed.id, "bold"),), _what(row, offices=offices), ((when, ""),), (standing,)

    out.listing(map(cells, rows), _MEASURES)


def _what(row: Row, *, offices: bool) -> Cell:
    text = (row.placed.measure.text.replace("\n", " "), "")
    more = []
    if offices and row.stand.open_offices:
        more.append(Message("open: {offices}", offices=", ".join(row.stand.open_offices)))
    if row.stand.postponed and row.stand.standing.is_open:
        more.append(Message("postponed to {day}", day=show_date(row.stand.awaited)))
    return text, *((f"\n{line}", "dim") for line in more)


def _how(standing: Standing, days: int) -> tuple[str, str]:
    """Return in words how a measure stands, `days` overdue, and the style of them."""
    if standing is Standing.OVERDUE:
        return str(Message("{count} day late", "{count} days late", count=days)), STYLES[standing]
    return word(standing), STYLES[standing]


def _show_progress(out: Terminal, evaluation: Evaluation, rows: Sequence[Row]) -> None:
    out.line()
    out.paragraph(str(Message("Carried out")), "bold")
    lines = []
    for section, count in [*evaluation.by_section(rows), (None, tally(rows))]:
        name = str(Message("Total")) if section is None else f"{section.number}. {section.title}"
        style = "bold" if section is None else ""
        done = str(Message("{done} of {total}", done=count.done, total=count.total))
        share = f"{100 * count.done // count.total} %" if count.total else "—"
        lines.append((((name, style),), bar(count), ((done, style),), ((share, style),)))
    out.listing(lines, _PROGRESS)
