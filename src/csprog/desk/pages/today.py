"""“Today”: the report that is owed, what it lacks, what is overdue and due soon."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from csprog.console.recording import change_text, gone_lines
from csprog.console.report_duty import duty_span
from csprog.desk.places import linked
from csprog.desk.request import Answer, Asked, Onward, Page
from csprog.desk.words import Row, lacking_text, row_of
from csprog.desk.workplace import ignore
from csprog.errors import CsprogError
from csprog.evaluation.evaluator import EvaluatedMeasure, Evaluation
from csprog.evaluation.report_duty import report_duty
from csprog.i18n import N_, Message, show_part, translate
from csprog.operations.carried_over import evaluate_plan
from csprog.operations.owed_report import published_on, reported_plan
from csprog.operations.plan_choice import find_plan
from csprog.operations.plans import OpenPlan
from csprog.operations.undoing import take_back
from csprog.programme.enums import Status, is_awaited_within
from csprog.store.paths import shown_path
from csprog.store.undo_steps import last_step


def page(asked: Asked) -> Answer:
    """Show the plan of the year as it stands."""
    plan = asked.desk.open(asked.year)
    evaluation = evaluate_plan(plan)
    unit, office = asked.query.get("unit", ""), asked.query.get("office", "")
    rows = [row for row in evaluation.measures if _is_chosen(row, unit, office)]
    still_open = [row for row in rows if row.status.is_open]
    overdue = sorted((row for row in still_open if row.status is Status.OVERDUE), key=lambda row: row.awaited)
    others = [row for row in still_open if row.status is not Status.OVERDUE]
    is_soon = {row.placed.id: is_awaited_within(row.awaited, row.day) for row in others}
    soon = sorted((row for row in others if is_soon[row.placed.id]), key=lambda row: row.awaited)
    later = [row for row in others if not is_soon[row.placed.id]]
    closed = [row for row in rows if not row.status.is_open]
    groups = [
        _group(N_("Overdue"), overdue),
        _group(N_("Due within 30 days"), soon),
        _group(N_("Later"), later),
        _group(N_("Closed"), closed),
    ]
    values = {
        "organisation": plan.programme.passport.organisation,
        "day": plan.today,
        "report": _report(asked, plan, evaluation),
        "counts": _counts(evaluation),
        "groups": groups,
        "units": _names(row.placed.measure.responsible for row in evaluation.measures),
        "offices": _names(name for row in evaluation.measures for name in row.placed.measure.offices),
        "unit": unit,
        "office": office,
        "errors": linked(plan.errors, plan.source.text),
        "shown": asked.desk.digest(plan.source.text),
        "can_undo": last_step(plan.source.path, plan.source.data) is not None,
    }
    return Page("today.html", translate(N_("Today")), values)


def undo(asked: Asked) -> Answer:
    """Take back the last recording, as `csprog undo` does."""
    if asked.typed is None:
        return Onward(asked.path())
    path, today = find_plan(asked.year, asked.desk.as_of, asked.desk.folder)
    shown = asked.text("shown")
    try:
        undone = take_back(path, today, ignore, lambda text: asked.desk.unchanged(text, shown))
    except CsprogError as error:
        return Onward(asked.path(), (error.message,), refused=True)
    lines: list[Message | str] = [*map(change_text, undone.changes), *gone_lines(undone)]
    return Onward(asked.path(), (Message("restored in {path}", path=shown_path(path)), *lines))


def _is_chosen(row: EvaluatedMeasure, unit: str, office: str) -> bool:
    measure = row.placed.measure
    return (not unit or measure.responsible == unit) and (not office or office in measure.offices)


def _group(title: str, rows: list[EvaluatedMeasure]) -> dict[str, Any]:
    listed: list[Row] = [row_of(row) for row in rows]
    return {"title": translate(title), "rows": listed, "count": len(rows)}


def _names(names: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name))


def _counts(evaluation: Evaluation) -> list[tuple[str, int, str]]:
    counts = evaluation.counts
    overdue = counts.statuses[Status.OVERDUE]
    return [
        (translate(N_("Completed")), counts.done_in_year, "done"),
        (translate(N_("Overdue")), overdue, "not-done" if overdue else ""),
        (translate(N_("All measures")), counts.total, ""),
    ]


def _report(asked: Asked, plan: OpenPlan, evaluation: Evaluation) -> dict[str, Any] | None:
    """Return the report of an ended year: its duty in words, and the measures that it waits for."""
    today, path = plan.today, reported_plan(plan.source.path, plan.today)
    if path is None:
        return None
    year = int(path.stem)
    if path != plan.source.path:
        plan = asked.desk.open(year)
        evaluation = evaluate_plan(plan)
    duty = report_duty(year, today, published_on(path.parent, year, today), evaluation.missing, len(plan.errors))
    words, _ = duty_span(duty)
    lacking = [{"id": row.placed.id, "what": lacking_text(row)} for row in evaluation.lacking()]
    done = show_part(evaluation.counts.done_in_year, evaluation.counts.total)
    sentence = Message("Report for {year}: {state}", year=year, state=words)
    late = duty.days_left is not None and duty.days_left < 0
    return {"year": year, "sentence": sentence, "lacking": lacking, "done": done, "is_owed": duty.is_owed, "late": late}
