"""Keeps what index, feed and sitemap say of a year.

The record of a publication holds it, so that these say of a published year what its page says, whatever becomes of the
plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from csprog.evaluation.evaluator import Evaluation
from csprog.programme.passport import Passport, ReportedElsewhere
from csprog.publication.addresses import site_address
from csprog.views.typography import long_date, typeset
from csprog.views.year.model import StatementKind, YearView


@dataclass(frozen=True, slots=True)
class ListedCounts:
    """Numbers of measures of a year, as its page states them."""

    total: int = 0
    done: int = 0
    late: int = 0
    not_done: int = 0
    in_work: int = 0

    @property
    def share(self) -> float:
        """The part of a bar that was carried out in time, in hundredths."""
        return _hundredths(self.done - self.late, self.total)

    @property
    def late_share(self) -> float:
        """The part of a bar that was carried out late, in hundredths."""
        return _hundredths(self.late, self.total)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedYear:
    """A year as it is listed: `statement` and `figures` are those of its page.

    `organisation` is who published it, `host` that of its site's address, `ids` are the numbers of its measures, to which
    pages of other years may link. `elsewhere` is the address of a report that csprog did not make.
    """

    year: int
    day: date
    organisation: str
    draft: bool = False
    year_over: bool = True
    case: StatementKind = StatementKind.NONE
    statement: str = ""
    figures: ListedCounts = ListedCounts()
    host: str | None = None
    ids: tuple[str, ...] = ()
    elsewhere: str | None = None


def summary(evaluation: Evaluation) -> str:
    """Return an evaluated year in a sentence: measures in all, done, not done."""
    programme, figures = evaluation.programme, _figures(evaluation)
    return year_summary(
        ListedYear(
            year=programme.year,
            day=evaluation.day,
            organisation=programme.passport.organisation,
            year_over=evaluation.year_over,
            figures=figures,
        )
    )


def year_summary(listed: ListedYear) -> str:
    """Return a listed year in a sentence: measures in all, done, not done."""
    counts = listed.figures
    parts = [
        f"Мероприятий в Программе: {counts.total}",
        f"выполнено в {listed.year} году: {counts.done}",
        f"не выполнено: {counts.not_done}",
        *([] if listed.year_over else [f"в работе: {counts.in_work}"]),
    ]
    return f"{'; '.join(parts)}. По состоянию на {listed.day:%d.%m.%Y}."


def list_year(evaluation: Evaluation, page: YearView) -> ListedYear:
    """Return a year as it is listed with its page."""
    passport = evaluation.programme.passport
    if passport.reported_elsewhere is not None:
        return _reported_elsewhere(passport, passport.reported_elsewhere)
    return ListedYear(
        year=page.year,
        day=page.day,
        organisation=passport.organisation,
        draft=page.draft,
        year_over=page.year_over,
        case=page.case,
        statement=page.statement,
        figures=_figures(evaluation),
        host=urlsplit(site_address(passport) or "").hostname,
        ids=tuple(placed.id for placed in evaluation.programme.measures),
    )


def unknown_year(year: int, day: date, organisation: str) -> ListedYear:
    """Return a year of which only its publication is known.

    So it is with a record that former versions of csprog wrote, once the plan has gone.
    """
    statement = typeset(f"Отчёт о выполнении Программы за {year} год опубликован.")
    return ListedYear(year=year, day=day, organisation=organisation, statement=statement)


def _reported_elsewhere(passport: Passport, report: ReportedElsewhere) -> ListedYear:
    return ListedYear(
        year=passport.year,
        day=report.on,
        organisation=passport.organisation,
        statement=typeset(f"Отчёт опубликован {long_date(report.on)}"),
        elsewhere=report.address,
    )


def _figures(evaluation: Evaluation) -> ListedCounts:
    counts = evaluation.counts
    return ListedCounts(counts.total, counts.done_in_year, counts.late, counts.not_done, counts.in_work)


def _hundredths(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0
