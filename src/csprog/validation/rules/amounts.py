"""Rules about amounts: what is planned or spent in a year is no debt, and a score lies on its scale."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from csprog.findings import Violation
from csprog.i18n import Message
from csprog.programme.model import Programme


def funding(programme: Programme, today: date) -> Iterator[Violation]:
    """Money that is planned, or was spent in the year, is not below 0 (F5); what came back is an entry of the journal."""
    for placed in programme.measures:
        given = placed.measure.funding
        for key in ("planned", "spent") if given is not None else ():
            amount = getattr(given, key)
            if amount is not None and amount < 0:
                what = Message("{amount} is below 0", amount=amount)
                yield Violation("amount-below-zero", (*placed.path, "funding", key), what)


def scores(programme: Programme, today: date) -> Iterator[Violation]:
    """A score lies between 0 and the end of its scale (F14)."""
    for place, assessment in enumerate(programme.assessments):
        for number, given in enumerate(assessment.scores):
            if not 0 <= given.score <= given.scale:
                what = Message("{score} is not between 0 and {scale}", score=given.score, scale=given.scale)
                yield Violation("score-beyond-scale", ("assessments", place, "scores", number, "score"), what)
