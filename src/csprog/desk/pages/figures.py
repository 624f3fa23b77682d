"""Indicators and assessments: their values, and forms that record or correct one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from csprog.console.recording import written
from csprog.desk.forms import Filled
from csprog.desk.pages.attempt import Attempt, evidence_of
from csprog.desk.pages.correction import correction_form
from csprog.desk.pages.measure import known_texts
from csprog.desk.request import Answer, Asked, Onward, Page
from csprog.desk.typed_values import plain_keys, values_of
from csprog.editing.measurements import ActualResult, AssessmentResult, assess, gauge
from csprog.errors import RefusedError
from csprog.formats.ledger_items import assessment_heading, assessment_line, item_line, score_lines, target_text
from csprog.i18n import N_, Message, format_number, translate
from csprog.operations.plans import OpenPlan
from csprog.operations.year_choice import recording_plan
from csprog.programme.indicators import Actual
from csprog.programme.ledgers import placed_indicators
from csprog.programme.lookup import find_indicator
from csprog.programme.part_keys import Key, keys_of
from csprog.programme.plan_writer import as_value
from csprog.store.paths import shown_path
from csprog.store.undo_steps import last_step

_OF_ACTUALS = ("value", "note", "evidence")
_OF_ASSESSMENTS = ("on", "period", "audience", "channel", "scores", "note", "evidence")


def page(asked: Asked) -> Answer:
    """Show all indicators and assessments, or the form for one."""
    _, _, rest = asked.rest.partition("/")
    what, _, name = rest.partition("/")
    plan = asked.desk.open(asked.year, "show")
    match what:
        case "gauge":
            return _gauge(asked, plan, name)
        case "assess":
            return _assess(asked, plan)
        case "correct":
            return _correct(asked, plan, name)
    return Page("figures.html", translate(N_("Indicators and assessments")), _shown(asked, plan))


def actual_keys() -> tuple[Key, ...]:
    """Return the keys of the form for a value; why it is corrected is asked for elsewhere."""
    return tuple(key for key in plain_keys("Actual") if key.name != "why")


def assessment_keys() -> tuple[Key, ...]:
    """Return the keys of the form for an assessment."""
    return tuple(key for key in keys_of("Assessment").values() if key.name != "why")


def _gauge(asked: Asked, plan: OpenPlan, name: str) -> Answer:
    indicator = find_indicator(plan.programme, name).indicator
    values = _form(
        asked, plan, actual_keys(), lambda path, today, given: _record_value(asked, indicator.id, path, today, given)
    )
    if not isinstance(values, dict):
        return values
    heading = f"{indicator.name}, {indicator.unit}"
    return Page("figure.html", indicator.id, {**values, "heading": heading, "place": f"figures/gauge/{name}"})


def _assess(asked: Asked, plan: OpenPlan) -> Answer:
    values = _form(
        asked, plan, assessment_keys(), lambda path, today, given: _record_assessment(asked, path, today, given)
    )
    if not isinstance(values, dict):
        return values
    heading = translate(N_("A new assessment"))
    return Page("figure.html", heading, {**values, "heading": heading, "place": "figures/assess"})


def _form(
    asked: Asked, plan: OpenPlan, keys: tuple[Key, ...], write: Callable[[Any, date, dict[str, Any]], Answer]
) -> Answer | dict[str, Any]:
    filled = Filled({"on": plan.today.isoformat()}, asked.typed, known_texts(plan.programme))
    attempt = Attempt(asked, filled)
    if asked.typed is not None:
        given = values_of(keys, asked.typed, filled.faults)

        def act() -> Answer:
            path, today = recording_plan(asked.year, asked.desk.as_of, given["on"], None, given["period"])
            on = given["on"] or today
            return write(path, today, {**given, "on": on, "evidence": evidence_of(asked, path, given["evidence"])})

        if answer := attempt.answer([key.name for key in keys], act):
            return answer
    return attempt.values(filled.fields(keys), plan.source.text)


def _record_value(asked: Asked, name: str, path: Any, today: date, given: Mapping[str, Any]) -> Answer:
    def change(plan: Any) -> ActualResult:
        return gauge(plan, name, given, today)

    gauged = asked.desk.change(path, today, asked.text("shown"), change)
    line = f"{gauged.placed.indicator.name}, {item_line(gauged.actual)}"
    return Onward(asked.path("figures"), (line, written(shown_path(path))))


def _record_assessment(asked: Asked, path: Any, today: date, given: Mapping[str, Any]) -> Answer:
    scores = given["scores"] or ()

    def change(plan: Any) -> AssessmentResult:
        return assess(plan, {**given, "scores": scores}, today)

    assessed = asked.desk.change(path, today, asked.text("shown"), change)
    line = assessment_line(assessed.assessment)
    return Onward(asked.path("figures"), (line, written(shown_path(path))))


def _correct(asked: Asked, plan: OpenPlan, name: str) -> Answer:
    """Correct the value of an indicator for a period, or an assessment."""
    assessments = {one.id: one for one in plan.programme.current_assessments}
    extra = [key for key in plain_keys("Actual") if key.name == "why"]
    if (period := asked.query.get("period")) is not None:
        actual = _actual(plan, name, period)
        keys = [keys_of("Actual")[key] for key in _OF_ACTUALS]
        named: dict[str, Any] = {"period": actual.period}
        line, shown = item_line(actual), as_value(actual)
    elif name in assessments:
        keys, named = [keys_of("Assessment")[key] for key in _OF_ASSESSMENTS], {}
        line, shown = assessment_line(assessments[name]), as_value(assessments[name])
    else:
        raise RefusedError(Message("there is no assessment “{id}”", id=name))
    values = correction_form(asked, name, shown, keys, extra, named, plan)
    if not isinstance(values, dict):
        return values
    return Page(
        "correction.html", name, {**values, "line": line, "place": f"figures/correct/{name}", "identifier": name}
    )


def _actual(plan: OpenPlan, name: str, period: str) -> Actual:
    actuals = find_indicator(plan.programme, name).indicator.actuals_by(date.max)
    found = next((actual for actual in actuals if str(actual.period) == period), None)
    if found is None:
        raise RefusedError(Message("{id}: there is nothing to correct", id=name))
    return found


def _shown(asked: Asked, plan: OpenPlan) -> dict[str, Any]:
    indicators = [
        {
            "id": placed.indicator.id,
            "name": f"{placed.indicator.name}, {placed.indicator.unit}",
            "of": placed.of,
            "path": "/".join(map(str, placed.path)),
            "target": target_text(placed.indicator),
            "actuals": [
                {"period": str(one.period), "value": format_number(one.value), "line": item_line(one)}
                for one in placed.indicator.actuals_by(date.max)
            ],
        }
        for placed in placed_indicators(plan.programme)
    ]
    assessments = [
        {"id": one.id, "heading": assessment_heading(one), "scores": score_lines(one), "note": one.note}
        for one in plan.programme.current_assessments
    ]
    return {
        "indicators": indicators,
        "assessments": assessments,
        "shown": asked.desk.digest(plan.source.text),
        "can_undo": last_step(plan.source.path, plan.source.data) is not None,
    }
