"""A report as Markdown for a memorandum, and as JSON for programs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from csprog.evaluation.figures.plain import plain
from csprog.evaluation.figures.portfolio import Portfolio
from csprog.formats.diff import escaped
from csprog.i18n import Message
from csprog.views.report.document import Chapter, Document, Report, Table

_BEGINS_A_LIST = re.compile(r"^(\d*)([.)+=-])")
_ALIGNED = {"text": ":--", "number": "--:"}


def as_record(report: Report) -> dict[str, Any]:
    """Return the figures of a year under the names of docs/figures.md, which other programs rely on."""
    given = [{"code": gap.code, "message": str(gap.message)} for gap in report.not_given]
    return {**plain(report.figures), "not_given": given}


def as_records(reports: Sequence[Report], missing: Sequence[int]) -> dict[str, Any]:
    """Return the figures of several years, and which of those asked for have no plan."""
    return {"years": [as_record(report) for report in reports], "missing": list(missing)}


def portfolio_record(
    portfolio: Portfolio, day: date, missing: Sequence[int], faults: Mapping[str, Message]
) -> dict[str, Any]:
    """Return the figures of many plans as of `day`, which of the years asked for have no plan, and what is not counted."""
    named = [{"path": path, "message": str(message)} for path, message in sorted(faults.items())]
    return {"as_of": day.isoformat(), **plain(portfolio), "missing": list(missing), "faults": named}


def as_markdown(document: Document) -> str:
    """Return a report in Markdown; no text of a plan can act as markup there. Bars are left out."""
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
    kept = [place for place, column in enumerate(table.columns) if column.kind != "chart"]
    yield _cells(table.columns[place].name for place in kept)
    yield _cells(_ALIGNED[table.columns[place].kind] for place in kept)
    for row in table.rows:
        texts = [escaped(row.cells[place].text) for place in kept]
        yield _cells(f"**{text}**" for text in texts) if row.strong else _cells(texts)


def _cells(texts: Iterator[str] | Sequence[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _line(text: str) -> str:
    """Return a text that begins a line: there a number with a point or a dash would begin a list."""
    return _BEGINS_A_LIST.sub(r"\1\\\2", escaped(text))
