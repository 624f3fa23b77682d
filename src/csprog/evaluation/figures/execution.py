"""Counts measures, offices and proposals by outcome (F2, F7, F9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction

from csprog.evaluation.evaluator import EvaluatedMeasure, Evaluation, count
from csprog.evaluation.groups import grouped
from csprog.evaluation.status import Evaluated
from csprog.programme.enums import Outcome, Status


@dataclass(frozen=True, slots=True)
class Shares:
    """Counts of an `Execution` as exact shares of what is not reported elsewhere; None if that is 0."""

    done: Fraction | None
    on_time: Fraction | None
    late: Fraction | None
    after_year: Fraction | None
    partly_done: Fraction | None
    not_done: Fraction | None
    postponed: Fraction | None
    cancelled: Fraction | None
    open: Fraction | None


@dataclass(frozen=True, slots=True)
class Execution:
    """Numbers of measures by outcome; `done` is the sum of `on_time` and `late`.

    Of those `reported_elsewhere` nothing is known here: they are in `total`, and in no share.
    """

    total: int
    done: int
    on_time: int
    late: int
    after_year: int
    partly_done: int
    not_done: int
    postponed: int
    cancelled: int
    open: int
    reported_elsewhere: int
    overdue: int
    shares: Shares

    @property
    def reported_here(self) -> int:
        """Number of measures that shares are of: all but those reported elsewhere."""
        return self.total - self.reported_elsewhere

    @property
    def not_in_year(self) -> int:
        """Number of measures not carried out in the year, for whatever reason."""
        return self.reported_here - self.done - self.open


@dataclass(frozen=True, slots=True)
class Group:
    """Measures with the same value `key` (None: not set), titled `name`."""

    key: str | None
    name: str | None
    measures: Execution


@dataclass(frozen=True, slots=True)
class Proposals:
    """Number of proposals, and of those done in the year with all measures (F2).

    Those with a measure that was reported elsewhere are in `total`, and not in `share`.
    """

    total: int
    done: int
    reported_elsewhere: int
    share: Fraction | None

    @property
    def reported_here(self) -> int:
        """Number of proposals that the share is of."""
        return self.total - self.reported_elsewhere


_COUNTS = tuple(field.name for field in fields(Execution) if field.name != "shares")


def share(part: int | Decimal, whole: int | Decimal) -> Fraction | None:
    """Return the exact share of `part` in `whole`, None if `whole` is 0."""
    # Exact, so that sums stay exact: whoever writes a share rounds it.
    return Fraction(part) / Fraction(whole) if whole else None


def execution(evaluated: Iterable[Evaluated]) -> Execution:
    """Count measures, or offices of measures, by outcome."""
    counts = count(evaluated)
    outcomes = counts.outcomes
    return _with_shares(
        total=counts.total,
        done=counts.done_in_year,
        on_time=outcomes[Outcome.DONE],
        late=counts.late,
        after_year=outcomes[Outcome.DONE_AFTER_YEAR],
        partly_done=outcomes[Outcome.PARTLY_DONE],
        not_done=outcomes[Outcome.NOT_DONE],
        postponed=outcomes[Outcome.POSTPONED],
        cancelled=outcomes[Outcome.CANCELLED],
        open=counts.in_work,
        reported_elsewhere=counts.reported_elsewhere,
        overdue=counts.statuses[Status.OVERDUE],
    )


def by_value(
    measures: Iterable[EvaluatedMeasure], value: Callable[[EvaluatedMeasure], str | None]
) -> tuple[Group, ...]:
    """Return `measures` grouped by a value, in plan order, those without it last."""
    return tuple(Group(key, None, execution(part)) for key, part in grouped(measures, lambda row: (value(row),)))


def by_section(evaluation: Evaluation) -> tuple[Group, ...]:
    """Return the sections in plan order, empty ones too."""
    return tuple(Group(section.number, section.title, execution(part)) for section, part in evaluation.by_section())


def by_office(evaluation: Evaluation, names: Mapping[str, str]) -> tuple[Group, ...]:
    """Return the offices in plan order; measures that name none come last.

    `names` are the present names of renamed offices: an office is one, whatever a measure calls it.
    """
    pairs: list[tuple[str | None, Evaluated]] = []
    for measure in evaluation.measures:
        pairs += [(names.get(office.name, office.name), office) for office in measure.offices] or [(None, measure)]
    return tuple(
        Group(name, None, execution(office for _, office in part))
        for name, part in grouped(pairs, lambda pair: pair[:1])
    )


def proposals(measures: Sequence[EvaluatedMeasure]) -> Proposals:
    """Count the proposals of `measures`, and those done with all measures."""
    parts = grouped(measures, lambda row: (id(row.placed.proposal),))
    done = sum(all(row.outcome.is_done_in_year for row in part) for _, part in parts)
    elsewhere = sum(any(row.outcome is Outcome.REPORTED_ELSEWHERE for row in part) for _, part in parts)
    return _proposals(len(parts), done, elsewhere)


def added(parts: Iterable[Execution]) -> Execution:
    """Return the sum of `parts`."""
    parts = list(parts)
    return _with_shares(**{name: sum(getattr(part, name) for part in parts) for name in _COUNTS})


def proposals_added(parts: Iterable[Proposals]) -> Proposals:
    """Return the sum of `parts`."""
    parts = list(parts)
    total, done = sum(part.total for part in parts), sum(part.done for part in parts)
    return _proposals(total, done, sum(part.reported_elsewhere for part in parts))


def _proposals(total: int, done: int, elsewhere: int) -> Proposals:
    return Proposals(total, done, elsewhere, share(done, total - elsewhere))


def _with_shares(**counts: int) -> Execution:
    whole = counts["total"] - counts["reported_elsewhere"]
    shares = {field.name: share(counts[field.name], whole) for field in fields(Shares)}
    return Execution(**counts, shares=Shares(**shares))
