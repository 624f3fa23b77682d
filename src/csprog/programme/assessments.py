"""Assessments: surveys of how satisfied customers are, on whose data measures rest (clauses 2.1 and 2.2, F14, F16)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from csprog.programme.entries import PlanModel
from csprog.programme.enums import Channel
from csprog.programme.fields import Amount, AudienceField, Count, Day, Name, PeriodField, Text, WebAddress


class Score(PlanModel):
    """What customers gave: `score` of at most `scale`, as the mean of so many `respondents`."""

    name: Name
    score: Amount
    scale: Amount
    respondents: Count | None = None


class Assessment(PlanModel):
    """One survey: `id` is what proposals refer to it by; `audience` and `channel` are whom it asked about what."""

    id: Name
    kind: Literal["operative", "comprehensive"]
    period: PeriodField
    on: Day | None = None
    audience: AudienceField | None = None
    channel: Channel | None = None
    scores: tuple[Score, ...] = Field(min_length=1)
    note: Text | None = None
    evidence: WebAddress | None = None
