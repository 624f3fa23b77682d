"""Rules of gaps: duties of clauses 1.1 to 2.2 that the plan leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from csprog.findings import Violation
from csprog.i18n import Message
from csprog.programme.ledgers import placed_indicators
from csprog.programme.model import Programme


def gaps(programme: Programme, today: date) -> Iterator[Violation]:
    """Yield a warning for each duty (F3 to F18) that the plan gives nothing for.

    A duty of the whole plan is named once, at the passport.
    """
    given = _given(programme)
    for code, message in _MESSAGES.items():
        if not given[code]:
            yield Violation(code, ("passport",), message, "warning")
    for path, subsection, _ in programme.subsections():
        if subsection.audience is None:
            message = Message("{number} does not say whom it serves (audience)", number=subsection.number)
            yield Violation("gap-audience", path, message, "warning")
        if subsection.channel is None:
            message = Message("{number} does not say through what it serves (channel)", number=subsection.number)
            yield Violation("gap-channel", path, message, "warning")


def _given(programme: Programme) -> dict[str, object]:
    measures = [placed.measure for placed in programme.measures]
    proposals = [placed.proposal for placed in programme.measures]
    passport = programme.passport
    return {
        "gap-measures": measures or passport.no_measures_reason,
        "gap-approval": passport.approval,
        "gap-standard": passport.standard and passport.standard.version,
        "gap-responsible": any(measure.responsible for measure in measures),
        "gap-funding": any(measure.funding for measure in measures),
        "gap-indicators": any(placed_indicators(programme)),
        "gap-origin": any(proposal.origin for proposal in proposals),
        "gap-goals": any(proposal.goals for proposal in proposals),
        "gap-clauses": any(proposal.standard_clauses for proposal in proposals),
        "gap-assessments": programme.assessments,
        "gap-digital": any(measure.digital is not None for measure in measures),  # False is an answer, too
    }


_MESSAGES = {
    "gap-measures": Message("the plan has no measures and doesn't say why (“no_measures_reason”)"),
    "gap-approval": Message("who approved the Programme and when is not given (passport: approval)"),
    "gap-standard": Message("the version of the service Standard is not given (passport: standard: version)"),
    "gap-responsible": Message("no measure names who is responsible (responsible)"),
    "gap-funding": Message("no measure says what it costs (funding); 0 means that it costs nothing"),
    "gap-indicators": Message("no indicator of efficiency is given (indicators)"),
    "gap-origin": Message("no proposal says where it came from (origin)"),
    "gap-goals": Message("no proposal says which goal it serves (goals)"),
    "gap-clauses": Message("no proposal says which clause of the Standard it serves (standard_clauses)"),
    "gap-assessments": Message("no assessment of satisfaction is given (assessments)"),
    "gap-digital": Message("no measure says whether it is a digital service (digital)"),
}
