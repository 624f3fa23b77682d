"""Makes the rows of a plan on a day, but for the company, which its folder decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from csprog.evaluation.evaluator import EvaluatedMeasure, Evaluation
from csprog.evaluation.record_builder import measure_record
from csprog.evaluation.records import to_json
from csprog.portfolio.tables.rows import Row, Rows, measure_row
from csprog.programme.corrections import corrected_entries
from csprog.programme.entries import Entry
from csprog.programme.indicators import Indicator
from csprog.programme.ledgers import placed_indicators


@dataclass(frozen=True, slots=True)
class PlanTables:
    """The rows of a plan by table."""

    rows: Rows

    @classmethod
    def from_json(cls, value: dict[str, Rows]) -> PlanTables:
        """Return the rows that `to_json` made `value` of."""
        return cls(value["rows"])


def plan_tables(evaluation: Evaluation) -> PlanTables:
    """Return the rows of an evaluated year."""
    programme, passport = evaluation.programme, evaluation.programme.passport
    plan = {
        "organisation": passport.organisation,
        "formerly": passport.formerly,
        "inn": passport.inn,
        "ogrn": passport.ogrn,
        "title": passport.title,
        "source": "plan",
        "as_of": evaluation.day,
        "draft": evaluation.is_draft,
        "approved_on": passport.approval and passport.approval.on,
        "measures": len(evaluation.measures),
        "done": evaluation.counts.done_in_year,
        "reported_elsewhere": evaluation.counts.reported_elsewhere,
        "published_on": passport.reported_elsewhere and passport.reported_elsewhere.on,
    }
    rows: dict[str, list[Row]] = {"plans": [plan], "measures": [], "offices": [], "entries": [], "money": []}
    for measure in evaluation.measures:
        rows["measures"].append(_measure(measure))
        rows["offices"] += _offices(measure)
        rows["entries"] += _entries(measure)
        rows["money"] += _money(measure)
    placed = list(placed_indicators(programme))
    rows["indicators"] = [_indicator(one.indicator, one.of) for one in placed]
    rows["actuals"] = [row for one in placed for row in _actuals(one.indicator, evaluation)]
    return PlanTables({table: [_plain(row) for row in listed] for table, listed in rows.items()})


def _plain(row: Row) -> Row:
    return {name: to_json(value) for name, value in row.items()}


def _measure(measure: EvaluatedMeasure) -> Row:
    placed, origin = measure.placed, measure.placed.measure.carried_from
    return measure_row(to_json(measure_record(measure))) | {
        "section_title": placed.section.title,
        "subsection_title": placed.subsection.title,
        "proposal_text": placed.proposal.text,
        "result": placed.measure.result,
        "closed_on": measure.closed_on,
        "recurring": placed.measure.recurring,
        "digital": placed.measure.digital,
        "carried_from_year": origin and origin.year,
        "carried_from_id": origin and origin.id,
    }


def _offices(measure: EvaluatedMeasure) -> Iterator[Row]:
    for office in measure.offices:
        yield {
            "id": measure.placed.id,
            "office": office.name,
            "standing": office.status,
            "outcome": office.outcome,
            "completed_on": office.completed_on,
            "note": office.note,
            "reason": office.reason,
        }


def _entries(measure: EvaluatedMeasure) -> Iterator[Row]:
    """Yield a row for each office of each entry, as corrected; without an office it holds for all."""
    for number, entry in enumerate(corrected_entries(measure.placed.measure.journal), start=1):
        if entry.on <= measure.day:
            for office in getattr(entry, "offices", ()) or (None,):
                yield {"id": measure.placed.id, "entry": number, "office": office, **_entry(entry)}


def _entry(entry: Entry) -> Row:
    keys = ("on", "event", "to", "amount", "note", "reason", "document")
    return {key: getattr(entry, key, None) for key in keys}


def _money(measure: EvaluatedMeasure) -> Iterator[Row]:
    funding = measure.placed.measure.funding
    if funding is not None or measure.spent is not None:
        planned, source = (funding.planned, funding.source) if funding else (None, None)
        yield {"id": measure.placed.id, "planned": planned, "spent": measure.spent, "source": source}


def _indicator(indicator: Indicator, of: str) -> Row:
    keys = ("name", "unit", "better", "baseline", "target", "method")
    return {"indicator": indicator.id, "of": of or None, **{key: getattr(indicator, key) for key in keys}}


def _actuals(indicator: Indicator, evaluation: Evaluation) -> Iterator[dict[str, Any]]:
    for actual in indicator.actuals_by(evaluation.day):
        yield {
            "indicator": indicator.id,
            "period": actual.period,
            "on": actual.on,
            "value": actual.value,
            "note": actual.note,
        }
