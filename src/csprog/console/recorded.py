"""What was recorded, in words: entries of journals, values of indicators, assessments."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from csprog.console.ledger_items import entry_line
from csprog.i18n import N_, Message, format_number, translate
from csprog.programme.assessments import Assessment
from csprog.programme.indicators import Actual, Indicator
from csprog.programme.ledgers import Item

_BETTER = {"higher": N_("more is better"), "lower": N_("less is better")}


def item_line(item: Item) -> str:
    """Return one line of a journal, of an indicator's values or of the assessments."""
    if isinstance(item, Actual):
        line = str(Message("{on} for {period}: {value}", on=item.on, period=item.period, value=item.value))
    elif isinstance(item, Assessment):
        line = assessment_line(item)
    else:
        return entry_line(item)
    said = line + (f" ({item.note})" if item.note else "")
    return f"{said} [{item.evidence}]" if item.evidence else said


def assessment_line(assessment: Assessment) -> str:
    """Return what kind of assessment it was, of which time, whom it asked, and the scores."""
    return f"{about(assessment)}: {'; '.join(scores(assessment))}"


def about(assessment: Assessment) -> str:
    """Return of which time an assessment is, what kind it was, whom it asked and about what."""
    from csprog.views.report.labels import word  # noqa: PLC0415 - few runs show an assessment

    told = (assessment.kind, assessment.audience, assessment.channel)
    return ", ".join([str(assessment.period), *(word(key) for key in told if key)])


def scores(assessment: Assessment) -> list[str]:
    """Return the scores, each with its scale and how many gave it."""
    lines = []
    for given in assessment.scores:
        mark = Message("{score} of {scale}", score=given.score, scale=given.scale)
        many = Message("{count} respondent", "{count} respondents", count=given.respondents or 0)
        lines.append(f"{given.name} {mark}" + (f" ({many})" if given.respondents is not None else ""))
    return lines


def way(indicator: Indicator) -> str:
    """Return from which value an indicator is to come to which, as far as it is given."""
    steps = [_shown(indicator.baseline), _shown(indicator.target)]
    line = " → ".join(steps) if any(value is not None for value in (indicator.baseline, indicator.target)) else ""
    better = f"({translate(_BETTER[indicator.better])})" if indicator.better else ""
    return f"{line} {better}".strip()


def indicator_line(indicator: Indicator) -> str:
    """Return an indicator in a line: its name and unit, the way it is to go, the values that count."""
    counting = (f"{actual.period}: {format_number(actual.value)}" for actual in indicator.actuals_by(date.max))
    parts = [part for part in (way(indicator), ", ".join(counting)) if part]
    return f"{indicator.id}: {indicator.name}, {indicator.unit}" + "".join(f"; {part}" for part in parts)


def _shown(number: Decimal | None) -> str:
    return "?" if number is None else format_number(number)
