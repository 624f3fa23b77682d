"""What a report is made of: chapters of sentences and tables, with texts that only have to be set down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from csprog.evaluation.figures.year_figures import YearFigures
from csprog.i18n import Message

Kind = Literal["text", "number", "chart"]
Part = Literal["in-time", "delayed", "failed", "open"]


@dataclass(frozen=True, slots=True)
class NotGiven:
    """Something that clauses 1.1 to 2.2 ask of a Programme and the plan does not give: its code among the rules, and what."""

    code: str
    message: Message


@dataclass(frozen=True, slots=True)
class Report:
    """What is reported of a year: its figures, and what is not given."""

    figures: YearFigures
    not_given: tuple[NotGiven, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """Parts of a whole of 100, from the left; what is left is empty. It decorates: the numbers stand beside it."""

    parts: tuple[tuple[Part, float], ...]


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A column: what stands in it decides how it is set."""

    name: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class ReportCell:
    """What stands in a column; of a chart the text says in words what the bar shows."""

    text: str
    bar: Bar | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table; `strong` for a total."""

    cells: tuple[ReportCell, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `key` tells what the colours of its bars mean, one for each that occurs."""

    caption: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[TableRow, ...]
    key: tuple[tuple[Part, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the report: sentences, then tables, then a list."""

    anchor: str
    title: str
    lines: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report: whose and of what Programme, what it is, as of when, and its chapters."""

    organisation: str
    programme: str
    title: str
    lines: tuple[str, ...]
    chapters: tuple[Chapter, ...]


def opened(chapter: Chapter) -> Chapter:
    """Return the chapter with its sentences and the items of its list begun by a capital letter."""
    return replace(chapter, lines=capitals(chapter.lines), items=capitals(chapter.items))


def capitals(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the texts, each begun by a capital letter."""
    return tuple(text[:1].upper() + text[1:] for text in texts)


def chart_column() -> ReportColumn:
    """Return the column of the bars."""
    return ReportColumn(str(Message("Chart")), "chart")


def row(*texts: str | ReportCell, strong: bool = False) -> TableRow:
    """Return a row of these cells."""
    return TableRow(tuple(text if isinstance(text, ReportCell) else ReportCell(text) for text in texts), strong)


def table(caption: str, columns: Sequence[ReportColumn], rows: Sequence[TableRow]) -> tuple[Table, ...]:
    """Return the table alone in a tuple, or none if it has no rows."""
    return (Table(caption, tuple(columns), tuple(rows)),) if rows else ()
