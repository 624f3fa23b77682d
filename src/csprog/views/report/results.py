"""The chapters on results: indicators, money, satisfaction of customers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from operator import attrgetter

from csprog.evaluation.figures.assessments import ScoreFigure, Survey
from csprog.evaluation.figures.indicators import IndicatorFigure, Judged
from csprog.evaluation.figures.money import Money, MoneyGroup
from csprog.evaluation.figures.year_figures import YearFigures
from csprog.i18n import Message, format_share
from csprog.views.report.bars import share_bar
from csprog.views.report.document import (
    Chapter,
    Division,
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
from csprog.views.report.labels import NOTHING, amount, counted, label, money_amount, period_words, score_words, word

MONEY_DIVISIONS = (
    Division[MoneyGroup](Message("By section, in roubles"), Message("Section"), attrgetter("money_by_section")),
    Division[MoneyGroup](Message("By source, in roubles"), Message("Source"), attrgetter("money_by_source")),
)


def indicator_chapter(figures: YearFigures) -> Chapter:
    """Return the chapter on the indicators, targets against actual values."""
    if not figures.indicators.total:
        return chapter("indicators", [Message("no indicator is given")])
    columns = [
        *text_columns(Message("Indicator")),
        *number_columns(Message("Baseline"), Message("Actual"), Message("Target")),
        *text_columns(Message("Period"), Message("Reached")),
        *number_columns(Message("Progress")),
        chart_column(),
    ]
    rows = [_indicator(indicator) for indicator in figures.indicators_listed]
    tables = table(Message("The latest value of each indicator"), columns, rows)
    return chapter("indicators", [targets_line(figures.indicators)], tables)


def money_chapter(figures: YearFigures, *, compact: bool) -> Chapter:
    """Return the chapter on money, planned against spent."""
    total = figures.money
    if total.planned is None and total.spent is None:
        return chapter("money", [Message("no funding is given")])
    tables: list[Table] = []
    for division in MONEY_DIVISIONS:
        groups = division.groups(figures)
        rows = [money_row(label(group.key, group.name), group.money, compact=compact) for group in groups]
        rows.append(replace(money_row(str(Message("Total")), total, compact=compact), strong=True))
        tables += table(division.caption, money_columns(division.heading, compact=compact), rows)
    return chapter("money", money_lines(total), tables)


def targets_line(count: Judged) -> Message:
    """Return the sentence on how many targets are reached."""
    return Message(
        "targets reached: {reached} of {total}; not reached: {missed}; not assessable: {unknown}",
        reached=count.reached,
        total=count.total,
        missed=count.not_reached,
        unknown=count.not_judged,
    )


def money_lines(total: Money) -> Iterator[Message]:
    """Yield the sentences on what was planned and what was spent."""
    if total.planned is None:
        yield Message("planned: not given for any measure")
    else:
        yield Message(
            "planned: {amount} roubles, given for {given} of {total} measures",
            amount=money_amount(total.planned),
            given=total.planned_given,
            total=total.measures,
        )
    if total.spent is None:
        yield Message("spent: not given for any measure")
    else:
        yield Message(
            "spent: {amount} roubles, given for {given} of {total} measures",
            amount=money_amount(total.spent),
            given=total.spent_given,
            total=total.measures,
        )


def assessment_chapter(figures: YearFigures) -> Chapter:
    """Return the chapter on the assessments with their scores."""
    if not figures.assessments:
        return chapter("assessments", [Message("no assessment is given")])
    columns = [
        *text_columns(Message("Assessment"), Message("Who, about what"), Message("What was asked")),
        *number_columns(Message("Score"), Message("Respondents")),
        chart_column(),
    ]
    rows = [_score(survey, score) for survey in figures.assessments for score in survey.scores]
    return chapter("assessments", tables=table(Message("Scores by period"), columns, rows))


def money_columns(heading: Message, *, compact: bool) -> list[ReportColumn]:
    """Return the columns of a table of money.

    `compact` leaves out how many measures give an amount.
    """
    given = () if compact else (Message("Planned, given for"), Message("Spent, given for"))
    return [
        *text_columns(heading),
        *number_columns(Message("Planned"), Message("Spent")),
        *text_columns(*given),
        *number_columns(Message("Remainder"), Message("Spent of planned")),
        chart_column(),
    ]


def money_row(name: str, money: Money, *, compact: bool) -> TableRow:
    """Return a row of a table of money, its cells those of `money_columns`."""
    given = (counted(money.planned_given, money.measures), counted(money.spent_given, money.measures))
    share = format_share(money.spent_share)
    overspent = money.left is not None and money.left < 0
    return row(
        name,
        money_amount(money.planned),
        money_amount(money.spent),
        *(() if compact else given),
        money_amount(money.left),
        share,
        ReportCell(share, share_bar(money.spent_share, part="failed" if overspent else "in-time")),
    )


def _indicator(indicator: IndicatorFigure) -> TableRow:
    reached = {True: str(Message("yes")), False: str(Message("no")), None: NOTHING}
    progress = format_share(indicator.progress)
    name = f"{indicator.name}, {indicator.unit}"
    return row(
        f"{indicator.of} {name}" if indicator.of else name,
        amount(indicator.baseline),
        amount(indicator.actual),
        amount(indicator.target),
        period_words(indicator.period),
        reached[indicator.reached],
        progress,
        ReportCell(progress, share_bar(indicator.progress, part="in-time" if indicator.reached else "delayed")),
    )


def _score(survey: Survey, score: ScoreFigure) -> TableRow:
    return row(
        f"{period_words(survey.period)}, {word(survey.kind)}",
        f"{word(survey.audience)}, {word(survey.channel)}",
        score.name,
        score_words(score),
        amount(None if score.respondents is None else Decimal(score.respondents)),
        ReportCell(format_share(score.share), share_bar(score.share)),
    )
