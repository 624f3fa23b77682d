"""Converts the status of many plans to JSON; other programs rely on its names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from csprog.evaluation.records import to_json
from csprog.evaluation.report_duty import ReportDuty
from csprog.i18n import Message
from csprog.portfolio.missing_plans import MissingPlan
from csprog.portfolio.summaries import PlanSummary, StatusChange, UnitBacklog, backlogs, total


def group_status_record(  # noqa: PLR0913, PLR0917 - the parts of the result
    day: date,
    lines: Sequence[PlanSummary],
    reports: Mapping[str, ReportDuty],
    missing: Sequence[MissingPlan],
    faults: Mapping[str, Message],
    changed: Sequence[StatusChange] | None,
    *,
    with_measures: bool,
) -> dict[str, Any]:
    """Return the status of many plans; `reports` are those owed, by path."""
    sums = total(lines)
    record = {
        "as_of": day.isoformat(),
        "counts": sums.counts,
        "outcomes": sums.outcomes,
        "due_soon": sums.due_soon,
        "plans": [_plan(line, reports.get(line.path), with_measures=with_measures) for line in lines],
        "overdue": [_backlog(backlog) for backlog in backlogs(lines)],
        "missing_plans": [plan._asdict() for plan in missing],
        "faults": [{"path": path, "message": str(message)} for path, message in sorted(faults.items())],
    }
    return record if changed is None else {**record, "changes": list(map(_change, changed))}


def _plan(line: PlanSummary, report: ReportDuty | None, *, with_measures: bool) -> dict[str, Any]:
    record = {
        **_name(line),
        "inn": line.inn,
        "counts": line.counts,
        "outcomes": line.outcomes,
        "due_soon": line.due_soon,
        "publication": to_json(line.publication),
        "report": to_json(report),
    }
    return {**record, "measures": [to_json(one) for one in line.measures]} if with_measures else record


def _name(line: PlanSummary) -> dict[str, Any]:
    return {"path": line.path, "organisation": line.organisation, "year": line.year}


def _backlog(backlog: UnitBacklog) -> dict[str, Any]:
    return {
        **_name(backlog.plan),
        "responsible": backlog.responsible,
        "days_overdue": backlog.most_days,
        "measures": [measure.id for measure in backlog.measures],
    }


def _change(change: StatusChange) -> dict[str, Any]:
    return {
        **_name(change.plan),
        "id": change.now.id,
        "text": change.now.text,
        "before": change.before.standing,
        "standing": change.now.standing,
    }
