"""Records actuals of indicators and assessments of customers' satisfaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from csprog.editing.entry import validate_item
from csprog.editing.ledger_edits import add, place_of
from csprog.errors import RefusedError
from csprog.i18n import Message
from csprog.parsing.names import fold_homoglyphs
from csprog.programme.assessments import Assessment
from csprog.programme.indicators import Actual
from csprog.programme.ledgers import Ledger, PlacedIndicator, untimely
from csprog.programme.lookup import find_indicator
from csprog.programme.model import Programme
from csprog.programme.personal_data import errors_in
from csprog.programme.plan_text import SoundPlan

_ACTUAL: TypeAdapter[Actual] = TypeAdapter(Actual)
_ASSESSMENT: TypeAdapter[Assessment] = TypeAdapter(Assessment)


@dataclass(frozen=True, slots=True)
class ActualResult:
    """The new text, the indicator with its actual, and the one that counted before."""

    text: str
    year: int
    placed: PlacedIndicator
    actual: Actual
    before: Actual | None


@dataclass(frozen=True, slots=True)
class AssessmentResult:
    """The new text and the assessment."""

    text: str
    year: int
    assessment: Assessment


def gauge(plan: SoundPlan, identifier: str, values: Mapping[str, Any], today: date) -> ActualResult:
    """Add an actual, made of `values` (on, period, value, …), to an indicator.

    Raises:
        RefusedError: there is no such indicator, or this can't be what it was found to be.
        PlacementError: the actual can't be placed without a guess.
    """
    placed = find_indicator(plan.programme, identifier)
    indicator, actual = placed.indicator, validate_item(_ACTUAL, values)
    _refuse_invalid(actual, plan.programme, today)
    before = next((one for one in indicator.actuals_by(date.max) if one.period == actual.period), None)
    if before is not None and before.on > actual.on:
        what = Message(
            "{id}: a later value for {period} is recorded already, {value} on {on}",
            id=indicator.id,
            period=actual.period,
            value=before.value,
            on=before.on,
        )
        raise RefusedError(what)
    text = add(plan, [(Ledger("actuals", indicator.id, placed.path, indicator.actuals), (actual,))])
    at = place_of(actual, indicator.actuals)
    actuals = (*indicator.actuals[:at], actual, *indicator.actuals[at:])
    longer = placed._replace(indicator=indicator.model_copy(update={"actuals": actuals}))
    return ActualResult(text, plan.programme.year, longer, actual, before)


def assess(plan: SoundPlan, values: Mapping[str, Any], today: date) -> AssessmentResult:
    """Add an assessment, made of `values`: id, kind, period, on, scores, ….

    Raises:
        RefusedError: there is one with this id, or this can't be an assessment.
        PlacementError: the assessment can't be placed without a guess.
    """
    assessment = validate_item(_ASSESSMENT, values)
    for present in plan.programme.assessments:
        if fold_homoglyphs(present.id) == fold_homoglyphs(assessment.id):
            raise RefusedError(
                Message("there is an assessment “{id}” already; give this one another id", id=present.id)
            )
    _refuse_invalid(assessment, plan.programme, today)
    names = [score.name for score in assessment.scores]
    for score in assessment.scores:
        if not 0 <= score.score <= score.scale:
            what = Message("{score} is not between 0 and {scale}", score=score.score, scale=score.scale)
            raise RefusedError(Message("{id}: {why}", id=score.name, why=what))
        if names.count(score.name) > 1:
            raise RefusedError(Message("“{name}” has two scores", name=score.name))
    text = add(plan, [(Ledger("assessments", "assessments", (), plan.programme.assessments), (assessment,))])
    return AssessmentResult(text, plan.programme.year, assessment)


def _refuse_invalid(recorded: Actual | Assessment, programme: Programme, today: date) -> None:
    """Refuse a day or a period that is in the future or not the plan's, and persons."""
    year = programme.year
    if objection := untimely(recorded, year, today):
        raise RefusedError(objection.message)
    if recorded.period.last.year < year - 1:
        what = Message("{on} is long before {year}, the year of the plan", on=recorded.period, year=year)
        raise RefusedError(what)
    for violation in errors_in(recorded, programme.passport.contact):
        raise RefusedError(violation.message)
