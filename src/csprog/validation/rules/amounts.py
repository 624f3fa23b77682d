"""Rules of amounts: funding is not below 0, scores lie on their scale."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from csprog.findings import Violation
from csprog.i18n import Message
from csprog.programme.model import Programme


def funding(programme: Programme, today: date) -> Iterator[Violation]:
    """Yield sums planned or spent in the year that are below 0 (F5).

    Money that came back is an entry of the journal.
    """
    for placed in programme.measures:
        for key in ("planned", "spent"):
            amount = getattr(placed.measure.funding, key, None)
            if amount is not None and amount < 0:
                message = Message("{amount} is below 0", amount=amount)
                yield Violation("amount-below-zero", (*placed.path, "funding", key), message)


def scores(programme: Programme, today: date) -> Iterator[Violation]:
    """Yield scores that are not between 0 and the end of their scale (F14)."""
    for a, assessment in enumerate(programme.assessments):
        for s, item in enumerate(assessment.scores):
            if not 0 <= item.score <= item.scale:
                message = Message("{score} is not between 0 and {scale}", score=item.score, scale=item.scale)
                yield Violation("score-beyond-scale", ("assessments", a, "scores", s, "score"), message)
