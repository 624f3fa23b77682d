"""The report of many plans: a line for each, totals by year and by company."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from csprog.evaluation.figures.portfolio import Portfolio, PortfolioRow
from csprog.evaluation.figures.summary import FigureTotals
from csprog.i18n import Message, format_share
from csprog.views.report.bars import execution_chart, execution_key
from csprog.views.report.document import (
    Chapter,
    Document,
    Kind,
    ReportCell,
    ReportColumn,
    Table,
    capitals,
    chapter,
    number_columns,
    row,
    subtitle_of_years,
    text_columns,
    title_of_years,
)
from csprog.views.report.execution import done_lines
from csprog.views.report.labels import NOTHING, done_share, money_amount
from csprog.views.report.results import money_lines, targets_line

Part = tuple[tuple[str, ...], FigureTotals]
"""A row of a table: the cells that name it, its figures."""


_MOST_LACKING = 20  # named in the subtitle


class _Column(NamedTuple):
    """A column of figures; `in_terminal` if a terminal has room for it."""

    name: Message
    cell: Callable[[FigureTotals], str | ReportCell]
    in_terminal: bool = False
    kind: Kind = "number"


_COLUMNS = (
    _Column(Message("Completed"), lambda totals: done_share(totals.measures), in_terminal=True),
    _Column(Message("On time"), lambda totals: format_share(totals.measures.shares.on_time), in_terminal=True),
    _Column(Message("Not completed in the year"), lambda totals: str(totals.measures.not_in_year)),
    _Column(Message("Still open"), lambda totals: str(totals.measures.open)),
    _Column(Message("Postponed"), lambda totals: str(totals.postponements.measures), in_terminal=True),
    _Column(Message("Missing information"), lambda totals: str(totals.lacks_reason + totals.lacks_result)),
    _Column(Message("Planned"), lambda totals: money_amount(totals.money.planned), in_terminal=True),
    _Column(Message("Spent"), lambda totals: money_amount(totals.money.spent), in_terminal=True),
    _Column(Message("Chart"), lambda totals: execution_chart(totals.measures), kind="chart"),
)


def many_plans(  # noqa: PLR0913 - what the report tells of
    portfolio: Portfolio,
    day: date,
    missing: Sequence[int],
    lacking: Sequence[str],
    faults: Mapping[str, Message],
    *,
    compact: bool = False,
) -> Document:
    """Return the report of many plans as of `day`.

    The subtitle names the `missing` years, which have no plan, and the companies `lacking` one; `faults` are the plans not counted, by path, and why.
    `compact` has fewer columns and puts the totals last: a reader of thousands of lines in a terminal ends there.
    """
    running = sorted({plan.year for plan in portfolio.plans if not plan.year_over})
    lines = subtitle_of_years(day, missing, running)
    if lacking:
        named = "; ".join(lacking[:_MOST_LACKING]) + " …" * (len(lacking) > _MOST_LACKING)
        lines.append(Message("missing plans ({count}): {names}", count=len(lacking), names=named))
    chapters = [_totals(portfolio, compact=compact), _plans(portfolio, compact=compact)]
    plans = Message("{count} plan", "{count} plans", count=len(portfolio.plans))
    if compact:
        chapters.reverse()
        lines.insert(0, plans)
    elif faults:
        chapters.append(chapter("faults", items=(f"{path}: {message}" for path, message in sorted(faults.items()))))
    return Document(
        organisation=_organisation(portfolio),
        programme=str(plans),
        title=str(_title(portfolio)),
        lines=capitals(lines),
        chapters=tuple(chapters),
    )


def _organisation(portfolio: Portfolio) -> str:
    if len(portfolio.by_company) == 1:
        return portfolio.by_company[0].organisation
    return str(Message("{count} company", "{count} companies", count=len(portfolio.by_company)))


def _title(portfolio: Portfolio) -> Message:
    years = [line.year for line in portfolio.by_year]
    if len(years) > 1 or len(portfolio.plans) == 1:
        return title_of_years(years)
    return Message("Evaluation of the Programmes of {year}", year=", ".join(map(str, years)) or NOTHING)


def _totals(portfolio: Portfolio, *, compact: bool) -> Chapter:
    """Return the totals; by year or company only if they say more than the plans."""
    by_year: list[Part] = [((str(line.year),), line.figures) for line in portfolio.by_year]
    by_company: list[Part] = [((line.organisation,), line.figures) for line in portfolio.by_company]
    tables: list[Table] = []
    for caption, heading, parts in (
        (Message("By year"), Message("Year"), by_year),
        (Message("By company, the least completed first"), Message("Company"), by_company),
    ):
        if 1 < len(parts) < len(portfolio.plans):
            tables.append(_table(caption, text_columns(heading), parts, portfolio.total, compact=compact))
    return chapter("sums", _sentences(portfolio.total), tables)


def _sentences(total: FigureTotals) -> Iterator[Message]:
    yield from done_lines(total.measures, total.proposals)
    if total.indicators.total:
        yield targets_line(total.indicators)
    yield from money_lines(total.money)
    if total.money.compared:
        yield Message("spent of what was planned: {share}", share=format_share(total.money.spent_share))
    if total.lacks_reason:
        yield Message("not completed, no reason given: {count}", count=total.lacks_reason)
    if total.lacks_result:
        yield Message("completed, no actual result given: {count}", count=total.lacks_result)


def _plans(portfolio: Portfolio, *, compact: bool) -> Chapter:
    plans_of = Counter((plan.organisation, plan.year) for plan in portfolio.plans)
    parts = [
        ((_name(plan, alone=plans_of[plan.organisation, plan.year] == 1), str(plan.year)), plan.figures)
        for plan in portfolio.plans
    ]
    heads = [*text_columns(Message("Company")), *number_columns(Message("Year"))]
    several = len(portfolio.by_year) > 1
    caption = Message("By company and year") if several else Message("By company, the least completed first")
    return chapter("plans", tables=[_table(caption, heads, parts, portfolio.total, compact=compact)])


def _name(plan: PortfolioRow, *, alone: bool) -> str:
    """Return the company, with the plan's path if it has several of that year."""
    return plan.organisation if alone else f"{plan.organisation} ({plan.path})"


def _table(
    caption: Message, heads: Sequence[ReportColumn], parts: Sequence[Part], total: FigureTotals, *, compact: bool
) -> Table:
    """Return a table with a row for each of `parts` and one for the `total`."""
    shown = [column for column in _COLUMNS if column.in_terminal or not compact]
    whole = (str(Message("Total")), *[NOTHING] * (len(heads) - 1))
    rows = [row(*names, *(column.cell(totals) for column in shown)) for names, totals in (*parts, (whole, total))]
    rows[-1] = replace(rows[-1], strong=True)
    columns = (*heads, *(ReportColumn(str(column.name), column.kind) for column in shown))
    return Table(str(caption), columns, tuple(rows), () if compact else execution_key())
