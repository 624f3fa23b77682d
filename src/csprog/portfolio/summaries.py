"""Summaries of many plans: counts, what is overdue and whose, what has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from csprog.evaluation.choice import MeasureChoice
from csprog.evaluation.figures.companies import companies
from csprog.evaluation.groups import grouped
from csprog.evaluation.records import MeasureRecord, YearRecord, counted, outcomes_counted
from csprog.evaluation.report_duty import MissingTexts, YearPublication
from csprog.programme.enums import Outcome, Status, count_done_in_year, count_reported_here


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """Counts of a plan on a day, or of several plans together.

    `path` is the plan's file as it is shown. That and the next two are empty for several plans. `counts` names every
    standing and `total`, `outcomes` every outcome and `total`; `due_soon` counts the open measures awaited within 30
    days, `missing` the texts that the report needs. The names are those of `status --all --json`.
    """

    path: str
    organisation: str
    year: int | None
    counts: dict[str, int]
    outcomes: dict[str, int]
    due_soon: int
    missing: MissingTexts
    publication: YearPublication | None = None
    measures: tuple[MeasureRecord, ...] = ()
    inn: str | None = None
    formerly: tuple[str, ...] = ()

    @property
    def overdue(self) -> int:
        """Number of overdue measures."""
        return self.counts[Status.OVERDUE]

    @property
    def done(self) -> int:
        """Number of measures carried out in the year, in time or late."""
        return count_done_in_year(self.outcomes)

    @property
    def total(self) -> int:
        """Number of measures, but for those reported elsewhere."""
        return count_reported_here(self.outcomes)


class UnitBacklog(NamedTuple):
    """The overdue measures of a plan that one unit answers for, the latest first."""

    plan: PlanSummary
    responsible: str | None
    measures: tuple[MeasureRecord, ...]

    @property
    def most_days(self) -> int:
        """Number of days by which the latest is late."""
        return self.measures[0].days_overdue


class StatusChange(NamedTuple):
    """A measure of a plan as it stood on an earlier day, and as it stands."""

    plan: PlanSummary
    before: MeasureRecord
    now: MeasureRecord


def summary_of(path: str, year: YearRecord, choice: MeasureChoice, publication: YearPublication) -> PlanSummary:
    """Return the summary of a year, of those of its measures that are chosen."""
    measures = choice.of(year.measures, year.as_of)
    return PlanSummary(
        path,
        year.organisation,
        year.year,
        counted(measures),
        outcomes_counted(measures),
        sum(measure.is_due_soon for measure in measures),
        year.missing,
        publication,
        measures,
        year.inn,
        year.formerly,
    )


def total(summaries: Iterable[PlanSummary]) -> PlanSummary:
    """Return the sum of `summaries`."""
    counts = Counter({**{standing.value: 0 for standing in Status}, "total": 0})
    outcomes = Counter({**{outcome.value: 0 for outcome in Outcome}, "total": 0})
    due_soon = results = reasons = 0
    for summary in summaries:
        counts.update(summary.counts)
        outcomes.update(summary.outcomes)
        due_soon += summary.due_soon
        results, reasons = results + summary.missing.results, reasons + summary.missing.reasons
    return PlanSummary("", "", None, dict(counts), dict(outcomes), due_soon, MissingTexts(results, reasons))


def urgent_first(summaries: Iterable[PlanSummary]) -> list[PlanSummary]:
    """Sort `summaries` by overdue measures, then by those due soon, most first."""
    return sorted(summaries, key=lambda one: (-one.overdue, -one.due_soon, one.organisation, one.year or 0, one.path))


def backlogs(summaries: Iterable[PlanSummary]) -> list[UnitBacklog]:
    """Return what is overdue by company, plan and unit.

    The company with most comes first, under whatever names its plans have it; its plans stay in their order, and of each
    the unit with most comes first.
    """
    by_company = sorted(companies(list(summaries)), key=lambda plans: -sum(plan.overdue for plan in plans))
    return [backlog for plans in by_company for plan in plans for backlog in _of_plan(plan)]


def _of_plan(summary: PlanSummary) -> list[UnitBacklog]:
    late = sorted(
        (measure for measure in summary.measures if measure.standing is Status.OVERDUE),
        key=lambda measure: -measure.days_overdue,
    )
    found = [UnitBacklog(summary, unit, part) for unit, part in grouped(late, lambda measure: (measure.responsible,))]
    return sorted(found, key=lambda one: (-len(one.measures), -one.most_days, one.responsible or ""))


def changes(
    summaries: Sequence[PlanSummary], before: Mapping[str, YearRecord], choice: MeasureChoice, day: date
) -> list[StatusChange]:
    """Return the measures whose status differs from `before`, the plans as they stood on `day`, by path.

    A deadline that has merely come near, or a day of postponement, is told where it changes the status.
    """
    found = []
    for summary in summaries:
        year = before.get(summary.path)
        then = year.measures if year else ()
        everything = replace(choice, statuses=(), due_within=None)
        known = {measure.id: measure for measure in everything.of(then, day)}
        found += [
            StatusChange(summary, known[now.id], now)
            for now in summary.measures
            if now.id in known and _has_changed(known[now.id], now)
        ]
    return found


def _has_changed(before: MeasureRecord, now: MeasureRecord) -> bool:
    nearing = {Status.PLANNED, Status.DUE_SOON}
    return before.standing != now.standing and not {before.standing, now.standing} <= nearing
