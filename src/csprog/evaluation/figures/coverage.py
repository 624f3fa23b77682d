"""Counts coverage of aims, Standard and channels (F13, F15 to F19)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from csprog.evaluation.evaluator import EvaluatedMeasure
from csprog.evaluation.figures.execution import Execution, execution, share
from csprog.programme.enums import Channel, Origin
from csprog.programme.lookup import aims_by_number
from csprog.programme.model import Programme, Proposal


@dataclass(frozen=True, slots=True)
class Coverage:
    """A goal, task or clause of the Standard, with the measures that serve it."""

    number: str
    title: str
    measures: Execution


@dataclass(frozen=True, slots=True)
class ChannelCoverage:
    """A channel of the closed list, with its measures."""

    channel: Channel
    measures: Execution


@dataclass(frozen=True, slots=True)
class ProposalName:
    """A proposal, by number and text."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class OriginCount:
    """Number of proposals of an origin; `origin` is None if it is not set."""

    origin: Origin | None
    proposals: int
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class DigitalServices:
    """Digital services and other measures of a channel (None: not set)."""

    channel: Channel | None
    digital: Execution
    not_digital: int
    not_given: int


def goals(programme: Programme, rows: Sequence[EvaluatedMeasure]) -> tuple[Coverage, ...]:
    """Return the goals of the plan, each with the measures that serve it (F13)."""
    return _covered(aims_by_number(programme.goals).items(), rows, lambda proposal: proposal.goals)


def tasks(programme: Programme, rows: Sequence[EvaluatedMeasure]) -> tuple[Coverage, ...]:
    """Return the tasks of the plan, each with the measures that serve it (F13)."""
    return _covered(aims_by_number(programme.tasks).items(), rows, lambda proposal: proposal.tasks)


def standard_clauses(programme: Programme, rows: Sequence[EvaluatedMeasure]) -> tuple[Coverage, ...]:
    """Return the clauses of the Standard, each with the measures that serve it (F18)."""
    listed = [(clause.number, clause.title) for clause in programme.passport.clauses]
    return _covered(listed, rows, lambda proposal: proposal.standard_clauses)


def channels(rows: Sequence[EvaluatedMeasure]) -> tuple[ChannelCoverage, ...]:
    """Return every channel of the closed list with its measures (F17)."""
    return tuple(
        ChannelCoverage(channel, execution(row for row in rows if row.placed.subsection.channel is channel))
        for channel in Channel
    )


def unassessed(programme: Programme) -> tuple[ProposalName, ...]:
    """Return the proposals that refer to no assessment (F16)."""
    proposals = _proposals(programme)
    return tuple(ProposalName(item.number, item.text) for item in proposals if not item.assessments)


def origins(programme: Programme) -> tuple[OriginCount, ...]:
    """Count the proposals by origin, those without one last (F15)."""
    counts = Counter(proposal.origin for proposal in _proposals(programme))
    total = counts.total()
    kinds = [*Origin, *([None] if counts[None] else [])]
    return tuple(OriginCount(kind, counts[kind], share(counts[kind], total)) for kind in kinds)


def digital(rows: Sequence[EvaluatedMeasure]) -> tuple[DigitalServices, ...]:
    """Return the digital services of each channel in use, None last (F19)."""
    services = []
    for channel in (*Channel, None):
        if part := [row for row in rows if row.placed.subsection.channel is channel]:
            flags = Counter(row.placed.measure.digital for row in part)
            done = execution(row for row in part if row.placed.measure.digital)
            services.append(DigitalServices(channel, done, flags[False], flags[None]))
    return tuple(services)


def _covered(
    listed: Iterable[tuple[str, str]], rows: Sequence[EvaluatedMeasure], served: Callable[[Proposal], tuple[str, ...]]
) -> tuple[Coverage, ...]:
    return tuple(
        Coverage(number, title, execution(row for row in rows if number in served(row.placed.proposal)))
        for number, title in listed
    )


def _proposals(programme: Programme) -> list[Proposal]:
    return [proposal for _, proposal, _, _ in programme.proposals()]
