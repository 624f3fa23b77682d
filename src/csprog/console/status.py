"""The plan's status: overdue first, then due soon, then progress by section."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.table import Column
from rich.text import Text

from csprog.console.status_labels import STYLES, bar, word
from csprog.console.terminal import Span, Terminal, plain_table, styled
from csprog.console.visible import one_line
from csprog.evaluation.groups import Grouping, grouped
from csprog.evaluation.records import MeasureRecord, YearRecord, counted, in_office, is_due_within, names
from csprog.i18n import Message, show_part
from csprog.programme.enums import Status, count_done

_WIDEST_DEADLINE = 16  # columns; a deadline in the document's own words may be long
_WIDEST_TITLE = 44  # columns


def show_status(overview: YearRecord, measures: Sequence[MeasureRecord], *, listed: bool) -> None:
    """Show `measures` of a year; with `listed` each of them, else only those that press."""
    out = Terminal()
    _show_title(out, overview)
    if listed:
        heading = Message("{count} measure", "{count} measures", count=len(measures))
        _show_measures(out, heading, measures, "bold")
    else:
        overdue = [one for one in measures if one.standing == Status.OVERDUE]
        soon = [one for one in measures if one.standing != Status.OVERDUE and is_due_within(one, overview.as_of)]
        overdue.sort(key=lambda one: -one.days_overdue)
        soon.sort(key=_awaited)
        heading, style = Message("Overdue: {count}", count=len(overdue)), STYLES[Status.OVERDUE]
        _show_measures(out, heading, overdue, style if overdue else "green")
        heading = Message("Due within 30 days: {count}", count=len(soon))
        _show_measures(out, heading, soon, "bold yellow" if soon else "")
    _show_progress(out, overview, measures)


def show_groups(overview: YearRecord, measures: Sequence[MeasureRecord], by: Grouping) -> None:
    """Show each of `measures` under what it is grouped by, what is awaited first above, with how many stand how."""
    from csprog.views.report.labels import word as group_name  # noqa: PLC0415 - most runs group nothing

    out = Terminal()
    _show_title(out, overview)
    titles = _titles(overview) if by is Grouping.SECTION else {}
    for name, members in grouped(measures, lambda measure: names(measure, by)):
        if by is Grouping.OFFICE:
            members = tuple(in_office(measure, name) for measure in members)  # noqa: PLW2901
        heading = f"{titles.get(name or '') or group_name(name)}: {_counted(members)}"
        ordered = sorted(members, key=_awaited)
        _show_measures(out, heading, ordered, "bold", offices=by is not Grouping.OFFICE)
    out.line()
    out.print_paragraph((f"{Message('Total')}: {_counted(measures)}", "bold"))


def _awaited(measure: MeasureRecord) -> date:
    return measure.awaited


def _titles(overview: YearRecord) -> dict[str, str]:
    """Return the sections by their numbers, as a heading has them."""
    return {section.number: f"{section.number}. {section.title}" for section in overview.sections}


def _counted(measures: Sequence[MeasureRecord]) -> str:
    """Return how many measures there are, and how many of them stand how: 3 measures (overdue: 1, due soon: 2)."""
    count = counted(measures)
    parts = ", ".join(f"{word(standing)}: {count[standing]}" for standing in Status if count[standing])
    how_many = Message("{count} measure", "{count} measures", count=len(measures))
    return f"{how_many} ({parts})" if parts else str(how_many)


def _show_title(out: Terminal, overview: YearRecord) -> None:
    title = Message(
        "{organisation} · plan of {year} · as of {day}",
        organisation=overview.organisation,
        year=overview.year,
        day=overview.as_of,
    )
    out.print_paragraph((str(title), "bold"))


def _show_measures(
    out: Terminal, heading: object, measures: Sequence[MeasureRecord], style: str, *, offices: bool = True
) -> None:
    """Show a line a measure below a heading; with `offices` those in which something is still to be done."""
    out.line()
    out.print_paragraph((str(heading), style))
    if not measures:
        return
    rows = [_row(measure, offices=offices, narrow=out.narrow) for measure in measures]
    columns = [Column(no_wrap=True), Column(ratio=1)]
    if not out.narrow:
        columns += [Column(max_width=_WIDEST_DEADLINE), Column(no_wrap=True)]
    out.print_table(plain_table(*columns, expand=True), rows)


def _row(measure: MeasureRecord, *, offices: bool, narrow: bool) -> tuple[Text, ...]:
    """Return the cells of a measure; where it is `narrow`, deadline and status stand below the text."""
    number, due = (measure.id, "bold"), (measure.due_text, "")
    text, standing = (one_line(measure.text), ""), _how(measure.standing, measure.days_overdue)
    left = _left(measure, offices=offices)
    if narrow:
        return styled(number), styled(text, ("\n", ""), due, ("  ", ""), standing, *left)
    return styled(number), styled(text, *left), styled(due), styled(standing)


def _left(measure: MeasureRecord, *, offices: bool) -> list[Span]:
    """Return the offices still open and the postponement, a line each."""
    told = []
    if offices and measure.open_offices:
        told.append(Message("open: {offices}", offices=", ".join(measure.open_offices)))
    if measure.awaited != measure.due and measure.standing.is_open:
        told.append(Message("postponed to {day}", day=measure.awaited))
    return [(f"\n{line}", "dim") for line in told]


def _how(standing: Status, days: int) -> tuple[str, str]:
    """Return in words how a measure stands, `days` overdue, and the style of them."""
    if standing is Status.OVERDUE:
        return str(Message("{count} day late", "{count} days late", count=days)), STYLES[standing]
    return word(standing), STYLES[standing]


def _show_progress(out: Terminal, overview: YearRecord, measures: Sequence[MeasureRecord]) -> None:
    out.line()
    out.print_paragraph((str(Message("Carried out")), "bold"))
    titles = _titles(overview)
    sections = [
        (titles[number or ""], counted(members))
        for number, members in grouped(measures, lambda measure: names(measure, Grouping.SECTION))
    ]
    rows = [_progress(title, count, narrow=out.narrow) for title, count in sections]
    total = _progress(str(Message("Total")), counted(measures), "bold", narrow=out.narrow)
    bars = [] if out.narrow else [Column(no_wrap=True)]
    columns = [Column(max_width=_WIDEST_TITLE), *bars, Column(no_wrap=True), Column(no_wrap=True, justify="right")]
    out.print_table(plain_table(*columns), rows, total)


def _progress(name: str, count: dict[str, int], style: str = "", *, narrow: bool) -> tuple[Text, ...]:
    """Return the cells of what was carried out: name, a bar if there is room, count, share."""
    finished, total = count_done(count), count["total"]
    words = str(Message("{done} of {total}", done=finished, total=total))
    bars = [] if narrow else [styled(*bar(finished, total))]
    return styled((name, style)), *bars, styled((words, style)), styled((show_part(finished, total), style))
