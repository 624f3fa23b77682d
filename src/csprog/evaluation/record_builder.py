"""Builds records of an evaluated plan; their JSON names are a contract."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from csprog.evaluation.continuation import Unreconciled
from csprog.evaluation.evaluator import EvaluatedMeasure, Evaluation
from csprog.evaluation.records import MeasureRecord, OfficeRecord, SectionRecord, YearRecord, to_json
from csprog.parsing.deadlines import Due
from csprog.programme.assessments import Assessment
from csprog.programme.ledgers import PlacedIndicator, placed_indicators
from csprog.programme.lookup import aims_by_number
from csprog.programme.model import Measure, Programme


def year_record(evaluation: Evaluation, between: tuple[Unreconciled, ...] = ()) -> YearRecord:
    """Return an evaluated year as a record; `between` is where plans are not in line."""
    programme = evaluation.programme
    return YearRecord(
        year=programme.year,
        as_of=evaluation.day,
        organisation=programme.passport.organisation,
        errors=evaluation.errors,
        missing=evaluation.missing,
        unreconciled=between,
        sections=tuple(SectionRecord(section.number, section.title) for section in programme.sections),
        measures=tuple(map(measure_record, evaluation.measures)),
        inn=programme.passport.inn,
        formerly=programme.passport.formerly,
        indicators=tuple((one.indicator.id, one.indicator.name) for one in placed_indicators(programme)),
        assessments=tuple(dict.fromkeys(survey.id for survey in programme.assessments)),
    )


def measure_record(row: EvaluatedMeasure) -> MeasureRecord:
    """Return an evaluated measure as a record."""
    placed = row.placed
    return MeasureRecord(
        id=placed.id,
        proposal=placed.proposal.number,
        section=placed.section.number,
        subsection=placed.subsection.number,
        audience=placed.subsection.audience,
        channel=placed.subsection.channel,
        text=placed.measure.text,
        due=placed.measure.due.day,
        due_text=due_text(placed.measure),
        awaited=row.awaited,
        standing=row.status,
        outcome=row.outcome,
        days_overdue=row.days_overdue,
        completed_on=row.completed_on,
        offices=tuple(
            OfficeRecord(office.name, office.completed_on, office.status, office.outcome) for office in row.offices
        ),
        open_offices=tuple(row.open_offices),
        responsible=placed.measure.responsible,
        note=row.note,
        reason=row.outcome_reason or row.reason,
        carried_since=row.carried_since,
        years_running=row.years_running,
        carried_to=row.carried_to,
        repeated_to=row.repeated_to,
    )


def of_year(year: int, records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return records with the year of their plan, as recordings and `show` print them."""
    return [{"year": year, **record} for record in records]


def indicator_record(placed: PlacedIndicator) -> dict[str, Any]:
    """Return an indicator as JSON values under the plan's keys.

    `of` is the id of its proposal or measure, None for the Programme. Numbers are texts with the decimals as typed.
    """
    return {"of": placed.of or None, **placed.indicator.model_dump(mode="json")}


def assessment_record(assessment: Assessment) -> dict[str, Any]:
    """Return an assessment as JSON values under the plan's keys; numbers are texts."""
    return assessment.model_dump(mode="json")


def everything_record(row: EvaluatedMeasure, programme: Programme) -> dict[str, Any]:
    """Return a measure with its journal and proposal, for `show --json`."""
    placed, measure, proposal = row.placed, row.placed.measure, row.placed.proposal
    goals, tasks = aims_by_number(programme.goals), aims_by_number(programme.tasks)
    clauses = {clause.number: clause.title for clause in programme.passport.clauses}
    origin, repeats = measure.carried_from, measure.repeated_from
    funding = measure.funding.model_dump(mode="json") if measure.funding else {"planned": None, "source": None}
    return {
        **to_json(measure_record(row)),
        "result": measure.result,
        "journal": [entry.model_dump(mode="json", exclude_defaults=True) for entry in measure.journal],
        "carried_from": origin.model_dump(mode="json", exclude_none=True) if origin else None,
        "repeated_from": repeats.model_dump(mode="json") if repeats else None,
        "digital": measure.digital,
        "recurring": measure.recurring,
        "funding": {**funding, "spent": None if row.spent is None else f"{row.spent:f}"},
        "indicators": [indicator_record(item) for item in placed_indicators(programme) if item.of in placed.names],
        "origin": proposal.origin,
        "goals": [{"number": number, "text": goals.get(number)} for number in proposal.goals],
        "tasks": [{"number": number, "text": tasks.get(number)} for number in proposal.tasks],
        "standard_clauses": [{"number": name, "title": clauses.get(name)} for name in proposal.standard_clauses],
        "assessments": [
            assessment_record(item) for item in programme.current_assessments if item.id in proposal.assessments
        ],
    }


def due_text(measure: Measure) -> str:
    """Return a measure's deadline as the document prints it, else as `due_words`."""
    if measure.printed is not None and measure.printed.due is not None:
        return measure.printed.due
    return due_words(measure.due)


@cache
def due_words(due: Due) -> str:
    """Return a deadline as documents print it: 31.12.2025 or 4 квартал 2025."""
    return f"{due.day:%d.%m.%Y}" if due.quarter is None else f"{due.quarter} квартал {due.day.year}"
