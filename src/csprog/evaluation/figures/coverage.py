"""What the Programme covers: goals, tasks, the Standard, channels; where its proposals came from (F13, F15 to F19)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from csprog.evaluation.evaluator import EvaluatedMeasure
from csprog.evaluation.figures.execution import Execution, execution, share
from csprog.programme.enums import Channel, Origin
from csprog.programme.model import Programme, Proposal


@dataclass(frozen=True, slots=True)
class Coverage:
    """A goal, a task or a clause of the Standard, and the measures whose proposals serve it; `total` 0: without one."""

    number: str
    title: str
    measures: Execution


@dataclass(frozen=True, slots=True)
class ChannelCoverage:
    """A channel of the closed list, and its measures; `total` 0: without one."""

    channel: Channel
    measures: Execution


@dataclass(frozen=True, slots=True)
class ProposalName:
    """A proposal, by number and text."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class OriginCount:
    """How many proposals came from there; `origin` None: it is not set."""

    origin: Origin | None
    proposals: int
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class DigitalServices:
    """A channel's measures (`channel` None: it is not set): which are digital services, how many are not or don't say."""

    channel: Channel | None
    digital: Execution
    not_digital: int
    not_given: int


def goals(programme: Programme, rows: Sequence[EvaluatedMeasure]) -> tuple[Coverage, ...]:
    """Return the goals that the plan lists, each with the measures that serve it (F13)."""
    return _covered(programme.goals.numbered if programme.goals else (), rows, lambda proposal: proposal.goals)


def tasks(programme: Programme, rows: Sequence[EvaluatedMeasure]) -> tuple[Coverage, ...]:
    """Return the tasks that the plan lists, each with the measures that serve it (F13)."""
    return _covered(programme.tasks.numbered if programme.tasks else (), rows, lambda proposal: proposal.tasks)


def standard_clauses(programme: Programme, rows: Sequence[EvaluatedMeasure]) -> tuple[Coverage, ...]:
    """Return the clauses of the Standard that the passport lists, each with the measures that serve it (F18)."""
    standard = programme.passport.standard
    listed = [(clause.number, clause.title) for clause in standard.clauses] if standard else []
    return _covered(listed, rows, lambda proposal: proposal.standard_clauses)


def channels(rows: Sequence[EvaluatedMeasure]) -> tuple[ChannelCoverage, ...]:
    """Return every channel of the closed list with its measures (F17)."""
    return tuple(
        ChannelCoverage(channel, execution(row for row in rows if row.placed.subsection.channel is channel))
        for channel in Channel
    )


def unassessed(programme: Programme) -> tuple[ProposalName, ...]:
    """Return the proposals that name no assessment on which they rest (F16)."""
    return tuple(ProposalName(one.number, one.text) for one in _proposals(programme) if not one.assessments)


def origins(programme: Programme) -> tuple[OriginCount, ...]:
    """Count the proposals by where they came from, what is not set last (F15)."""
    counts = Counter(proposal.origin for proposal in _proposals(programme))
    total = counts.total()
    kinds = [*Origin, *([None] if counts[None] else [])]
    return tuple(OriginCount(kind, counts[kind], share(counts[kind], total)) for kind in kinds)


def digital(rows: Sequence[EvaluatedMeasure]) -> tuple[DigitalServices, ...]:
    """Return the digital services by channel, for the channels that occur, what is not set last (F19)."""
    there = {row.placed.subsection.channel for row in rows}
    found = []
    for channel in (*Channel, None):
        own = [row for row in rows if row.placed.subsection.channel is channel]
        if channel in there:
            said = Counter(row.placed.measure.digital for row in own)
            services = execution(row for row in own if row.placed.measure.digital)
            found.append(DigitalServices(channel, services, said[False], said[None]))
    return tuple(found)


def _covered(
    listed: Iterable[tuple[str, str]], rows: Sequence[EvaluatedMeasure], served: Callable[[Proposal], tuple[str, ...]]
) -> tuple[Coverage, ...]:
    return tuple(
        Coverage(number, title, execution(row for row in rows if number in served(row.placed.proposal)))
        for number, title in listed
    )


def _proposals(programme: Programme) -> list[Proposal]:
    return [proposal for _, proposal, _, _ in programme.proposals()]
