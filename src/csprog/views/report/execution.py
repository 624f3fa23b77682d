"""The chapters about what was carried out, and about what was put off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from csprog.evaluation.figures.execution import Execution, Group, Proposals
from csprog.evaluation.figures.postponements import Postponement
from csprog.evaluation.figures.year_figures import YearFigures
from csprog.i18n import Message, format_day, format_share
from csprog.views.report.bars import execution_bar, execution_key, share_bar
from csprog.views.report.document import (
    Chapter,
    Part,
    ReportCell,
    ReportColumn,
    Table,
    TableRow,
    chart_column,
    row,
    table,
)
from csprog.views.report.labels import OUTCOMES, counted, days, label, outcome_word

_COLOURS: dict[str, Part] = {"on_time": "in-time", "late": "delayed", "open": "open"}


def execution_chapter(figures: YearFigures, *, compact: bool) -> Chapter:
    """Return how much was carried out, over the plan and by all that the plan can be parted by."""
    tables = [*_outcomes(figures.measures)]
    for caption, first, groups in parted(figures):
        parts = [(label(group.key, group.name), group.measures) for group in groups]
        total = figures.measures if groups is figures.by_section else None
        tables += execution_table(caption, first, parts, total=total, compact=compact)
    return Chapter(
        "execution", str(Message("Execution")), tuple(done_lines(figures.measures, figures.proposals)), tuple(tables)
    )


def parted(figures: YearFigures) -> list[tuple[str, str, tuple[Group, ...]]]:
    """Return all that the plan can be parted by: a caption, what a part is, the parts."""
    by_office = Message("By office: a measure counts once for each of its offices")
    return [
        (str(Message("By section")), str(Message("Section")), figures.by_section),
        (str(Message("By channel")), str(Message("Channel")), figures.by_channel),
        (str(Message("By audience")), str(Message("Audience")), figures.by_audience),
        (str(by_office), str(Message("Office")), figures.by_office),
        (str(Message("By responsible unit")), str(Message("Responsible unit")), figures.by_responsible),
    ]


def postponement_chapter(figures: YearFigures) -> Chapter:
    """Return what was postponed, how often and by how many days."""
    found = figures.postponements
    title = str(Message("Postponements"))
    if found.longest_days is None:
        return Chapter("postponements", title, (str(Message("nothing was postponed")),))
    line = Message(
        "{count} measure was postponed; postponements in all: {times}; days on the average: {mean}, at most: {longest}",
        "{count} measures were postponed; postponements in all: {times}; days on the average: {mean}, at most: {longest}",
        count=found.measures,
        times=found.times,
        mean=days(found.mean_days),
        longest=found.longest_days,
    )
    columns = [
        ReportColumn(str(Message("Measure"))),
        ReportColumn(str(Message("Deadline"))),
        ReportColumn(str(Message("Awaited"))),
        ReportColumn(str(Message("Days")), "number"),
        ReportColumn(str(Message("Why"))),
    ]
    caption = str(Message("From the approved deadline to the day by which it is awaited"))
    return Chapter(
        "postponements", title, (str(line),), table(caption, columns, [_postponed(one) for one in found.listed])
    )


def execution_table(
    caption: str, first: str, parts: Sequence[tuple[str, Execution]], *, total: Execution | None = None, compact: bool
) -> tuple[Table, ...]:
    """Return what was carried out of each part, with a bar; an outcome that no part has gets no column."""
    if not parts:
        return ()
    had = [name for name in OUTCOMES if any(getattr(count, name) for _, count in parts)]
    make, columns = (_in_words, _columns_in_words()) if compact else (_in_columns, _columns(first, had))
    rows = [make(name, count, had) for name, count in parts]
    if total is not None:
        rows.append(replace(make(str(Message("Total")), total, had), strong=True))
    return (Table(caption, tuple(columns), tuple(rows), execution_key()),)


def breakdown(count: Execution) -> str:
    """Return in words what became of the measures that were not carried out in time: late 2, in part 1."""
    kept = [name for name in OUTCOMES if name != "on_time" and getattr(count, name)]
    return ", ".join(f"{outcome_word(name).lower()} {getattr(count, name)}" for name in kept)


def done_lines(count: Execution, proposals: Proposals) -> Iterator[str]:
    """Give in sentences how much was carried out, and what is overdue."""
    yield str(
        Message(
            "carried out in the year: {done} of {count} measure, {share}",
            "carried out in the year: {done} of {count} measures, {share}",
            done=count.done,
            count=count.total,
            share=format_share(count.shares.done),
        )
    )
    yield str(
        Message(
            "carried out whole: {done} of {count} proposal, {share}",
            "carried out whole: {done} of {count} proposals, {share}",
            done=proposals.done,
            count=proposals.total,
            share=format_share(proposals.share),
        )
    )
    if count.overdue:
        yield str(Message("overdue on this day: {count}", count=count.overdue))


def _outcomes(count: Execution) -> tuple[Table, ...]:
    columns = [
        ReportColumn(str(Message("Outcome"))),
        ReportColumn(str(Message("Measures")), "number"),
        ReportColumn(str(Message("Share")), "number"),
        chart_column(),
    ]
    rows = [_outcome(name, count) for name in OUTCOMES if getattr(count, name)]
    return table(str(Message("What became of the measures")), columns, rows)


def _outcome(name: str, count: Execution) -> TableRow:
    share = getattr(count.shares, name)
    bar = share_bar(share, part=_COLOURS.get(name, "failed"))
    return row(outcome_word(name), str(getattr(count, name)), format_share(share), ReportCell(format_share(share), bar))


def _columns(first: str, had: Sequence[str]) -> list[ReportColumn]:
    return [
        ReportColumn(first),
        ReportColumn(str(Message("Measures")), "number"),
        ReportColumn(str(Message("Carried out")), "number"),
        ReportColumn(str(Message("Share")), "number"),
        *(ReportColumn(outcome_word(name), "number") for name in had),
        chart_column(),
    ]


def _in_columns(name: str, count: Execution, had: Sequence[str]) -> TableRow:
    outcomes = (str(getattr(count, outcome)) for outcome in had)
    return row(name, str(count.total), str(count.done), format_share(count.shares.done), *outcomes, _chart(count))


def _columns_in_words() -> list[ReportColumn]:
    return [
        ReportColumn(""),
        ReportColumn("", "chart"),
        ReportColumn("", "number"),
        ReportColumn("", "number"),
        ReportColumn(""),
    ]


def _in_words(name: str, count: Execution, had: Sequence[str]) -> TableRow:
    del had
    return row(name, _chart(count), counted(count.done, count.total), format_share(count.shares.done), breakdown(count))


def _chart(count: Execution) -> ReportCell:
    return ReportCell(counted(count.done, count.total), execution_bar(count))


def _postponed(one: Postponement) -> TableRow:
    return row(one.id, format_day(one.due), format_day(one.awaited), str(one.days), one.reason)
