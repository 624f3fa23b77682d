"""`csprog show`: everything about a proposal, a measure, an indicator or an assessment."""

from __future__ import annotations

import json as json_text
from collections.abc import Sequence

import typer

from csprog.cli.command import ChoosingCommand
from csprog.cli.options import Anything, AsOf, Json, Year
from csprog.cli.prompts.measure_choice import ask_which, command_line
from csprog.console.details import show_assessments, show_indicators, show_measures
from csprog.console.findings import show_error_count
from csprog.console.recording import show_same
from csprog.errors import RefusedError
from csprog.evaluation.evaluator import EvaluatedMeasure, evaluate
from csprog.evaluation.record_builder import assessment_record, everything_record, indicator_record
from csprog.i18n import Message
from csprog.operations.plans import open_plan
from csprog.programme.lookup import find
from csprog.programme.model import Programme

COMMAND_CLASS = ChoosingCommand


def run(identifier: Anything, year: Year = None, as_of: AsOf = None, *, json: Json = False) -> None:
    """Show what `identifier` names, or give it as JSON."""
    plan = open_plan("show", year, as_of)
    rows = evaluate(plan.programme, plan.today).measures
    if identifier is None:
        identifier = _asked(plan.programme, rows)
        show_same(command_line("show", [identifier], {"--year": year, "--as-of": as_of, "--json": json}))
    measures, indicators, assessments = find(plan.programme, identifier)
    wanted = {placed.id for placed in measures}
    rows = tuple(row for row in rows if row.placed.id in wanted)
    show_error_count(len(plan.errors), error_stream=json)
    if json:
        records = [everything_record(row, plan.programme) for row in rows]
        records += [*map(indicator_record, indicators), *map(assessment_record, assessments)]
        typer.echo(json_text.dumps(records, ensure_ascii=False, indent=2))
        return
    if rows:
        show_measures(rows, plan.programme)
    show_indicators(indicators)
    show_assessments(assessments)


def _asked(programme: Programme, rows: Sequence[EvaluatedMeasure]) -> str:
    def fault(identifier: str) -> Message | None:
        try:
            find(programme, identifier)
        except RefusedError as refused:
            return refused.message
        return None

    return ask_which(Message("Which measure?"), rows, fault)
