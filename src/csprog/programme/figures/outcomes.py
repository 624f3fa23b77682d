"""What became of a year's measures, counted over the plan and over parts of it (F2, F7, F9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from csprog.programme.evaluation import Outcome, Row, is_due_soon, outcome, tally
from csprog.programme.figures.execution import Execution, Group, Proposals, share, with_shares
from csprog.programme.groups import grouped
from csprog.programme.terms import Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from csprog.programme.evaluation import Evaluation
    from csprog.programme.standing import OfficeStand, Stand


def execution(rows: Iterable[Row]) -> Execution:
    """Count `rows` by what became of them."""
    count = tally(rows)
    had = count.outcomes
    found = {
        "done": count.done_in_year,
        "on_time": had[Outcome.DONE],
        "late": had[Outcome.DONE_LATE],
        "after_year": had[Outcome.DONE_AFTER_YEAR],
        "partly_done": had[Outcome.PARTLY_DONE],
        "not_done": had[Outcome.NOT_DONE],
        "postponed": had[Outcome.POSTPONED],
        "cancelled": had[Outcome.CANCELLED],
        "open": had[Outcome.PENDING],
    }
    return with_shares(total=count.total, overdue=count.standings[Standing.OVERDUE], **found)


def parts(rows: Sequence[Row], name: Callable[[Row], str | None]) -> tuple[Group, ...]:
    """Return what was carried out of each group of `rows` that have a `name` in common, in plan order, what has none last."""
    return tuple(Group(key, None, execution(part)) for key, part in grouped(rows, lambda row: (name(row),)))


def by_section(evaluation: Evaluation) -> tuple[Group, ...]:
    """Return what was carried out of each section, in plan order, of an empty one too."""
    return tuple(
        Group(section.number, section.title, execution(row for row in evaluation.rows if row.placed.section is section))
        for section in evaluation.programme.sections
    )


def by_office(evaluation: Evaluation) -> tuple[Group, ...]:
    """Return what was carried out in each office, in plan order; measures that name none come last."""
    return parts(offices(evaluation), lambda row: row.stand.offices[0].name if row.stand.offices else None)


def proposals_done(rows: Sequence[Row]) -> Proposals:
    """Count the proposals, and those with all their measures carried out in the year."""
    measures: dict[int, list[Row]] = {}
    for row in rows:
        measures.setdefault(id(row.placed.proposal), []).append(row)
    done = sum(all(row.outcome.is_done_in_year for row in part) for part in measures.values())
    return Proposals(len(measures), done, share(done, len(measures)))


def offices(evaluation: Evaluation) -> tuple[Row, ...]:
    """Return a row for each office of each measure, as if it were the measure's only one; a measure without offices stays.

    What is recorded of an office counts before what became of the measure: it may be done where the rest was cancelled.
    """
    year_end, year_over = date(evaluation.programme.year, 12, 31), evaluation.year_over
    found: list[Row] = []
    for row in evaluation.rows:
        for office in row.stand.offices:
            how = _stand(row, office)
            found.append(Row(row.placed, how, outcome(how, year_end, year_over=year_over)))
        if not row.stand.offices:
            found.append(row)
    return tuple(found)


def _stand(row: Row, office: OfficeStand) -> Stand:
    due, done = row.placed.measure.due.day, office.completed_on
    return replace(
        row.stand,
        standing=_standing(row, office, due),
        completed_on=done,
        days_late=max(0, (done - due).days) if done else 0,
        offices=(office,),
        note=office.note,
    )


def _standing(row: Row, office: OfficeStand, due: date) -> Standing:
    if office.completed_on:
        return Standing.COMPLETED_LATE if office.completed_on > due else Standing.COMPLETED
    if office.failed_on:
        return Standing.NOT_COMPLETED
    if row.stand.standing is Standing.PARTLY_COMPLETED:
        return Standing.DUE_SOON if is_due_soon(row) else Standing.PLANNED
    return row.stand.standing
