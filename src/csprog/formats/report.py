"""Writes reports as Markdown for memorandums and as JSON for programs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from csprog.evaluation.figures.portfolio import Portfolio
from csprog.evaluation.figures.year_figures import YearFigures
from csprog.evaluation.records import to_json
from csprog.formats.diff import escaped
from csprog.i18n import Message
from csprog.views.report.document import Chapter, Document, Report, Table

_OF_THE_WHOLE = {
    "goals",
    "tasks",
    "standard_clauses",
    "channels",
    "unassessed",
    "origins",
    "assessments",
    "latest_scores",
}
"""Figures of a year that no unit has of its own."""
_LIST_MARKER = re.compile(r"^(\d*)([.)+=-])")
_ALIGNMENTS = {"text": ":--", "number": "--:"}


def as_record(report: Report) -> dict[str, Any]:
    """Return the figures of a year under their public names (docs/figures.md)."""
    not_given = [{"code": gap.code, "message": str(gap.message)} for gap in report.not_given]
    return {**to_json(report.figures), "not_given": not_given}


def as_unit_record(figures: YearFigures, unit: str) -> dict[str, Any]:
    """Return the figures of a unit under the names of a year's, without those of the Programme as a whole."""
    record = to_json(figures)
    return {"unit": unit, **{name: value for name, value in record.items() if name not in _OF_THE_WHOLE}}


def as_records(reports: Sequence[Report], missing: Sequence[int]) -> dict[str, Any]:
    """Return the figures of several years; `missing` are years without a plan."""
    return {"years": [as_record(report) for report in reports], "missing": list(missing)}


def portfolio_record(
    portfolio: Portfolio,
    day: date,
    missing: Sequence[int],
    lacking: Sequence[Mapping[str, Any]],
    faults: Mapping[str, Message],
) -> dict[str, Any]:
    """Return the figures of many plans as of `day`.

    `missing` are the years without a plan, `lacking` the companies without one of a year that others have; `faults` are the
    plans that are not counted, with the reason.
    """
    uncounted = [{"path": path, "message": str(message)} for path, message in sorted(faults.items())]
    without = {"missing": list(missing), "missing_plans": list(lacking)}
    return {"as_of": day.isoformat(), **to_json(portfolio), **without, "faults": uncounted}


def as_markdown(document: Document) -> str:
    """Return a report as Markdown without its charts; texts of the plan are escaped."""
    lines = [f"# {escaped(document.title)}", "", _line(f"{document.organisation}. {document.programme}")]
    lines += [line for text in document.lines for line in ("", _line(text))]
    for chapter in document.chapters:
        lines += _chapter(chapter)
    return "\n".join(lines) + "\n"


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield from ("", f"## {escaped(chapter.title)}")
    if chapter.lines or chapter.items:
        yield ""
    yield from (f"- {_line(text)}" for text in (*chapter.lines, *chapter.items))
    for table in chapter.tables:
        yield from ("", f"**{escaped(table.caption)}**", "")
        yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    columns = [column for column in table.columns if column.kind != "chart"]
    yield _cells(column.name for column in columns)
    yield _cells(_ALIGNMENTS[column.kind] for column in columns)
    for row in table.rows:
        cells = zip(row.cells, table.columns, strict=True)
        texts = [escaped(cell.text) for cell, column in cells if column.kind != "chart"]
        yield _cells(f"**{text}**" for text in texts) if row.strong else _cells(texts)


def _cells(texts: Iterable[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _line(text: str) -> str:
    """Escape a text at the start of a line, where `1.` or `-` would begin a list."""
    return _LIST_MARKER.sub(r"\1\\\2", escaped(text))
