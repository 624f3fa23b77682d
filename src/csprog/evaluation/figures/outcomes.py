"""What became of a year's measures, counted over the plan and over parts of it (F2, F7, F9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from csprog.evaluation.evaluator import Evaluated, EvaluatedMeasure, Evaluation, count
from csprog.evaluation.figures.execution import Execution, Group, Proposals, proposals_of, with_shares
from csprog.evaluation.groups import grouped
from csprog.programme.enums import Outcome, Status


def execution(evaluated: Iterable[Evaluated]) -> Execution:
    """Count measures, or offices of measures, by what became of them."""
    counts = count(evaluated)
    had = counts.outcomes
    found = {
        "done": counts.done_in_year,
        "on_time": had[Outcome.DONE],
        "late": had[Outcome.DONE_LATE],
        "after_year": had[Outcome.DONE_AFTER_YEAR],
        "partly_done": had[Outcome.PARTLY_DONE],
        "not_done": had[Outcome.NOT_DONE],
        "postponed": had[Outcome.POSTPONED],
        "cancelled": had[Outcome.CANCELLED],
        "open": had[Outcome.PENDING],
    }
    return with_shares(total=counts.total, overdue=counts.statuses[Status.OVERDUE], **found)


def parts(rows: Sequence[EvaluatedMeasure], name: Callable[[EvaluatedMeasure], str | None]) -> tuple[Group, ...]:
    """Return what was carried out of each group of `rows` that have a `name` in common, in plan order, what has none last."""
    return tuple(Group(key, None, execution(part)) for key, part in grouped(rows, lambda row: (name(row),)))


def by_section(evaluation: Evaluation) -> tuple[Group, ...]:
    """Return what was carried out of each section, in plan order, of an empty one too."""
    return tuple(
        Group(
            section.number,
            section.title,
            execution(row for row in evaluation.measures if row.placed.section is section),
        )
        for section in evaluation.programme.sections
    )


def by_office(evaluation: Evaluation) -> tuple[Group, ...]:
    """Return what was carried out in each office, in plan order; measures that name none come last."""
    found: list[tuple[str | None, Evaluated]] = []
    for measure in evaluation.measures:
        found += [(office.name, office) for office in measure.offices] or [(None, measure)]
    return tuple(
        Group(name, None, execution(part for _, part in pairs)) for name, pairs in grouped(found, lambda pair: pair[:1])
    )


def proposals_done(rows: Sequence[EvaluatedMeasure]) -> Proposals:
    """Count the proposals, and those with all their measures carried out in the year."""
    measures: dict[int, list[EvaluatedMeasure]] = {}
    for row in rows:
        measures.setdefault(id(row.placed.proposal), []).append(row)
    done = sum(all(row.outcome.is_done_in_year for row in part) for part in measures.values())
    return proposals_of(done, len(measures))
