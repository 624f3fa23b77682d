"""A report as chapters of sentences and tables, its text ready to print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, NamedTuple, TypeVar

from csprog.evaluation.figures.execution import Group
from csprog.evaluation.figures.money import MoneyGroup
from csprog.evaluation.figures.year_figures import YearFigures
from csprog.i18n import Message, format_day

Kind = Literal["text", "number", "chart"]
Part = Literal["in-time", "delayed", "failed", "open"]
Text = Message | str
GroupType = TypeVar("GroupType", Group, MoneyGroup)

TITLES = {
    "sums": Message("Totals"),
    "plans": Message("Plans"),
    "faults": Message("Not evaluated"),
    "execution": Message("Execution"),
    "measures": Message("Measures"),
    "postponements": Message("Postponements"),
    "indicators": Message("Indicators"),
    "money": Message("Funding"),
    "coverage": Message("Goals, tasks, the Standard, channels"),
    "origins": Message("Origin of the proposals"),
    "digital": Message("Digital services"),
    "assessments": Message("Customer satisfaction"),
    "not-given": Message("Missing information"),
}
"""The titles of all chapters by their anchors."""


class Division(NamedTuple, Generic[GroupType]):
    """A way to divide the plan: caption, heading of the parts, the parts."""

    caption: Message
    heading: Message
    groups: Callable[[YearFigures], tuple[GroupType, ...]]


@dataclass(frozen=True, slots=True)
class NotGiven:
    """A part of the Programme required by clauses 1.1 to 2.2 but missing.

    `code` is that of the rule which requires it.
    """

    code: str
    message: Message


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a year and the missing parts of its Programme."""

    figures: YearFigures
    not_given: tuple[NotGiven, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of coloured parts, from the left, in hundredths of its length.

    Bars are decoration: every number that they show is also printed.
    """

    parts: tuple[tuple[Part, float], ...]


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A column of a table; `kind` decides its alignment."""

    name: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class ReportCell:
    """A cell of a table; in a chart's column `text` is the bar in words."""

    text: str
    bar: Bar | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table; `strong` for a total."""

    cells: tuple[ReportCell, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `key` is the legend of its bars, a colour and its meaning."""

    caption: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[TableRow, ...]
    key: tuple[tuple[Part, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the report: sentences, then tables, then a list."""

    anchor: str
    title: str
    lines: tuple[str, ...]
    tables: tuple[Table, ...]
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report; `lines` stand under its title."""

    organisation: str
    programme: str
    title: str
    lines: tuple[str, ...]
    chapters: tuple[Chapter, ...]


def chapter(
    anchor: str, lines: Iterable[Text] = (), tables: Iterable[Table] = (), items: Iterable[str] = ()
) -> Chapter:
    """Return the chapter with its title; its lines begin with a capital."""
    return Chapter(anchor, str(TITLES[anchor]), capitals(lines), tuple(tables), tuple(items))


def capitals(texts: Iterable[Text]) -> tuple[str, ...]:
    """Return the texts, each beginning with a capital letter."""
    return tuple(text[:1].upper() + text[1:] for text in map(str, texts))


def title_of_years(years: Sequence[int]) -> Message:
    """Return the title of a report on these years, at least one."""
    if len(years) > 1:
        return Message("Evaluation of the Programmes of {first} to {last}", first=years[0], last=years[-1])
    return Message("Evaluation of the Programme of {year}", year=years[0])


def subtitle_of_years(as_of: date, missing: Sequence[int], running: Iterable[int]) -> list[Message]:
    """Return the day of a report, the years without a plan, the years not over."""
    lines = [Message("as of {day}", day=format_day(as_of))]
    if missing:
        lines.append(Message("there is no plan of: {years}", years=", ".join(map(str, missing))))
    if open_years := ", ".join(map(str, running)):
        lines.append(Message("not over yet: {years}", years=open_years))
    return lines


def text_columns(*names: Text) -> list[ReportColumn]:
    """Return columns of text."""
    return [ReportColumn(str(name)) for name in names]


def number_columns(*names: Text) -> list[ReportColumn]:
    """Return columns of numbers."""
    return [ReportColumn(str(name), "number") for name in names]


def chart_column() -> ReportColumn:
    """Return the column of the bars."""
    return ReportColumn(str(Message("Chart")), "chart")


def row(*cells: Text | int | ReportCell) -> TableRow:
    """Return a row of these cells."""
    return TableRow(tuple(cell if isinstance(cell, ReportCell) else ReportCell(str(cell)) for cell in cells))


def table(caption: Text, columns: Sequence[ReportColumn], rows: Sequence[TableRow]) -> tuple[Table, ...]:
    """Return the table alone in a tuple, or an empty one if it has no rows."""
    return (Table(str(caption), tuple(columns), tuple(rows)),) if rows else ()
