"""The report of one year."""

from __future__ import annotations

from csprog.i18n import Message, format_day
from csprog.views.report.coverage import coverage_chapter, digital_chapter, origin_chapter
from csprog.views.report.document import Chapter, Document, Report, capitals, opened
from csprog.views.report.execution import execution_chapter, postponement_chapter
from csprog.views.report.results import assessment_chapter, indicator_chapter, money_chapter


def single_year(report: Report, *, compact: bool = False) -> Document:
    """Return the report of a year; `compact` puts outcomes into words where there is no room for a column each."""
    figures = report.figures
    as_of = str(Message("as of {day}", day=format_day(figures.as_of)))
    running = Message("the year is not over: these are figures so far")
    chapters = (
        execution_chapter(figures, compact=compact),
        postponement_chapter(figures),
        indicator_chapter(figures),
        money_chapter(figures, compact=compact),
        coverage_chapter(figures),
        origin_chapter(figures),
        digital_chapter(figures),
        assessment_chapter(figures),
        _lacking(report),
    )
    return Document(
        organisation=figures.organisation,
        programme=figures.title,
        title=str(Message("Evaluation of the Programme of {year}", year=figures.year)),
        lines=capitals((as_of,) if figures.year_over else (as_of, str(running))),
        chapters=tuple(map(opened, chapters)),
    )


def lacking_items(report: Report) -> list[str]:
    """Return what the plan doesn't say of all that is asked of it, then what the public answer still needs."""
    lacking = report.figures.lacking
    items = [str(gap.message) for gap in report.not_given]
    if lacking.reason:
        what = Message(
            "why {count} measure was not carried out is not said: {ids}",
            "why {count} measures were not carried out is not said: {ids}",
            count=len(lacking.reason),
            ids=", ".join(lacking.reason),
        )
        items.append(str(what))
    if lacking.result:
        what = Message(
            "what was achieved by {count} measure is not said: {ids}",
            "what was achieved by {count} measures is not said: {ids}",
            count=len(lacking.result),
            ids=", ".join(lacking.result),
        )
        items.append(str(what))
    return items


def _lacking(report: Report) -> Chapter:
    items = lacking_items(report)
    lines = () if items else (str(Message("everything is given")),)
    return Chapter("not-given", str(Message("What is not given")), lines, items=tuple(items))
