"""Assessments of customer satisfaction (clauses 2.1 and 2.2, F14, F16)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from csprog.programme.entries import Evidence, PlanModel
from csprog.programme.enums import Channel
from csprog.programme.fields import Amount, AudienceField, Count, Day, Name, PeriodField, Several, Statement


class Score(PlanModel):
    """Mean score given by customers: `score` of at most `scale`."""

    name: Name
    score: Amount
    scale: Amount
    respondents: Count | None = None


class Assessment(PlanModel):
    """A survey of an audience about a channel; proposals refer to it by `id`.

    With `why`, which says what was wrong, it takes the place of the one above it with the same id.
    """

    id: Name
    kind: Literal["operative", "comprehensive"]
    period: PeriodField
    on: Day | None = None
    audience: AudienceField | None = None
    channel: Channel | None = None
    scores: Several[Score] = Field(min_length=1)
    note: Statement | None = None
    evidence: Evidence | None = None
    why: Statement | None = None
