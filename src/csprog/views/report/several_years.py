"""The report of several years, their figures side by side."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence

from csprog.evaluation.figures.indicators import IndicatorFigure
from csprog.evaluation.figures.year_figures import YearFigures
from csprog.i18n import Message, format_share
from csprog.views.report.coverage import coverage_lists
from csprog.views.report.document import (
    Chapter,
    Division,
    Document,
    GroupType,
    Kind,
    Report,
    ReportColumn,
    Table,
    Text,
    capitals,
    chapter,
    row,
    subtitle_of_years,
    table,
    title_of_years,
)
from csprog.views.report.execution import DIVISIONS, execution_table
from csprog.views.report.labels import (
    NOTHING,
    amount,
    counted,
    days,
    done_share,
    label,
    money_amount,
    score_words,
    share_of,
    word,
)
from csprog.views.report.results import MONEY_DIVISIONS, money_columns, money_row
from csprog.views.report.single_year import missing_items, not_given_chapter

Line = tuple[Hashable, Text, str]
"""A line of one year: its key, the same in every year, its name, its cell."""
Lines = Callable[[YearFigures], Iterable[Line]]


def several_years(reports: Sequence[Report], missing: Sequence[int], *, compact: bool = False) -> Document:
    """Return the report of several years, at least one.

    The subtitle names the `missing` years, which have no plan. `compact` is for a terminal.
    """
    years = [report.figures for report in reports]
    last = years[-1]
    running = [figures.year for figures in years if not figures.year_over]
    return Document(
        organisation=last.organisation,
        programme=last.title,
        title=str(title_of_years([figures.year for figures in years])),
        lines=capitals(subtitle_of_years(last.as_of, missing, running)),
        chapters=(
            _execution(years, compact=compact),
            _postponements(years),
            _indicators(years),
            _money(years, compact=compact),
            _coverage(years),
            _origins(years),
            _digital(years),
            _satisfaction(years),
            _not_given(reports),
        ),
    )


def side_by_side(
    caption: Text, heading: Text, years: Sequence[YearFigures], lines: Lines, kind: Kind = "number"
) -> tuple[Table, ...]:
    """Return a table with a column for each year; no table without lines.

    A line that a year lacks has a dash there.
    """
    names: dict[Hashable, Text] = {}
    cells: dict[tuple[Hashable, int], str] = {}
    for figures in years:
        for key, name, text in lines(figures):
            names[key] = name
            cells[key, figures.year] = text
    columns = [ReportColumn(str(heading)), *(ReportColumn(str(figures.year), kind) for figures in years)]
    ordered = sorted(names, key=lambda key: key is None)  # what is not set comes last
    rows = [row(names[key], *(cells.get((key, figures.year), NOTHING) for figures in years)) for key in ordered]
    return table(caption, columns, rows)


def _division_lines(division: Division[GroupType], cell: Callable[[GroupType], str]) -> Lines:
    """Return the lines of a division; a section is the same under another number."""
    return lambda figures: (
        (group.name or group.key, label(group.key, group.name), cell(group)) for group in division.groups(figures)
    )


def _execution(years: Sequence[YearFigures], *, compact: bool) -> Chapter:
    by_year = [(str(figures.year), figures.measures) for figures in years]
    tables = [
        *execution_table(Message("By year"), Message("Year"), by_year, compact=compact),
        *side_by_side(Message("Also"), Message("Figure"), years, _besides),
    ]
    for division in DIVISIONS:
        lines = _division_lines(division, lambda group: done_share(group.measures))
        tables += side_by_side(division.caption, division.heading, years, lines)
    return chapter("execution", tables=tables)


def _besides(figures: YearFigures) -> Iterable[Line]:
    proposals = figures.proposals
    done = share_of(proposals.share, proposals.done, proposals.reported_here)
    yield "proposals", Message("Proposals fully completed"), done
    yield "overdue", Message("Overdue as of this date"), str(figures.measures.overdue)


def _postponements(years: Sequence[YearFigures]) -> Chapter:
    def lines(figures: YearFigures) -> Iterable[Line]:
        postponed = figures.postponements
        yield "measures", Message("Measures postponed"), str(postponed.measures)
        yield "times", Message("Total postponements"), str(postponed.times)
        yield "mean", Message("Average days"), days(postponed.mean_days)
        yield "longest", Message("Maximum days"), days(postponed.longest_days)

    tables = side_by_side(Message("Postponements"), Message("Figure"), years, lines)
    return chapter("postponements", tables=tables)


def _indicators(years: Sequence[YearFigures]) -> Chapter:
    def counts(figures: YearFigures) -> Iterable[Line]:
        count = figures.indicators
        yield "reached", Message("Targets reached"), counted(count.reached, count.total)
        yield "missed", Message("Targets not reached"), counted(count.not_reached, count.total)
        yield "unknown", Message("Not assessable"), counted(count.not_judged, count.total)

    def values(figures: YearFigures) -> Iterable[Line]:
        for indicator in figures.indicators_listed:
            yield indicator.id, f"{indicator.name}, {indicator.unit}", _actual(indicator)

    tables = (
        *side_by_side(Message("Targets"), Message("Figure"), years, counts),
        *side_by_side(Message("Actual, in brackets the target"), Message("Indicator"), years, values),
    )
    return chapter("indicators", tables=tables)


def _actual(indicator: IndicatorFigure) -> str:
    sign = {True: " ✓", False: " ✕", None: ""}[indicator.reached]
    return f"{amount(indicator.actual)} ({amount(indicator.target)}){sign}"


def _money(years: Sequence[YearFigures], *, compact: bool) -> Chapter:
    rows = [money_row(str(figures.year), figures.money, compact=compact) for figures in years]
    columns = money_columns(Message("Year"), compact=compact)
    tables = [*table(Message("Total, in roubles"), columns, rows)]
    for division in MONEY_DIVISIONS:
        planned = _division_lines(division, lambda group: money_amount(group.money.planned))
        spent = _division_lines(division, lambda group: money_amount(group.money.spent))
        tables += side_by_side(f"{division.caption}: {Message('planned')}", division.heading, years, planned)
        tables += side_by_side(f"{division.caption}: {Message('spent')}", division.heading, years, spent)
    return chapter("money", tables=tables)


def _coverage(years: Sequence[YearFigures]) -> Chapter:
    def lines(figures: YearFigures) -> Iterable[Line]:
        for listed in coverage_lists(figures):
            uncovered = listed.uncovered or str(Message("none"))
            yield listed.caption, listed.caption, uncovered if listed.items else str(Message("not given"))

    tables = side_by_side(Message("Without a measure"), Message("What"), years, lines, "text")
    return chapter("coverage", tables=tables)


def _origins(years: Sequence[YearFigures]) -> Chapter:
    def lines(figures: YearFigures) -> Iterable[Line]:
        for item in figures.origins:
            yield item.origin, word(item.origin), f"{item.proposals} ({format_share(item.share)})"
        unassessed = counted(len(figures.unassessed), figures.proposals.total)
        yield "unassessed", Message("Not based on an assessment"), unassessed

    return chapter("origins", tables=side_by_side(Message("Proposals"), Message("Origin"), years, lines))


def _digital(years: Sequence[YearFigures]) -> Chapter:
    def lines(figures: YearFigures) -> Iterable[Line]:
        for item in figures.digital:
            yield item.channel, word(item.channel), counted(item.digital.done, item.digital.reported_here)

    caption = Message("Completed digital services")
    return chapter("digital", tables=side_by_side(caption, Message("Channel"), years, lines))


def _satisfaction(years: Sequence[YearFigures]) -> Chapter:
    def lines(figures: YearFigures) -> Iterable[Line]:
        for item in figures.latest_scores:
            key = (item.audience, item.channel, item.score.name)
            yield key, f"{item.score.name}: {word(item.audience)}, {word(item.channel)}", score_words(item.score)

    caption = Message("The latest score of each year")
    return chapter("assessments", tables=side_by_side(caption, Message("What was asked"), years, lines))


def _not_given(reports: Sequence[Report]) -> Chapter:
    years: dict[str, list[str]] = {}
    for report in reports:
        for item in missing_items(report):
            years.setdefault(item, []).append(str(report.figures.year))
    return not_given_chapter([f"{', '.join(lacking)}: {item}" for item, lacking in years.items()])
