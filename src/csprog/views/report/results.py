"""The chapters about what is measured: indicators, money, satisfaction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from csprog.evaluation.figures.assessments import ScoreFigure, Survey
from csprog.evaluation.figures.indicators import IndicatorFigure, Judged
from csprog.evaluation.figures.money import Money, MoneyGroup
from csprog.evaluation.figures.year_figures import YearFigures
from csprog.i18n import Message, format_share
from csprog.views.report.bars import share_bar
from csprog.views.report.document import Chapter, ReportCell, ReportColumn, Table, TableRow, chart_column, row, table
from csprog.views.report.labels import NOTHING, amount, counted, label, money_amount, period_words, score_words, word


def indicator_chapter(figures: YearFigures) -> Chapter:
    """Return the indicators, plan against actual."""
    count, title = figures.indicators, str(Message("Indicators"))
    if not count.total:
        return Chapter("indicators", title, (str(Message("no indicator is given")),))
    columns = [
        ReportColumn(str(Message("Indicator"))),
        ReportColumn(str(Message("Before")), "number"),
        ReportColumn(str(Message("Actual")), "number"),
        ReportColumn(str(Message("Target")), "number"),
        ReportColumn(str(Message("Period"))),
        ReportColumn(str(Message("Reached"))),
        ReportColumn(str(Message("Progress")), "number"),
        chart_column(),
    ]
    rows = [_indicator(one) for one in figures.indicators_listed]
    return Chapter(
        "indicators",
        title,
        (targets_line(count),),
        table(str(Message("The latest value of each indicator")), columns, rows),
    )


def money_chapter(figures: YearFigures, *, compact: bool) -> Chapter:
    """Return the money, planned against spent."""
    total, title = figures.money, str(Message("Money"))
    if total.planned is None and total.spent is None:
        return Chapter("money", title, (str(Message("no measure says what it costs")),))
    tables: list[Table] = []
    for caption, first, groups in money_parted(figures):
        rows = [money_row(label(group.key, group.name), group.money, compact=compact) for group in groups]
        rows.append(replace(money_row(str(Message("Total")), total, compact=compact), strong=True))
        tables += table(caption, money_columns(first, compact=compact), rows)
    return Chapter("money", title, money_lines(total), tuple(tables))


def targets_line(count: Judged) -> str:
    """Return in a sentence how many targets are reached."""
    line = Message(
        "targets reached: {reached} of {total}; not reached: {missed}; not to be judged: {unknown}",
        reached=count.reached,
        total=count.total,
        missed=count.not_reached,
        unknown=count.not_judged,
    )
    return str(line)


def money_lines(total: Money) -> tuple[str, str]:
    """Return in sentences what was planned and what was spent."""
    planned = Message(
        "planned: {amount} roubles, by {given} of {total} measures",
        amount=money_amount(total.planned),
        given=total.planned_given,
        total=total.measures,
    )
    spent = Message(
        "spent: {amount} roubles, by {given} of {total} measures",
        amount=money_amount(total.spent),
        given=total.spent_given,
        total=total.measures,
    )
    return (
        str(planned if total.planned is not None else Message("planned: no measure says it")),
        str(spent if total.spent is not None else Message("spent: no measure says it")),
    )


def money_parted(figures: YearFigures) -> list[tuple[str, str, tuple[MoneyGroup, ...]]]:
    """Return what money can be parted by: a caption, what a part is, the parts."""
    return [
        (str(Message("By section, in roubles")), str(Message("Section")), figures.money_by_section),
        (str(Message("By source, in roubles")), str(Message("Source")), figures.money_by_source),
    ]


def assessment_chapter(figures: YearFigures) -> Chapter:
    """Return the assessments with their scores."""
    title = str(Message("Satisfaction of customers"))
    if not figures.assessments:
        return Chapter("assessments", title, (str(Message("no assessment is given")),))
    columns = [
        ReportColumn(str(Message("Assessment"))),
        ReportColumn(str(Message("Whom, about what"))),
        ReportColumn(str(Message("What was asked"))),
        ReportColumn(str(Message("Score")), "number"),
        ReportColumn(str(Message("Respondents")), "number"),
        chart_column(),
    ]
    rows = [made for survey in figures.assessments for made in _survey(survey)]
    return Chapter("assessments", title, (), table(str(Message("Scores by period")), columns, rows))


def _indicator(one: IndicatorFigure) -> TableRow:
    verdicts = {True: str(Message("yes")), False: str(Message("no")), None: NOTHING}
    return row(
        f"{one.of or NOTHING} {one.name}, {one.unit}".removeprefix(f"{NOTHING} "),
        amount(one.baseline),
        amount(one.actual),
        amount(one.target),
        period_words(one.period),
        verdicts[one.reached],
        format_share(one.progress),
        ReportCell(format_share(one.progress), share_bar(one.progress, part="in-time" if one.reached else "delayed")),
    )


def money_columns(first: str, *, compact: bool) -> list[ReportColumn]:
    """Return the columns of a table of money; `compact` leaves out how many measures give it."""
    given = (
        []
        if compact
        else [ReportColumn(str(Message("Planned is given by"))), ReportColumn(str(Message("Spent is given by")))]
    )
    return [
        ReportColumn(first),
        ReportColumn(str(Message("Planned")), "number"),
        ReportColumn(str(Message("Spent")), "number"),
        *given,
        ReportColumn(str(Message("Left")), "number"),
        ReportColumn(str(Message("Spent of planned")), "number"),
        chart_column(),
    ]


def money_row(name: str, money: Money, *, compact: bool) -> TableRow:
    """Return a row of such a table."""
    given = [counted(money.planned_given, money.measures), counted(money.spent_given, money.measures)]
    share = format_share(money.spent_share)
    overspent = money.left is not None and money.left < Decimal()
    return row(
        name,
        money_amount(money.planned),
        money_amount(money.spent),
        *([] if compact else given),
        money_amount(money.left),
        share,
        ReportCell(share, share_bar(money.spent_share, part="failed" if overspent else "in-time")),
    )


def _survey(survey: Survey) -> Iterator[TableRow]:
    for score in survey.scores:
        yield row(
            f"{period_words(survey.period)}, {word(survey.kind)}",
            f"{word(survey.audience)}, {word(survey.channel)}",
            score.name,
            score_words(score),
            _respondents(score),
            ReportCell(format_share(score.share), share_bar(score.share)),
        )


def _respondents(score: ScoreFigure) -> str:
    return NOTHING if score.respondents is None else amount(Decimal(score.respondents))
