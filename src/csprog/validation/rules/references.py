"""Rules about what a plan refers to: goals, tasks, clauses of the Standard, assessments, the year before; and about ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache

from csprog.findings import Violation
from csprog.history.carry_over import PlanLookup
from csprog.i18n import Message
from csprog.parsing.names import fold_letters
from csprog.programme.ledgers import placed_indicators
from csprog.programme.lookup import aims_by_number
from csprog.programme.model import Programme


def references(programme: Programme, today: date) -> Iterator[Violation]:
    """What a proposal refers to is there: a goal, a task, an assessment, a clause of the Standard (F13, F16, F18).

    Goals, tasks and clauses of the Standard are known only where the plan lists them.
    """
    standard = programme.passport.standard
    known = {
        "goals": list(aims_by_number(programme.goals)),
        "tasks": list(aims_by_number(programme.tasks)),
        "standard_clauses": [clause.number for clause in standard.clauses] if standard else [],
    }
    known = {key: there for key, there in known.items() if there}
    known["assessments"] = [assessment.id for assessment in programme.assessments]
    for path, proposal, _, _ in programme.proposals():
        for key, there in known.items():
            for place, name in enumerate(getattr(proposal, key)):
                if name not in there:
                    yield Violation("unknown-reference", (*path, key, place), _unknown(key, name, there))


def ids(programme: Programme, today: date) -> Iterator[Violation]:
    """An indicator's id names it in the whole plan, an assessment's likewise: commands and proposals find it by that."""
    surveys = [(("assessments", place), survey.id) for place, survey in enumerate(programme.assessments)]
    for found in ([(placed.path, placed.indicator.id) for placed in placed_indicators(programme)], surveys):
        counts = Counter(fold_letters(name) for _, name in found)
        first: set[str] = set()
        for path, name in found:
            folded = fold_letters(name)  # a command takes csi and CSI for the same, too
            if folded in first:
                what = Message("the id “{id}” is given {count} times", id=name, count=counts[folded])
                yield Violation("id-twice", (*path, "id"), what)
            first.add(folded)


def carried_over(programme: Programme, today: date) -> Iterator[Violation]:
    """A measure is carried over from a year that was before this one."""
    for placed in programme.measures:
        origin = placed.measure.carried_from
        if origin is not None and origin.year >= programme.year:
            what = Message("{year} is not before {plan}, the year of the plan", year=origin.year, plan=programme.year)
            yield Violation("carried-from-year", (*placed.path, "carried_from", "year"), what)


def origins(programme: Programme, find: PlanLookup) -> Iterator[Violation]:
    """A measure that was carried over is in the plan that it comes from, where that plan is at hand."""

    @cache
    def known(year: int) -> frozenset[str] | None:
        plan = find(year)
        return plan and frozenset(name for one in plan[1].measures for name in (one.id, one.proposal.number))

    for placed in programme.measures:
        origin = placed.measure.carried_from
        names = known(origin.year) if origin is not None and origin.year < programme.year else None
        if origin is not None and names is not None and origin.id not in names:
            what = Message("there is no measure {id} in the plan of {year}", id=origin.id, year=origin.year)
            yield Violation("carried-from-id", (*placed.path, "carried_from", "id"), what, "warning")


def _unknown(key: str, name: str, known: list[str]) -> Message:
    there = ", ".join(known) or "—"
    match key:
        case "goals":
            return Message("there is no goal {name}; there are: {known}", name=name, known=there)
        case "tasks":
            return Message("there is no task {name}; there are: {known}", name=name, known=there)
        case "assessments":
            return Message("there is no assessment “{name}”; there are: {known}", name=name, known=there)
    return Message("the passport lists no clause {name} of the Standard; it lists: {known}", name=name, known=there)
