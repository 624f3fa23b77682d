"""The plan's status: overdue first, then due soon, then progress by section."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from csprog.console.listing import Column
from csprog.console.standings import STYLES, bar, word
from csprog.console.terminal import terminal
from csprog.language import Message
from csprog.programme.groups import Grouping, grouped
from csprog.programme.overview import counted, done, is_due_within, names
from csprog.programme.terms import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from csprog.console.listing import Cell
    from csprog.console.terminal import Terminal
    from csprog.programme.overview import MeasureRecord, Overview

_MEASURES = (Column(), Column(wraps=True, fills=True), Column(), Column())  # id, text, deadline, standing
_PROGRESS = (Column(wraps=True, most=44), Column(), Column(), Column(right=True))  # section, bar, done, share


def show_status(overview: Overview, measures: Sequence[MeasureRecord], *, listed: bool) -> None:
    """Show `measures` of a year; with `listed` each of them, else only those that press."""
    out = terminal()
    _show_title(out, overview)
    if listed:
        heading = Message("{count} measure", "{count} measures", count=len(measures))
        _show_measures(out, heading, measures, "bold")
    else:
        overdue = [one for one in measures if one.standing == Standing.OVERDUE]
        soon = [one for one in measures if one.standing != Standing.OVERDUE and is_due_within(one, overview.as_of)]
        overdue.sort(key=lambda one: -one.days_overdue)
        soon.sort(key=_awaited)
        heading, style = Message("Overdue: {count}", count=len(overdue)), STYLES[Standing.OVERDUE]
        _show_measures(out, heading, overdue, style if overdue else "green")
        heading = Message("Due within 30 days: {count}", count=len(soon))
        _show_measures(out, heading, soon, "bold yellow" if soon else "")
    _show_progress(out, overview, measures)


def show_groups(overview: Overview, measures: Sequence[MeasureRecord], by: Grouping) -> None:
    """Show each of `measures` under what it is grouped by, what is awaited first above, with how many stand how."""
    from csprog.arrangement.report.words import word as group_name  # noqa: PLC0415 - most runs group nothing

    out = terminal()
    _show_title(out, overview)
    titles = _titles(overview) if by is Grouping.SECTION else {}
    for name, members in grouped(measures, lambda measure: names(measure, by)):
        heading = f"{titles.get(name or '') or group_name(name)}: {_counted(members)}"
        ordered = sorted(members, key=_awaited)
        _show_measures(out, heading, ordered, "bold", offices=by is not Grouping.OFFICE)
    out.line()
    out.paragraph(f"{Message('Total')}: {_counted(measures)}", "bold")


def _awaited(measure: MeasureRecord) -> date:
    return measure.awaited


def _titles(overview: Overview) -> dict[str, str]:
    """Return the sections by their numbers, as a heading has them."""
    return {section.number: f"{section.number}. {section.title}" for section in overview.sections}


def _counted(measures: Sequence[MeasureRecord]) -> str:
    """Return how many measures there are, and how many of them stand how: 3 measures (overdue: 1, due soon: 2)."""
    count = counted(measures)
    parts = ", ".join(f"{word(standing)}: {count[standing]}" for standing in Standing if count[standing])
    how_many = Message("{count} measure", "{count} measures", count=len(measures))
    return f"{how_many} ({parts})" if parts else str(how_many)


def _show_title(out: Terminal, overview: Overview) -> None:
    title = Message(
        "{organisation} · plan of {year} · as of {day}",
        organisation=overview.organisation,
        year=overview.year,
        day=overview.as_of,
    )
    out.paragraph(str(title), "bold")


def _show_measures(
    out: Terminal, heading: object, measures: Sequence[MeasureRecord], style: str, *, offices: bool = True
) -> None:
    """Show a line a measure below a heading; with `offices` those in which something is still to be done."""
    out.line()
    out.paragraph(str(heading), style)
    if not measures:
        return
    how, still_open = cache(_how), cache(_still_open)  # few different words, in thousands of rows

    def cells(measure: MeasureRecord) -> tuple[Cell, ...]:
        standing = how(measure.standing, measure.days_overdue)
        left = still_open(", ".join(measure.open_offices)) if offices else ""
        return ((measure.id, "bold"),), _what(measure, left), ((measure.due_text, ""),), (standing,)

    out.listing(map(cells, measures), _MEASURES)


def _what(measure: MeasureRecord, left: str) -> Cell:
    """Return a measure's text, below it what is `left` of it and to when it was postponed."""
    text = (measure.text.replace("\n", " "), "")
    more = [left] if left else []
    if measure.awaited != measure.due and measure.standing.is_open:
        more.append(str(Message("postponed to {day}", day=measure.awaited)))
    return text, *((f"\n{line}", "dim") for line in more)


def _still_open(offices: str) -> str:
    return str(Message("open: {offices}", offices=offices)) if offices else ""


def _how(standing: Standing, days: int) -> tuple[str, str]:
    """Return in words how a measure stands, `days` overdue, and the style of them."""
    if standing is Standing.OVERDUE:
        return str(Message("{count} day late", "{count} days late", count=days)), STYLES[standing]
    return word(standing), STYLES[standing]


def _show_progress(out: Terminal, overview: Overview, measures: Sequence[MeasureRecord]) -> None:
    out.line()
    out.paragraph(str(Message("Carried out")), "bold")
    titles = _titles(overview)
    lines = [
        _progress(titles[number or ""], counted(members), "")
        for number, members in grouped(measures, lambda measure: names(measure, Grouping.SECTION))
    ]
    out.listing([*lines, _progress(str(Message("Total")), counted(measures), "bold")], _PROGRESS)


def _progress(name: str, count: dict[str, int], style: str) -> tuple[Cell, ...]:
    """Return the line of what was carried out of the measures counted."""
    finished, total = done(count), count["total"]
    words = str(Message("{done} of {total}", done=finished, total=total))
    share = f"{100 * finished // total} %" if total else "—"
    return ((name, style),), bar(finished, total), ((words, style),), ((share, style),)
