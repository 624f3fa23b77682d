"""The chapters about what the Programme covers and where its proposals came from."""

from __future__ import annotations

from csprog.evaluation.figures.coverage import DigitalServices
from csprog.evaluation.figures.execution import Execution
from csprog.evaluation.figures.year_figures import YearFigures
from csprog.i18n import N_, Message, format_share
from csprog.views.report.bars import execution_chart
from csprog.views.report.document import Chapter, ReportColumn, Table, TableRow, chart_column, row, table
from csprog.views.report.labels import word


def coverage_chapter(figures: YearFigures) -> Chapter:
    """Return which goals, tasks, clauses of the Standard and channels have measures, and first those that have none."""
    listed = [
        (Message("Goals"), Message("Goal"), N_("goals without a measure: {which}"), figures.goals),
        (Message("Tasks"), Message("Task"), N_("tasks without a measure: {which}"), figures.tasks),
        (
            Message("Clauses of the Standard"),
            Message("Clause"),
            N_("clauses of the Standard without a measure: {which}"),
            figures.standard_clauses,
        ),
    ]
    lines: list[str] = []
    tables: list[Table] = []
    for caption, first, sentence, covered in listed:
        bare = [one.number for one in covered if not one.measures.total]
        if bare:
            lines.append(str(Message(sentence, which=", ".join(bare))))
        rows = [_covered(f"{one.number}. {one.title}", one.measures) for one in covered]
        tables += _coverage_table(str(caption), str(first), rows)
    unused = [word(one.channel) for one in figures.channels if not one.measures.total]
    if unused:
        lines.append(str(Message("channels without a measure: {which}", which=", ".join(unused))))
    rows = [_covered(word(one.channel), one.measures) for one in figures.channels]
    tables += _coverage_table(str(Message("Channels")), str(Message("Channel")), rows)
    title = str(Message("Goals, tasks, the Standard, channels"))
    return Chapter("coverage", title, tuple(lines), tuple(tables))


def origin_chapter(figures: YearFigures) -> Chapter:
    """Return where the proposals came from, and which rest on no assessment."""
    columns = [
        ReportColumn(str(Message("Origin"))),
        ReportColumn(str(Message("Proposals")), "number"),
        ReportColumn(str(Message("Share")), "number"),
    ]
    rows = [row(word(one.origin), str(one.proposals), format_share(one.share)) for one in figures.origins]
    line = Message(
        "rest on no assessment: {bare} of {count} proposal",
        "rest on no assessment: {bare} of {count} proposals",
        bare=len(figures.unassessed),
        count=figures.proposals.total,
    )
    bare = [row(one.number, one.text) for one in figures.unassessed]
    named = [ReportColumn(str(Message("Number"))), ReportColumn(str(Message("Proposal")))]
    return Chapter(
        "origins",
        str(Message("Where the proposals came from")),
        (str(line),),
        (
            *table(str(Message("By origin")), columns, rows),
            *table(str(Message("Proposals that rest on no assessment")), named, bare),
        ),
    )


def digital_chapter(figures: YearFigures) -> Chapter:
    """Return the digital services by channel."""
    columns = [
        ReportColumn(str(Message("Channel"))),
        ReportColumn(str(Message("Digital services")), "number"),
        ReportColumn(str(Message("Of them carried out")), "number"),
        ReportColumn(str(Message("Not digital")), "number"),
        ReportColumn(str(Message("Not given")), "number"),
        chart_column(),
    ]
    made = table(str(Message("Measures by channel")), columns, [_digital(one) for one in figures.digital])
    return Chapter("digital", str(Message("Digital services")), tables=made)


def _coverage_table(caption: str, first: str, rows: list[TableRow]) -> tuple[Table, ...]:
    columns = [
        ReportColumn(first),
        ReportColumn(str(Message("Measures")), "number"),
        ReportColumn(str(Message("Carried out")), "number"),
        chart_column(),
    ]
    return table(caption, columns, rows)


def _covered(name: str, count: Execution) -> TableRow:
    return row(name, str(count.total), str(count.done), execution_chart(count))


def _digital(one: DigitalServices) -> TableRow:
    count = one.digital
    numbers = (count.total, count.done, one.not_digital, one.not_given)
    return row(word(one.channel), *map(str, numbers), execution_chart(count))
