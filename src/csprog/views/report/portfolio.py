"""The report of many plans: a line for each, and what they come to by year, by company and in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from csprog.evaluation.figures.execution import Execution
from csprog.evaluation.figures.portfolio import Portfolio, PortfolioRow
from csprog.evaluation.figures.summary import FigureTotals
from csprog.i18n import N_, Message, format_day, format_share, translate
from csprog.views.report.bars import execution_chart, execution_key
from csprog.views.report.document import Chapter, Document, Kind, ReportCell, ReportColumn, Table, capitals, row
from csprog.views.report.execution import done_lines
from csprog.views.report.labels import NOTHING, money_amount, share_of
from csprog.views.report.results import money_lines, targets_line

Part = tuple[tuple[str, ...], FigureTotals]


def many_plans(
    portfolio: Portfolio, day: date, missing: Sequence[int], faults: Mapping[str, Message], *, compact: bool = False
) -> Document:
    """Return the report of many plans as of `day`.

    Of the `missing` years it is said that they have no plan, of plans at fault, by their paths, why they are not counted.
    `compact` has fewer columns, and puts the sums last, where one who reads thousands of lines in a terminal ends.
    """
    lines = [str(Message("as of {day}", day=format_day(day)))]
    if missing:
        lines.append(str(Message("there is no plan of: {years}", years=", ".join(map(str, missing)))))
    running = sorted({plan.year for plan in portfolio.plans if not plan.year_over})
    if running:
        lines.append(str(Message("not over yet: {years}", years=", ".join(map(str, running)))))
    chapters = [_sums(portfolio, compact=compact), _plans(portfolio, compact=compact)]
    plans = str(Message("{count} plan", "{count} plans", count=len(portfolio.plans)))
    if compact:
        chapters.reverse()
        lines.insert(0, plans)
    elif faults:
        chapters.append(_faults(faults))
    return Document(
        organisation=_whose(portfolio),
        programme=plans,
        title=_title(portfolio),
        lines=capitals(lines),
        chapters=tuple(chapters),
    )


def _whose(portfolio: Portfolio) -> str:
    if len(portfolio.by_company) == 1:
        return portfolio.by_company[0].organisation
    return str(Message("{count} company", "{count} companies", count=len(portfolio.by_company)))


def _title(portfolio: Portfolio) -> str:
    years = [line.year for line in portfolio.by_year]
    if len(years) > 1:
        return str(Message("Evaluation of the Programmes of {first} to {last}", first=years[0], last=years[-1]))
    if len(portfolio.plans) == 1:
        return str(Message("Evaluation of the Programme of {year}", year=years[0]))
    return str(Message("Evaluation of the Programmes of {year}", year=", ".join(map(str, years)) or NOTHING))


def _sums(portfolio: Portfolio, *, compact: bool) -> Chapter:
    """Return what all plans come to; by year or by company only where that says more than the plans' own lines."""
    by_year: list[Part] = [((str(line.year),), line.figures) for line in portfolio.by_year]
    by_company: list[Part] = [((line.organisation,), line.figures) for line in portfolio.by_company]
    tables: list[Table] = []
    for caption, first, parts in (
        (Message("By year"), Message("Year"), by_year),
        (Message("By company, the least carried out first"), Message("Company"), by_company),
    ):
        if 1 < len(parts) < len(portfolio.plans):
            tables.append(_table(str(caption), [ReportColumn(str(first))], parts, portfolio.total, compact=compact))
    sentences = capitals(list(_sentences(portfolio.total)))
    return Chapter("sums", str(Message("In all")), sentences, tuple(tables))


def _sentences(total: FigureTotals) -> Iterator[str]:
    yield from done_lines(total.measures, total.proposals)
    if total.indicators.total:
        yield targets_line(total.indicators)
    yield from money_lines(total.money)
    if total.money.compared:
        yield str(Message("spent of what was planned: {share}", share=format_share(total.money.spent_share)))
    if total.lacks_reason:
        yield str(Message("not carried out, and why is not said: {count}", count=total.lacks_reason))
    if total.lacks_result:
        yield str(Message("carried out, and what was achieved is not said: {count}", count=total.lacks_result))


def _plans(portfolio: Portfolio, *, compact: bool) -> Chapter:
    names = Counter((plan.organisation, plan.year) for plan in portfolio.plans)
    parts = [
        ((_name(plan, alone=names[plan.organisation, plan.year] == 1), str(plan.year)), plan.figures)
        for plan in portfolio.plans
    ]
    heads = [ReportColumn(str(Message("Company"))), ReportColumn(str(Message("Year")), "number")]
    caption = str(Message("By company and year"))
    return Chapter(
        "plans", str(Message("Plans")), tables=(_table(caption, heads, parts, portfolio.total, compact=compact),)
    )


def _name(plan: PortfolioRow, *, alone: bool) -> str:
    """Return whose plan it is; where a company has several of one year, the path tells them apart."""
    return plan.organisation if alone else f"{plan.organisation} ({plan.path})"


def _faults(faults: Mapping[str, Message]) -> Chapter:
    items = tuple(f"{path}: {message}" for path, message in sorted(faults.items()))
    return Chapter("faults", str(Message("Not counted")), items=items)


def _table(
    caption: str, heads: Sequence[ReportColumn], parts: Sequence[Part], total: FigureTotals, *, compact: bool
) -> Table:
    """Return a table with a row for each of `parts`, and one for the `total`."""
    kept = [column for column in _COLUMNS if column.in_terminal or not compact]
    whole = (str(Message("Total")), *[NOTHING] * (len(heads) - 1))
    rows = [row(*names, *(one.of(figures) for one in kept)) for names, figures in (*parts, (whole, total))]
    rows[-1] = replace(rows[-1], strong=True)
    columns = (*heads, *(ReportColumn(translate(one.name), one.kind) for one in kept))
    return Table(caption, columns, tuple(rows), () if compact else execution_key())


def _not_in_the_year(count: Execution) -> int:
    return count.total - count.done - count.open


class _Column(NamedTuple):
    """A column of figures: how it is called and told, and whether there is room for it in a terminal."""

    name: str
    of: Callable[[FigureTotals], str | ReportCell]
    in_terminal: bool = False
    kind: Kind = "number"


_COLUMNS = (
    _Column(
        N_("Carried out"),
        lambda one: share_of(one.measures.shares.done, one.measures.done, one.measures.total),
        in_terminal=True,
    ),
    _Column(N_("In time"), lambda one: format_share(one.measures.shares.on_time), in_terminal=True),
    _Column(N_("Not in the year"), lambda one: str(_not_in_the_year(one.measures))),
    _Column(N_("Still open"), lambda one: str(one.measures.open)),
    _Column(N_("Postponed"), lambda one: str(one.postponements.measures), in_terminal=True),
    _Column(N_("Lacking"), lambda one: str(one.lacks_reason + one.lacks_result)),
    _Column(N_("Planned"), lambda one: money_amount(one.money.planned), in_terminal=True),
    _Column(N_("Spent"), lambda one: money_amount(one.money.spent), in_terminal=True),
    _Column(N_("Chart"), lambda one: execution_chart(one.measures), kind="chart"),
)
