"""The report of several years: the same figures side by side."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence

from csprog.evaluation.figures.execution import Execution
from csprog.evaluation.figures.indicators import IndicatorFigure
from csprog.evaluation.figures.year_figures import YearFigures
from csprog.i18n import Message, format_day, format_share
from csprog.views.report.document import (
    Chapter,
    Document,
    Kind,
    Report,
    ReportColumn,
    Table,
    capitals,
    opened,
    row,
    table,
)
from csprog.views.report.execution import execution_table, parted
from csprog.views.report.labels import NOTHING, amount, counted, days, label, money_amount, score_words, share_of, word
from csprog.views.report.results import money_columns, money_parted, money_row
from csprog.views.report.single_year import lacking_items

Line = tuple[Hashable, str, str]
"""Of one year: what the line is known by in every year, how it is called, what stands in the year's column."""


def several_years(reports: Sequence[Report], missing: Sequence[int], *, compact: bool = False) -> Document:
    """Return the report of several years, at least one; of the `missing` ones it is said that they have no plan."""
    years = [report.figures for report in reports]
    last = years[-1]
    lines = [str(Message("as of {day}", day=format_day(last.as_of)))]
    if missing:
        lines.append(str(Message("there is no plan of: {years}", years=", ".join(map(str, missing)))))
    running = [str(figures.year) for figures in years if not figures.year_over]
    if running:
        lines.append(str(Message("not over yet: {years}", years=", ".join(running))))
    chapters = (
        _execution(years, compact=compact),
        _postponements(years),
        _indicators(years),
        _money(years, compact=compact),
        _coverage(years),
        _origins(years),
        _digital(years),
        _satisfaction(years),
        _not_given(reports),
    )
    return Document(
        organisation=last.organisation,
        programme=last.title,
        title=str(
            Message("Evaluation of the Programmes of {first} to {last}", first=years[0].year, last=last.year)
            if len(years) > 1
            else Message("Evaluation of the Programme of {year}", year=last.year)
        ),
        lines=capitals(lines),
        chapters=tuple(map(opened, chapters)),
    )


def side_by_side(
    caption: str,
    first: str,
    years: Sequence[YearFigures],
    lines: Callable[[YearFigures], Iterable[Line]],
    kind: Kind = "number",
) -> tuple[Table, ...]:
    """Return a table with a column a year: a row for every line that a year has, a dash where another has it not."""
    names: dict[Hashable, str] = {}
    cells: dict[tuple[Hashable, int], str] = {}
    for figures in years:
        for key, name, text in lines(figures):
            names[key] = name
            cells[key, figures.year] = text
    columns = [ReportColumn(first), *(ReportColumn(str(figures.year), kind) for figures in years)]
    ordered = sorted(names, key=lambda key: key is None)  # what is not set comes last
    rows = [row(names[key], *(cells.get((key, one.year), NOTHING) for one in years)) for key in ordered]
    return table(caption, columns, rows)


def _execution(years: Sequence[YearFigures], *, compact: bool) -> Chapter:
    whole = [(str(figures.year), figures.measures) for figures in years]
    tables = [
        *execution_table(str(Message("By year")), str(Message("Year")), whole, compact=compact),
        *side_by_side(str(Message("Besides")), str(Message("Figure")), years, _besides),
    ]
    for place, (caption, first, _) in enumerate(parted(years[0])):

        def lines(figures: YearFigures, place: int = place) -> Iterable[Line]:
            for group in parted(figures)[place][2]:
                yield group.name or group.key, label(group.key, group.name), _done(group.measures)

        tables += side_by_side(caption, first, years, lines)
    return Chapter("execution", str(Message("Execution")), tables=tuple(tables))


def _besides(figures: YearFigures) -> Iterable[Line]:
    proposals = figures.proposals
    done = share_of(proposals.share, proposals.done, proposals.total)
    yield "proposals", str(Message("Proposals carried out whole")), done
    yield "overdue", str(Message("Overdue on this day")), str(figures.measures.overdue)


def _done(count: Execution) -> str:
    return share_of(count.shares.done, count.done, count.total)


def _postponements(years: Sequence[YearFigures]) -> Chapter:
    def lines(figures: YearFigures) -> Iterable[Line]:
        found = figures.postponements
        yield "measures", str(Message("Measures postponed")), str(found.measures)
        yield "times", str(Message("Postponements in all")), str(found.times)
        yield "mean", str(Message("Days on the average")), days(found.mean_days)
        yield "longest", str(Message("Days at most")), days(found.longest_days)

    title = str(Message("Postponements"))
    return Chapter("postponements", title, tables=side_by_side(title, str(Message("Figure")), years, lines))


def _indicators(years: Sequence[YearFigures]) -> Chapter:
    def counts(figures: YearFigures) -> Iterable[Line]:
        count = figures.indicators
        yield "reached", str(Message("Targets reached")), counted(count.reached, count.total)
        yield "missed", str(Message("Targets not reached")), counted(count.not_reached, count.total)
        yield "unknown", str(Message("Not to be judged")), counted(count.not_judged, count.total)

    def lines(figures: YearFigures) -> Iterable[Line]:
        for one in figures.indicators_listed:
            yield one.id, f"{one.name}, {one.unit}", _actual(one)

    figure = str(Message("Figure"))
    tables = (
        *side_by_side(str(Message("Targets")), figure, years, counts),
        *side_by_side(str(Message("Actual, in brackets the target")), str(Message("Indicator")), years, lines),
    )
    return Chapter("indicators", str(Message("Indicators")), tables=tables)


def _actual(one: IndicatorFigure) -> str:
    sign = {True: " ✓", False: " ✕", None: ""}[one.reached]
    return f"{amount(one.actual)} ({amount(one.target)}){sign}"


def _money(years: Sequence[YearFigures], *, compact: bool) -> Chapter:
    rows = [money_row(str(figures.year), figures.money, compact=compact) for figures in years]
    columns = money_columns(str(Message("Year")), compact=compact)
    tables = [*table(str(Message("In all, in roubles")), columns, rows)]
    for caption, first, place in ((part[0], part[1], place) for place, part in enumerate(money_parted(years[0]))):
        for what, name in (("planned", Message("planned")), ("spent", Message("spent"))):

            def lines(figures: YearFigures, place: int = place, what: str = what) -> Iterable[Line]:
                for group in money_parted(figures)[place][2]:
                    told = money_amount(getattr(group.money, what))
                    yield group.name or group.key, label(group.key, group.name), told

            tables += side_by_side(f"{caption}: {name}", first, years, lines)
    return Chapter("money", str(Message("Money")), tables=tuple(tables))


def _coverage(years: Sequence[YearFigures]) -> Chapter:
    def lines(figures: YearFigures) -> Iterable[Line]:
        for name, covered in (
            (Message("Goals"), figures.goals),
            (Message("Tasks"), figures.tasks),
            (Message("Clauses of the Standard"), figures.standard_clauses),
        ):
            bare = [one.number for one in covered if not one.measures.total]
            yield str(name), str(name), _bare(bare, len(covered))
        unused = [word(one.channel) for one in figures.channels if not one.measures.total]
        yield "channels", str(Message("Channels")), _bare(unused, len(figures.channels))

    caption = str(Message("Without a measure"))
    title = str(Message("Goals, tasks, the Standard, channels"))
    return Chapter("coverage", title, tables=side_by_side(caption, str(Message("What")), years, lines, "text"))


def _bare(names: Sequence[str], total: int) -> str:
    if not total:
        return str(Message("not given"))
    return ", ".join(names) or str(Message("none"))


def _origins(years: Sequence[YearFigures]) -> Chapter:
    def lines(figures: YearFigures) -> Iterable[Line]:
        for one in figures.origins:
            yield one.origin, word(one.origin), f"{one.proposals} ({format_share(one.share)})"
        bare = counted(len(figures.unassessed), figures.proposals.total)
        yield "unassessed", str(Message("Rest on no assessment")), bare

    caption, title = str(Message("Proposals")), str(Message("Where the proposals came from"))
    return Chapter("origins", title, tables=side_by_side(caption, str(Message("Origin")), years, lines))


def _digital(years: Sequence[YearFigures]) -> Chapter:
    def lines(figures: YearFigures) -> Iterable[Line]:
        for one in figures.digital:
            yield one.channel, word(one.channel), counted(one.digital.done, one.digital.total)

    caption = str(Message("Carried out of the digital services"))
    tables = side_by_side(caption, str(Message("Channel")), years, lines)
    return Chapter("digital", str(Message("Digital services")), tables=tables)


def _satisfaction(years: Sequence[YearFigures]) -> Chapter:
    def lines(figures: YearFigures) -> Iterable[Line]:
        for one in figures.latest_scores:
            key = (one.audience, one.channel, one.score.name)
            yield key, f"{one.score.name}: {word(one.audience)}, {word(one.channel)}", score_words(one.score)

    caption = str(Message("The latest score of each year"))
    tables = side_by_side(caption, str(Message("What was asked")), years, lines)
    return Chapter("assessments", str(Message("Satisfaction of customers")), tables=tables)


def _not_given(reports: Sequence[Report]) -> Chapter:
    years: dict[str, list[str]] = {}
    for report in reports:
        for item in lacking_items(report):
            years.setdefault(item, []).append(str(report.figures.year))
    items = tuple(f"{', '.join(of)}: {what}" for what, of in years.items())
    lines = () if items else (str(Message("everything is given")),)
    return Chapter("not-given", str(Message("What is not given")), lines, items=items)
