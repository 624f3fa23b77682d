"""Rules of references: goals, clauses, assessments, ids, earlier years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache

from csprog.findings import KeyPath, Violation
from csprog.i18n import Message
from csprog.parsing.names import fold_homoglyphs, listed
from csprog.programme.ledgers import placed_indicators
from csprog.programme.lookup import aims_by_number
from csprog.programme.model import EarlierMeasure, PlacedMeasure, Programme
from csprog.programme.plan_text import PlanLookup


def references(programme: Programme, today: date) -> Iterator[Violation]:
    """Yield references of proposals to what the plan lacks (F13, F16, F18).

    Goals, tasks and clauses of the Standard are looked up only where the plan lists them.
    """
    standard = programme.passport.standard
    listed = {
        "goals": list(aims_by_number(programme.goals)),
        "tasks": list(aims_by_number(programme.tasks)),
        "standard_clauses": [clause.number for clause in standard.clauses] if standard else [],
    }
    targets = {key: names for key, names in listed.items() if names}
    # Assessments have no other document: without a list there are none.
    targets["assessments"] = [assessment.id for assessment in programme.assessments]
    known = {key: frozenset(names) for key, names in targets.items()}
    for path, proposal, _, _ in programme.proposals():
        for key, names in targets.items():
            for index, name in enumerate(getattr(proposal, key)):
                if name not in known[key]:
                    yield Violation("unknown-reference", (*path, key, index), _unknown(key, name, names))


def ids(programme: Programme, today: date) -> Iterator[Violation]:
    """Yield ids of indicators or assessments that are given twice.

    Commands and proposals find both by their ids. An assessment that corrects another has the same one.
    """
    indicators = [(placed.path, placed.indicator.id) for placed in placed_indicators(programme)]
    assessments: list[tuple[KeyPath, str]] = [
        (("assessments", index), assessment.id)
        for index, assessment in enumerate(programme.assessments)
        if not assessment.why
    ]
    for named in (indicators, assessments):
        counts = Counter(fold_homoglyphs(name) for _, name in named)
        seen: set[str] = set()
        for path, name in named:
            folded = fold_homoglyphs(name)  # commands take csi and CSI for the same id, too
            if folded in seen:
                message = Message("the id “{id}” is repeated {count} times", id=name, count=counts[folded])
                yield Violation("id-twice", (*path, "id"), message)
            seen.add(folded)


def carried_over(programme: Programme, today: date) -> Iterator[Violation]:
    """Yield measures carried over from, or repeating one of, a year that is not an earlier one."""
    for placed, key, origin in _links(programme):
        if origin.year >= programme.year:
            message = Message(
                "{year} is not before {plan}, the year of the plan", year=origin.year, plan=programme.year
            )
            yield Violation("carried-from-year", (*placed.path, key, "year"), message)


def origins(programme: Programme, find: PlanLookup) -> Iterator[Violation]:
    """Yield carried-over and repeated measures that the plan they came from doesn't have.

    A plan that `find` doesn't give is not checked.
    """

    @cache
    def names_in(year: int) -> frozenset[str] | None:
        plan = find(year)
        return plan and frozenset(name for placed in plan[1].measures for name in (placed.id, placed.proposal.number))

    for placed, key, origin in _links(programme):
        if origin.year >= programme.year:
            continue
        names = names_in(origin.year)
        if names is not None and origin.id not in names:
            message = Message("there is no measure {id} in the plan of {year}", id=origin.id, year=origin.year)
            yield Violation("carried-from-id", (*placed.path, key, "id"), message, "warning")


def _links(programme: Programme) -> Iterator[tuple[PlacedMeasure, str, EarlierMeasure]]:
    """Yield each measure with the key of a link to an earlier plan, and the link."""
    for placed in programme.measures:
        for key in ("carried_from", "repeated_from"):
            origin = getattr(placed.measure, key)
            if origin is not None:
                yield placed, key, origin


def _unknown(key: str, name: str, names: list[str]) -> Message:
    known = listed(names) or "—"
    match key:
        case "goals":
            return Message("there is no goal {name}; there are: {known}", name=name, known=known)
        case "tasks":
            return Message("there is no task {name}; there are: {known}", name=name, known=known)
        case "assessments":
            return Message("there is no assessment “{name}”; there are: {known}", name=name, known=known)
    return Message("the passport lists no clause {name} of the Standard; it lists: {known}", name=name, known=known)
