"""The chapters on what was carried out and what was postponed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from csprog.evaluation.figures.by_month import MonthFigures
from csprog.evaluation.figures.carry_over import CarryOver
from csprog.evaluation.figures.evidence import EvidenceFigures
from csprog.evaluation.figures.execution import Execution, Group, Proposals
from csprog.evaluation.figures.postponements import Postponement
from csprog.evaluation.figures.year_figures import YearFigures
from csprog.i18n import Message, format_day, format_share
from csprog.views.report.bars import execution_chart, execution_key, month_chart, month_key, share_bar
from csprog.views.report.document import (
    Chapter,
    Division,
    Part,
    ReportCell,
    ReportColumn,
    Table,
    TableRow,
    chapter,
    chart_column,
    number_columns,
    row,
    table,
    text_columns,
)
from csprog.views.report.labels import NOTHING, OUTCOMES, counted, days, label, outcome_word, period_words

_COMPACT_COLUMNS = (
    ReportColumn(""),
    ReportColumn("", "chart"),
    ReportColumn("", "number"),
    ReportColumn("", "number"),
    ReportColumn(""),
)
_COLOURS: dict[str, Part] = {"on_time": "in-time", "late": "delayed", "open": "open"}
BY_SECTION = Division[Group](Message("By section"), Message("Section"), attrgetter("by_section"))
DIVISIONS = (
    BY_SECTION,
    Division[Group](Message("By channel"), Message("Channel"), attrgetter("by_channel")),
    Division[Group](Message("By audience"), Message("Audience"), attrgetter("by_audience")),
    Division[Group](
        Message("By office: a measure counts once for each of its offices"), Message("Office"), attrgetter("by_office")
    ),
    Division[Group](Message("By responsible unit"), Message("Responsible unit"), attrgetter("by_responsible")),
)


def execution_chapter(figures: YearFigures, *, compact: bool) -> Chapter:
    """Return the chapter on execution, in all and by every division."""
    tables = [*_outcomes(figures.measures)]
    for division in DIVISIONS:
        parts = [(label(group.key, group.name), group.measures) for group in division.groups(figures)]
        # One total is enough, and the offices would not add up to it.
        total = figures.measures if division is BY_SECTION else None
        tables += execution_table(division.caption, division.heading, parts, total=total, compact=compact)
    tables += _by_month(figures)
    lines = (*done_lines(figures.measures, figures.proposals), *_evidence_lines(figures.evidence))
    return chapter("execution", lines, tables)


def postponement_chapter(figures: YearFigures) -> Chapter:
    """Return the chapter on postponements and what was carried over: how many, how long."""
    postponed, carried = figures.postponements, list(_carried_lines(figures.carry_over))
    if postponed.longest_days is None:
        return chapter("postponements", [Message("nothing was postponed"), *carried], _dragging(figures.carry_over))
    line = Message(
        "{count} measure was postponed; postponements: {times}; average days: {mean}, maximum: {longest}",
        "{count} measures were postponed; postponements: {times}; average days: {mean}, maximum: {longest}",
        count=postponed.measures,
        times=postponed.times,
        mean=days(postponed.mean_days),
        longest=postponed.longest_days,
    )
    columns = [
        *text_columns(Message("Measure"), Message("Deadline"), Message("New deadline")),
        *number_columns(Message("Days")),
        *text_columns(Message("Why")),
    ]
    caption = Message("From the approved deadline to the new one")
    moved = table(caption, columns, [_postponed(item) for item in postponed.listed])
    return chapter("postponements", [line, *carried], (*moved, *_dragging(figures.carry_over)))


def _carried_lines(carried: CarryOver) -> Iterator[Message]:
    if carried.came:
        yield Message("carried over from earlier years: {count}", count=carried.came)
    if carried.went:
        yield Message("carried over to later years: {count}", count=carried.went)


def _dragging(carried: CarryOver) -> tuple[Table, ...]:
    """Return the measures that are in plans for the third year or longer."""
    columns = [*text_columns(Message("Measure")), *number_columns(Message("Years"), Message("Since"))]
    rows = [row(f"{one.id} {one.text}", one.years, str(one.since)) for one in carried.dragging]
    return table(Message("Carried over for the third year or longer"), columns, rows)


def execution_table(
    caption: Message,
    heading: Message,
    parts: Sequence[tuple[str, Execution]],
    *,
    total: Execution | None = None,
    compact: bool,
) -> tuple[Table, ...]:
    """Return the execution of each part, with a bar; none if there is no part.

    An outcome that no part has gets no column. `compact` puts outcomes into words, for a terminal.
    """
    if not parts:
        return ()
    occurring = [name for name in OUTCOMES if any(getattr(count, name) for _, count in parts)]

    def part_row(name: str, count: Execution) -> TableRow:
        return _row_in_words(name, count) if compact else _row_of_counts(name, count, occurring)

    rows = [part_row(name, count) for name, count in parts]
    if total is not None:
        rows.append(replace(part_row(str(Message("Total")), total), strong=True))
    columns = _COMPACT_COLUMNS if compact else _columns(heading, occurring)
    return (Table(str(caption), tuple(columns), tuple(rows), execution_key()),)


def breakdown(count: Execution) -> str:
    """Return the outcomes of measures not done in time: late 2, in part 1."""
    occurring = [name for name in OUTCOMES if name != "on_time" and getattr(count, name)]
    return ", ".join(f"{outcome_word(name).lower()} {getattr(count, name)}" for name in occurring)


def done_lines(count: Execution, proposals: Proposals) -> Iterator[Message]:
    """Yield the sentences on what was carried out and what is overdue."""
    yield Message(
        "completed in the year: {done} of {count} measure, {share}",
        "completed in the year: {done} of {count} measures, {share}",
        done=count.done,
        count=count.reported_here,
        share=format_share(count.shares.done),
    )
    yield Message(
        "fully completed: {done} of {count} proposal, {share}",
        "fully completed: {done} of {count} proposals, {share}",
        done=proposals.done,
        count=proposals.reported_here,
        share=format_share(proposals.share),
    )
    if count.reported_elsewhere:
        yield Message("reported elsewhere, not counted in shares: {count}", count=count.reported_elsewhere)
    if count.overdue:
        yield Message("overdue as of this date: {count}", count=count.overdue)


def _evidence_lines(evidence: EvidenceFigures) -> Iterator[Message]:
    if not evidence.done:
        return
    yield Message(
        "with evidence: {proven} of {count} completed measure, {share}",
        "with evidence: {proven} of {count} completed measures, {share}",
        proven=evidence.proven,
        count=evidence.done,
        share=format_share(evidence.share),
    )
    if evidence.lacking:
        yield Message("without evidence: {ids}", ids=", ".join(evidence.lacking))


def _outcomes(count: Execution) -> tuple[Table, ...]:
    columns = [
        *text_columns(Message("Outcome")),
        *number_columns(Message("Measures"), Message("Share")),
        chart_column(),
    ]
    rows = [_outcome(name, count) for name in OUTCOMES if getattr(count, name)]
    return table(Message("Outcomes of the measures"), columns, rows)


def _outcome(name: str, count: Execution) -> TableRow:
    share = getattr(count.shares, name, None)  # what was reported elsewhere has none
    bar = share_bar(share, part=_COLOURS.get(name, "failed"))
    return row(outcome_word(name), getattr(count, name), format_share(share), ReportCell(format_share(share), bar))


def _by_month(figures: YearFigures) -> tuple[Table, ...]:
    """Return what was due and what was carried out by month, none without measures."""
    whole = figures.measures.reported_here
    numbers = number_columns(Message("Due"), Message("Completed"), Message("Behind"))
    columns = [*text_columns(Message("Month")), *numbers, chart_column()]
    rows = [_month(month, whole) for month in figures.by_month] if whole else []
    return tuple(
        replace(one, key=month_key()) for one in table(Message("Planned and completed, by month"), columns, rows)
    )


def _month(month: MonthFigures, whole: int) -> TableRow:
    done, behind = (NOTHING if one is None else one for one in (month.done, month.behind))
    return row(period_words(month.month), month.due, done, behind, month_chart(month, whole))


def _columns(heading: Message, outcomes: Sequence[str]) -> list[ReportColumn]:
    counts = number_columns(Message("Measures"), Message("Completed"), Message("Share"), *map(outcome_word, outcomes))
    return [*text_columns(heading), *counts, chart_column()]


def _row_of_counts(name: str, count: Execution, outcomes: Sequence[str]) -> TableRow:
    counts = (getattr(count, outcome) for outcome in outcomes)
    return row(name, count.total, count.done, format_share(count.shares.done), *counts, execution_chart(count))


def _row_in_words(name: str, count: Execution) -> TableRow:
    done = counted(count.done, count.reported_here)
    return row(name, execution_chart(count), done, format_share(count.shares.done), breakdown(count))


def _postponed(postponement: Postponement) -> TableRow:
    due, awaited = format_day(postponement.due), format_day(postponement.awaited)
    return row(f"{postponement.id} {postponement.text}", due, awaited, postponement.days, postponement.reason)
