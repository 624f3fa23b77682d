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
from csprog.parsing.periods import Period
from csprog.programme.assessments import Assessment, Score
from csprog.programme.corrections import typed_name
from csprog.programme.indicators import Actual, Indicator
from csprog.programme.ledgers import Ledger, PlacedIndicator, untimely
from csprog.programme.lookup import find_indicator
from csprog.programme.model import Programme
from csprog.programme.personal_data import errors_in
from csprog.programme.plan_text import SoundPlan

_ACTUAL: TypeAdapter[Actual] = TypeAdapter(Actual)
_ASSESSMENT: TypeAdapter[Assessment] = TypeAdapter(Assessment)
_SCORE: TypeAdapter[Score] = TypeAdapter(Score)


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
        RefusedError: there is no such indicator, its period has a value, or this can't be one.
        PlacementError: the actual can't be placed without a guess.
    """
    placed, actual = find_indicator(plan.programme, identifier), validate_item(_ACTUAL, values)
    if before := _last_of_period(placed.indicator, actual.period):
        name = typed_name(placed.indicator.id, plan.programme.year)
        what = Message(
            "{id}: {period} already has a value, {value} of {on}; to correct it: {command}",
            id=placed.indicator.id,
            period=actual.period,
            value=before.value,
            on=before.on,
            command=f'csprog correct {name} --period {actual.period} --value {actual.value:f} --why "…"',
        )
        raise RefusedError(what)
    return _with_actual(plan, placed, actual, None, today)


def correct_actual(plan: SoundPlan, identifier: str, values: Mapping[str, Any], today: date) -> ActualResult:
    """Add an actual that corrects the last one of its period, by default of all.

    What `values` (on, why, period, value, …) don't give stays as it was.

    Raises:
        RefusedError: there is no actual to correct, or this can't be one.
        PlacementError: the actual can't be placed without a guess.
    """
    placed = find_indicator(plan.programme, identifier)
    actuals = placed.indicator.actuals
    period = values.get("period") or (actuals[-1].period if actuals else None)
    before = _last_of_period(placed.indicator, period)
    if before is None:
        raise RefusedError(Message("{id}: there are no records to correct", id=placed.indicator.id))
    actual = validate_item(_ACTUAL, {**_given(before), **values, "period": period})
    return _with_actual(plan, placed, actual, before, today)


def _with_actual(
    plan: SoundPlan, placed: PlacedIndicator, actual: Actual, before: Actual | None, today: date
) -> ActualResult:
    _refuse_invalid(actual, plan.programme, today)
    indicator = placed.indicator
    text = add(plan, [(Ledger("actuals", indicator.id, placed.path, indicator.actuals), (actual,))])
    at = place_of(actual, indicator.actuals)
    actuals = (*indicator.actuals[:at], actual, *indicator.actuals[at:])
    longer = placed._replace(indicator=indicator.model_copy(update={"actuals": actuals}))
    return ActualResult(text, plan.programme.year, longer, actual, before)


def _last_of_period(indicator: Indicator, period: Period | None) -> Actual | None:
    return next((actual for actual in indicator.actuals_by(date.max) if actual.period == period), None)


def _given(model: Actual | Assessment) -> dict[str, Any]:
    return {key: getattr(model, key) for key in model.model_fields_set if key != "why"}


def assess(plan: SoundPlan, values: Mapping[str, Any], today: date) -> AssessmentResult:
    """Add an assessment, made of `values`: id, kind, period, on, scores, ….

    Raises:
        RefusedError: there is one with this id, or this can't be an assessment.
        PlacementError: the assessment can't be placed without a guess.
    """
    assessment = validate_item(_ASSESSMENT, values)
    for present in plan.programme.assessments:
        if fold_homoglyphs(present.id) == fold_homoglyphs(assessment.id):
            score, name = present.scores[0], typed_name(present.id, plan.programme.year)
            what = Message(
                "the assessment “{id}” already exists; give this one another id, or correct that one: {command}",
                id=present.id,
                command=f'csprog correct {name} --score "{score.name}=…/{score.scale:f}" --why "…"',
            )
            raise RefusedError(what)
    return _with_assessment(plan, assessment, today)


def correct_assessment(plan: SoundPlan, before: Assessment, values: Mapping[str, Any], today: date) -> AssessmentResult:
    """Add an assessment that corrects `before`, its scores one by one.

    Raises:
        RefusedError: this can't be an assessment.
        PlacementError: the assessment can't be placed without a guess.
    """
    scores = {score.name: score for score in before.scores}
    for given in values.get("scores", ()):
        name, present = given["name"], scores.get(given["name"])
        if given.get("respondents") is None and present is not None:
            given = {**given, "respondents": present.respondents}  # noqa: PLW2901 - the number asked stays as it was
        scores[name] = validate_item(_SCORE, given)
    return _with_assessment(
        plan, validate_item(_ASSESSMENT, {**_given(before), **values, "scores": tuple(scores.values())}), today
    )


def _with_assessment(plan: SoundPlan, assessment: Assessment, today: date) -> AssessmentResult:
    _refuse_invalid(assessment, plan.programme, today)
    names = [score.name for score in assessment.scores]
    for score in assessment.scores:
        if not 0 <= score.score <= score.scale:
            what = Message("{score} is not between 0 and {scale}", score=score.score, scale=score.scale)
            raise RefusedError(Message("{id}: {why}", id=score.name, why=what), ("scores",))
        if names.count(score.name) > 1:
            raise RefusedError(Message("“{name}” has two scores", name=score.name), ("scores",))
    text = add(plan, [(Ledger("assessments", "assessments", (), plan.programme.assessments), (assessment,))])
    return AssessmentResult(text, plan.programme.year, assessment)


def _refuse_invalid(recorded: Actual | Assessment, programme: Programme, today: date) -> None:
    """Refuse a day or a period that is in the future or not the plan's, and persons."""
    year = programme.year
    if objection := untimely(recorded, year, today):
        raise RefusedError(objection.message, objection.path)
    if recorded.period.last.year < year - 1:
        what = Message("{on} is too long before {year}, the year of the plan", on=recorded.period, year=year)
        raise RefusedError(what, ("period",))
    for violation in errors_in(recorded, programme.passport.contact):
        raise RefusedError(violation.message, violation.path)
