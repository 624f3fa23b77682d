"""Shows a plan's status: overdue, due soon, progress by section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import attrgetter

from rich.table import Column
from rich.text import Text

from csprog.console.status_labels import STYLES, bar, onward_line, running_line, status_span, word
from csprog.console.terminal import Span, Terminal, plain_table, styled
from csprog.evaluation.continuation import Unreconciled
from csprog.evaluation.groups import Grouping, grouped
from csprog.evaluation.records import MeasureRecord, YearRecord, in_office, is_due_within, names, outcomes_counted
from csprog.formats.visible import one_line
from csprog.i18n import Message, show_part
from csprog.programme.enums import NOT_DONE_IN_YEAR, TOLD, Outcome, Status, count_done_in_year, count_reported_here

_WIDEST_DEADLINE = 16  # columns; a deadline in the document's own words may be long
_WIDEST_TITLE = 44  # columns
_MOST_OF_ENDED_YEAR = 5
"""Overdue measures that a status without a choice names once the year is over: then often nothing is recorded of most."""
_awaited = attrgetter("awaited")


def show_status(overview: YearRecord, measures: Sequence[MeasureRecord], *, listed: bool, offices: bool = True) -> None:
    """Show all `measures` if `listed`, else those overdue or due soon, and progress.

    `offices` names those where work remains.

    Of measures that were listed for their status the progress would say nothing: all overdue ones are undone.
    """
    out = Terminal()
    print_title(out, overview)
    _show_unreconciled(out, overview.unreconciled)
    if listed:
        heading = Message("{count} measure", "{count} measures", count=len(measures))
        _show_measures(out, heading, measures, "bold", offices=offices)
        return
    urgent = _show_urgent(out, overview, measures, offices=offices)
    _show_progress(out, overview, measures)
    _show_next(out, overview, urgent)


def _all_overdue(overview: YearRecord, more: int) -> Message:
    """Return how many overdue measures are not named, with the command that lists all."""
    command = f"csprog status{_year_option(overview)} --status overdue"
    return Message("and {count} more: {command}", count=more, command=command)


def _show_next(out: Terminal, overview: YearRecord, urgent: Sequence[MeasureRecord]) -> None:
    """Show the command to go on with: that for the most urgent measure."""
    if urgent:
        command = f"csprog show {urgent[0].id}{_year_option(overview)}"
        out.line()
        out.print_paragraph(Message("next: {command}", command=command))


def _year_option(overview: YearRecord) -> str:
    """Return --year where a command without it may open another plan."""
    return "" if overview.as_of.year == overview.year else f" --year {overview.year}"


def _show_urgent(
    out: Terminal, overview: YearRecord, measures: Sequence[MeasureRecord], *, offices: bool
) -> Sequence[MeasureRecord]:
    """Show what is overdue, what is due soon and what goes on elsewhere; return the most urgent measures."""
    overdue = [row for row in measures if row.standing == Status.OVERDUE]
    soon = [row for row in measures if row.standing != Status.OVERDUE and is_due_within(row, overview.as_of)]
    overdue.sort(key=lambda row: -row.days_overdue)
    soon.sort(key=_awaited)
    heading, style = Message("Overdue: {count}", count=len(overdue)), STYLES[Status.OVERDUE]
    is_folded = overview.as_of.year > overview.year and len(measures) == len(overview.measures)
    named = overdue[:_MOST_OF_ENDED_YEAR] if is_folded else overdue
    _show_measures(out, heading, named, style if overdue else "green", offices=offices)
    if more := len(overdue) - len(named):
        out.print_line((f"  {_all_overdue(overview, more)}", "dim"))
    heading = Message("Due within 30 days: {count}", count=len(soon))
    _show_measures(out, heading, soon, "bold yellow" if soon else "", offices=offices)
    if carried := [row for row in measures if row.carried_to]:
        heading = Message("Carried over to later plans: {count}", count=len(carried))
        _show_measures(out, heading, carried, "bold", offices=offices)
    return overdue or soon


def show_groups(overview: YearRecord, measures: Sequence[MeasureRecord], by: Grouping) -> None:
    """Show `measures` in groups, the earliest first, with counts by outcome, open ones by status."""
    from csprog.views.report.labels import word as group_name  # noqa: PLC0415 - loads the model: 0.3 s of a cached status

    out = Terminal()
    print_title(out, overview)
    titles = _titles(overview) if by is Grouping.SECTION else {}
    for name, members in grouped(measures, lambda measure: names(measure, by)):
        in_group = [in_office(measure, name) for measure in members] if by is Grouping.OFFICE else members
        heading = f"{titles.get(name or '') or group_name(name)}: {counts_text(in_group)}"
        _show_measures(out, heading, sorted(in_group, key=_awaited), "bold", offices=by is not Grouping.OFFICE)
    out.line()
    out.print_paragraph((f"{Message('Total')}: {counts_text(measures)}", "bold"))


def _titles(overview: YearRecord) -> dict[str, str]:
    """Return the headings of sections by number."""
    return {section.number: f"{section.number}. {section.title}" for section in overview.sections}


def counts_text(measures: Sequence[MeasureRecord]) -> str:
    """Return counts as in “3 measures (overdue: 1, due soon: 2)”."""
    count = Counter(measure.told for measure in measures)
    parts = ", ".join(f"{word(told)}: {count[told]}" for told in TOLD if count[told])
    total = Message("{count} measure", "{count} measures", count=len(measures))
    return f"{total} ({parts})" if parts else str(total)


def print_title(out: Terminal, overview: YearRecord) -> None:
    """Print whose plan it is, of which year, on which day."""
    title = Message(
        "{organisation} · plan of {year} · as of {day}",
        organisation=overview.organisation,
        year=overview.year,
        day=overview.as_of,
    )
    out.print_paragraph((title, "bold"))


def _show_unreconciled(out: Terminal, pairs: Sequence[Unreconciled]) -> None:
    """Show where plans of two years are not in line, and the command that puts it right."""
    for pair in pairs:
        heading = Message("The plans of {before} and {year} do not match:", before=pair.before, year=pair.year)
        told = (
            (Message("completed in {year} by now", year=pair.before), pair.done),
            (Message("another reason or date in {year} by now", year=pair.before), pair.news),
            (Message("neither closed in {year} nor carried over", year=pair.before), pair.left),
        )
        out.line()
        out.print_paragraph((heading, "bold yellow"))
        for words, ids in told:
            if ids:
                out.print_paragraph(f"  {Message('{what}: {ids}', what=words, ids=', '.join(ids))}")
        out.print_line((f"  csprog new {pair.year} --refresh", "dim"))


def _show_measures(
    out: Terminal, heading: object, measures: Sequence[MeasureRecord], style: str, *, offices: bool = True
) -> None:
    """Show a row for each measure under a heading, naming open offices if `offices`."""
    out.line()
    out.print_paragraph((heading, style))
    if measures:
        print_rows(out, measures, offices=offices)


def print_rows(out: Terminal, measures: Sequence[MeasureRecord], *, offices: bool = True) -> None:
    """Print a row for each measure: id, text, deadline, status."""
    rows = [_row(measure, offices=offices, narrow=out.narrow) for measure in measures]
    columns = [Column(no_wrap=True), Column(ratio=1)]
    if not out.narrow:
        columns += [Column(max_width=_WIDEST_DEADLINE), Column(no_wrap=True)]
    out.print_table(plain_table(*columns, expand=True), rows)


def _row(measure: MeasureRecord, *, offices: bool, narrow: bool) -> tuple[Text, ...]:
    """Return a measure's cells; if `narrow`, deadline and status go under the text."""
    number, text, due = (measure.id, "bold"), one_line(measure.text), measure.due_text
    status, remainder = measure_status(measure), _remainder(measure, offices=offices)
    if narrow:
        return styled(number), styled(text, "\n", due, "  ", status, *remainder)
    return styled(number), styled(text, *remainder), styled(due), styled(status)


def _remainder(measure: MeasureRecord, *, offices: bool) -> list[Span]:
    """Return the offices still open, the postponement and what other years' plans tell, a line each."""
    lines = []
    if offices and measure.open_offices:
        lines.append(Message("open: {offices}", offices=", ".join(measure.open_offices)))
    if measure.awaited != measure.due and measure.standing.is_open:
        lines.append(Message("postponed to {day}", day=measure.awaited))
    if measure.drags_on:
        lines.append(running_line(measure.years_running, measure.carried_since))
    lines += map(onward_line, measure.carried_to)
    return [(f"\n{line}", "dim") for line in lines]


def measure_status(measure: MeasureRecord) -> Span:
    """Return how a measure stands, an overdue one with its days."""
    if measure.standing is Status.OVERDUE:
        late = Message("{count} day late", "{count} days late", count=measure.days_overdue)
        return late, STYLES[Status.OVERDUE]
    return status_span(measure.told)


def _show_progress(out: Terminal, overview: YearRecord, measures: Sequence[MeasureRecord]) -> None:
    out.line()
    out.print_paragraph((Message("Completed"), "bold"))
    titles = _titles(overview)
    with_bar = not (out.narrow or out.plain)
    sections = [
        (titles[number or ""], outcomes_counted(members))
        for number, members in grouped(measures, lambda measure: names(measure, Grouping.SECTION))
    ]
    rows = [_progress(title, count, with_bar=with_bar) for title, count in sections]
    outcomes = outcomes_counted(measures)
    total = _progress(str(Message("Total")), outcomes, "bold", with_bar=with_bar)
    bars = [Column(no_wrap=True)] if with_bar else []
    columns = [Column(max_width=_WIDEST_TITLE), *bars, Column(no_wrap=True), Column(no_wrap=True, justify="right")]
    out.print_table(plain_table(*columns), rows, total)
    _show_not_done(out, outcomes)
    _show_elsewhere(out, measures)


def _show_not_done(out: Terminal, outcomes: dict[str, int]) -> None:
    """Show of how many measures it is known that they were not carried out in the year."""
    parts = [(outcome, outcomes[outcome]) for outcome in NOT_DONE_IN_YEAR if outcomes[outcome]]
    if not parts:
        return
    words = ", ".join(f"{word(outcome)} {count}" for outcome, count in parts)
    count = sum(count for _, count in parts)
    plain = parts[0][0] is Outcome.NOT_DONE  # the only part, which says the same
    named = Message("Not completed: {count}", count=count)
    out.line()
    out.print_paragraph((named if plain else Message("{what}, of these: {parts}", what=named, parts=words), "bold"))


def _show_elsewhere(out: Terminal, measures: Sequence[MeasureRecord]) -> None:
    """Show of how many measures only the report that csprog did not make tells."""
    if count := sum(measure.standing is Status.REPORTED_ELSEWHERE for measure in measures):
        elsewhere = Status.REPORTED_ELSEWHERE
        out.line()
        out.print_paragraph((f"{word(elsewhere).capitalize()}: {count}", STYLES[elsewhere]))


def _progress(name: str, count: dict[str, int], style: str = "", *, with_bar: bool) -> tuple[Text, ...]:
    """Return a row of progress: name, a bar if there is to be one, count, share."""
    done, total = count_done_in_year(count), count_reported_here(count)
    words = Message("{done} of {total}", done=done, total=total)
    bars = [styled(*bar(done, total))] if with_bar else []
    return styled((name, style)), *bars, styled((words, style)), styled((show_part(done, total), style))
