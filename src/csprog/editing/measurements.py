"""Records actuals of indicators and assessments of customers' satisfaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from csprog.editing.entry import validate_item
from csprog.editing.ledger_edits import Addition, add, place_of
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
    return gauge_each(plan, [(identifier, validate_item(_ACTUAL, values))], today, ())[0]


def gauge_each(
    plan: SoundPlan, wanted: Sequence[tuple[str, Actual]], today: date, beside: Sequence[Addition]
) -> list[ActualResult]:
    """Add actuals to their indicators, all in one step with the items `beside` of other ledgers.

    Raises:
        RefusedError: there is no such indicator, its period has a value, or this can't be one.
        PlacementError: an item can't be placed without a guess.
    """
    now: dict[str, PlacedIndicator] = {}
    added: dict[str, list[Actual]] = {}
    for identifier, actual in wanted:
        found = find_indicator(plan.programme, identifier)
        name = found.indicator.id
        placed = now.get(name, found)
        refuse_actual(placed.indicator, actual, plan.programme, today)
        now[name] = with_actual(placed, actual)
        added.setdefault(name, []).append(actual)
    ledgers = [
        (Ledger("actuals", name, now[name].path, find_indicator(plan.programme, name).indicator.actuals), actuals)
        for name, actuals in added.items()
    ]
    text = add(plan, [*beside, *ledgers])
    year = plan.programme.year
    return [ActualResult(text, year, now[name], actual, None) for name, given in added.items() for actual in given]


def build_actual(values: Mapping[str, Any]) -> Actual:
    """Build an actual of `values`: on, period, value, note, …; absent ones None.

    Raises:
        RefusedError: a value is not allowed in a plan; the sentence is the one that validation would give.
    """
    return validate_item(_ACTUAL, values)


def refuse_actual(indicator: Indicator, actual: Actual, programme: Programme, today: date) -> None:
    """Refuse a value of a period that has one, and what can't be an actual of the plan.

    Raises:
        RefusedError: it can't be recorded.
    """
    if before := last_of_period(indicator, actual.period):
        name = typed_name(indicator.id, programme.year)
        what = Message(
            "{id}: {period} already has a value, {value} of {on}; to correct it: {command}",
            id=indicator.id,
            period=actual.period,
            value=before.value,
            on=before.on,
            command=f'csprog correct {name} --period {actual.period} --value {actual.value:f} --why "…"',
        )
        raise RefusedError(what)
    _refuse_invalid(actual, programme, today)


def with_actual(placed: PlacedIndicator, actual: Actual) -> PlacedIndicator:
    """Return an indicator with an actual among its own, in order of date."""
    actuals = placed.indicator.actuals
    at = place_of(actual, actuals)
    longer = (*actuals[:at], actual, *actuals[at:])
    return placed._replace(indicator=placed.indicator.model_copy(update={"actuals": longer}))


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
    before = last_of_period(placed.indicator, period)
    if before is None:
        raise RefusedError(Message("{id}: there are no records to correct", id=placed.indicator.id))
    actual = validate_item(_ACTUAL, {**_given(before), **values, "period": period})
    _refuse_invalid(actual, plan.programme, today)
    ledger = Ledger("actuals", placed.indicator.id, placed.path, actuals)
    text = add(plan, [(ledger, (actual,))])
    return ActualResult(text, plan.programme.year, with_actual(placed, actual), actual, before)


def last_of_period(indicator: Indicator, period: Period | None) -> Actual | None:
    """Return the actual of a period that counts, None if the period has none."""
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
