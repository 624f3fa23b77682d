"""The chapters on what the Programme covers and where its proposals came from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from csprog.evaluation.figures.execution import Execution
from csprog.evaluation.figures.year_figures import YearFigures
from csprog.i18n import N_, Message, format_share
from csprog.views.report.bars import execution_chart
from csprog.views.report.document import Chapter, Table, chapter, chart_column, number_columns, row, table, text_columns
from csprog.views.report.labels import word


class CoverageList(NamedTuple):
    """A list whose items should each have a measure.

    `items` are triples: short name, full name, the measures. `gap` is the sentence on those without a measure.
    """

    caption: Message
    heading: Message
    gap: str
    items: list[tuple[str, str, Execution]]

    @property
    def uncovered(self) -> str:
        """The short names of the items without a measure, in a line."""
        return ", ".join(name for name, _, measures in self.items if not measures.total)


def coverage_lists(figures: YearFigures) -> Iterator[CoverageList]:
    """Yield the goals, tasks, clauses of the Standard and channels."""
    for caption, heading, gap, covered in (
        (Message("Goals"), Message("Goal"), N_("goals without a measure: {which}"), figures.goals),
        (Message("Tasks"), Message("Task"), N_("tasks without a measure: {which}"), figures.tasks),
        (
            Message("Clauses of the Standard"),
            Message("Clause"),
            N_("clauses of the Standard without a measure: {which}"),
            figures.standard_clauses,
        ),
    ):
        items = [(item.number, f"{item.number}. {item.title}", item.measures) for item in covered]
        yield CoverageList(caption, heading, gap, items)
    channels = [(word(item.channel), word(item.channel), item.measures) for item in figures.channels]
    yield CoverageList(Message("Channels"), Message("Channel"), N_("channels without a measure: {which}"), channels)


def coverage_chapter(figures: YearFigures) -> Chapter:
    """Return the chapter on goals, tasks, the Standard and channels."""
    lines: list[Message] = []
    tables: list[Table] = []
    for listed in coverage_lists(figures):
        if listed.uncovered:
            lines.append(Message(listed.gap, which=listed.uncovered))
        columns = [
            *text_columns(listed.heading),
            *number_columns(Message("Measures"), Message("Completed")),
            chart_column(),
        ]
        rows = [row(name, count.total, count.done, execution_chart(count)) for _, name, count in listed.items]
        tables += table(listed.caption, columns, rows)
    return chapter("coverage", lines, tables)


def origin_chapter(figures: YearFigures) -> Chapter:
    """Return the chapter on the origins and assessments behind the proposals."""
    line = Message(
        "not based on an assessment: {bare} of {count} proposal",
        "not based on an assessment: {bare} of {count} proposals",
        bare=len(figures.unassessed),
        count=figures.proposals.total,
    )
    columns = [*text_columns(Message("Origin")), *number_columns(Message("Proposals"), Message("Share"))]
    rows = [row(word(item.origin), item.proposals, format_share(item.share)) for item in figures.origins]
    unassessed = [row(proposal.number, proposal.text) for proposal in figures.unassessed]
    named = text_columns(Message("Number"), Message("Proposal"))
    tables = (
        *table(Message("By origin"), columns, rows),
        *table(Message("Proposals not based on an assessment"), named, unassessed),
    )
    return chapter("origins", [line], tables)


def digital_chapter(figures: YearFigures) -> Chapter:
    """Return the chapter on the digital services by channel."""
    columns = [
        *text_columns(Message("Channel")),
        *number_columns(
            Message("Digital services"), Message("Of them completed"), Message("Not digital"), Message("Not given")
        ),
        chart_column(),
    ]
    rows = [
        row(
            word(item.channel),
            item.digital.total,
            item.digital.done,
            item.not_digital,
            item.not_given,
            execution_chart(item.digital),
        )
        for item in figures.digital
    ]
    return chapter("digital", tables=table(Message("Measures by channel"), columns, rows))
