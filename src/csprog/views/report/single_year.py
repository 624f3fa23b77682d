"""The report of one year."""

from __future__ import annotations

from csprog.i18n import Message, format_day
from csprog.views.report.coverage import coverage_chapter, digital_chapter, origin_chapter
from csprog.views.report.document import Chapter, Document, Report, capitals, chapter, title_of_years
from csprog.views.report.execution import execution_chapter, postponement_chapter
from csprog.views.report.results import assessment_chapter, indicator_chapter, money_chapter


def single_year(report: Report, *, compact: bool = False) -> Document:
    """Return the report of a year.

    `compact` puts outcomes into words, for a terminal without room for a column each.
    """
    figures = report.figures
    lines = [Message("as of {day}", day=format_day(figures.as_of))]
    if not figures.year_over:
        lines.append(Message("the year is not over: these figures are preliminary"))
    return Document(
        organisation=figures.organisation,
        programme=figures.title,
        title=str(title_of_years([figures.year])),
        lines=capitals(lines),
        chapters=(
            execution_chapter(figures, compact=compact),
            postponement_chapter(figures),
            indicator_chapter(figures),
            money_chapter(figures, compact=compact),
            coverage_chapter(figures),
            origin_chapter(figures),
            digital_chapter(figures),
            assessment_chapter(figures),
            not_given_chapter(missing_items(report)),
        ),
    )


def missing_items(report: Report) -> list[str]:
    """Return the missing parts of the plan, then of the public statement."""
    lacking = report.figures.lacking
    items = [gap.message for gap in report.not_given]
    if lacking.reason:
        items.append(
            Message(
                "no reason is given for {count} measure not completed: {ids}",
                "no reason is given for {count} measures not completed: {ids}",
                count=len(lacking.reason),
                ids=", ".join(lacking.reason),
            )
        )
    if lacking.result:
        items.append(
            Message(
                "no actual result is given for {count} measure: {ids}",
                "no actual result is given for {count} measures: {ids}",
                count=len(lacking.result),
                ids=", ".join(lacking.result),
            )
        )
    return list(map(str, items))


def not_given_chapter(items: list[str]) -> Chapter:
    """Return the chapter that lists what is missing, or says that nothing is."""
    return chapter("not-given", [] if items else [Message("nothing is missing")], items=capitals(items))
