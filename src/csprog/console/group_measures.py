"""Shows measures of many plans: by company and unit, by group, since a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.table import Column
from rich.text import Text

from csprog.console.status import counts_text, measure_status
from csprog.console.status_labels import STYLES, word
from csprog.console.terminal import Span, Terminal, plain_table, styled
from csprog.evaluation.groups import Grouping, grouped
from csprog.evaluation.records import MeasureRecord, in_office, names
from csprog.formats.visible import one_line
from csprog.i18n import Message
from csprog.portfolio.summaries import PlanSummary, StatusChange, UnitBacklog, backlogs
from csprog.programme.enums import Status

_WIDEST_NAME = 44  # columns of a terminal
_OVERDUE = STYLES[Status.OVERDUE]
_Place = tuple[PlanSummary, MeasureRecord]


def show_backlogs(lines: Sequence[PlanSummary]) -> None:
    """Show what is overdue by company and unit, the worst first."""
    found = backlogs(lines)
    if not found:
        return
    out = Terminal()
    _heading(out, Message("Overdue by company and unit"), _OVERDUE)
    days = Column(str(Message("days late")), no_wrap=True, justify="right")
    table = plain_table(
        Column(str(Message("Company")), max_width=_WIDEST_NAME, overflow="fold"),
        Column(str(Message("Responsible")), max_width=_WIDEST_NAME, overflow="fold"),
        days,
        Column(str(Message("Measures")), overflow="fold"),
        headed=True,
    )
    out.print_table(table, [_backlog_row(backlog) for backlog in found])


def _backlog_row(backlog: UnitBacklog) -> tuple[Text, ...]:
    ids = ", ".join(measure.id for measure in backlog.measures)
    unit = backlog.responsible or Message("no unit is given")
    return (
        styled(_plan_name(backlog.plan)),
        styled(one_line(unit)),
        styled((str(backlog.most_days), _OVERDUE)),
        styled(f"{len(backlog.measures)}: {ids}"),
    )


def show_listed(lines: Sequence[PlanSummary]) -> None:
    """Show all measures of `lines` by company and unit, in the order of the plans."""
    out = Terminal()
    for line in lines:
        for unit, measures in grouped(line.measures, lambda measure: (measure.responsible,)):
            name = one_line(unit or Message("no unit is given"))
            _heading(out, f"{_plan_name(line)} · {name}: {counts_text(measures)}")
            _show_measures(out, [(line, measure) for measure in measures], named=False)


def show_by(lines: Sequence[PlanSummary], by: Grouping) -> None:
    """Show the measures of all plans in groups, with counts, the most overdue group first."""
    from csprog.views.report.labels import word as group_name  # noqa: PLC0415 - loads the model: 0.3 s of a cached status

    out = Terminal()
    places = [(line, measure) for line in lines for measure in line.measures]
    groups = [
        (name, [(line, in_office(measure, name) if by is Grouping.OFFICE else measure) for line, measure in part])
        for name, part in grouped(places, lambda place: names(place[1], by))
    ]
    for name, part in sorted(groups, key=lambda group: -_count_overdue(group[1])):
        _heading(out, f"{one_line(group_name(name))}: {counts_text([measure for _, measure in part])}")
        _show_measures(out, part, named=True)


def show_changes(changed: Sequence[StatusChange], since: date) -> None:
    """Show the measures that stand otherwise than on the day `since`, by what they are now."""
    out = Terminal()
    _heading(out, Message("Changed since {day}: {count}", day=since, count=len(changed)))
    by_status = dict(grouped(changed, lambda change: (change.now.standing,)))
    for status in (status for status in (Status.OVERDUE, *Status) if status in by_status):
        members = by_status.pop(status)
        out.print_block(styled((f"{word(status)}: {len(members)}", STYLES[status])))
        rows = [
            (styled(_plan_name(one.plan)), styled((one.now.id, "bold")), styled(one_line(one.now.text)), _former(one))
            for one in members
        ]
        table = plain_table(Column(max_width=_WIDEST_NAME, overflow="fold"), Column(no_wrap=True), Column(), Column())
        out.print_table(table, rows)


def _former(change: StatusChange) -> Text:
    return styled((Message("before: {old}", old=word(change.before.standing)), "dim"))


def _show_measures(out: Terminal, places: Sequence[_Place], *, named: bool) -> None:
    """Show a row for each measure, the earliest first, with its company if `named`."""
    rows = []
    for line, measure in sorted(places, key=lambda place: place[1].awaited):
        company = [styled(_plan_name(line))] if named else []
        cells: list[Span] = [one_line(measure.text), measure.due_text, measure_status(measure)]
        rows.append((*company, styled((measure.id, "bold")), *map(styled, cells)))
    columns = [Column(max_width=_WIDEST_NAME, overflow="fold")] if named else []
    out.print_table(plain_table(*columns, Column(no_wrap=True), Column(), Column(), Column()), rows)


def _heading(out: Terminal, words: Message | str, style: str = "bold") -> None:
    out.line()
    out.print_paragraph((words, style))


def _plan_name(line: PlanSummary) -> str:
    return one_line(f"{line.organisation}, {line.year}")


def _count_overdue(places: Sequence[_Place]) -> int:
    return sum(measure.standing is Status.OVERDUE for _, measure in places)
