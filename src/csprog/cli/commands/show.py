"""`csprog show`: shows a part of the plan, an indicator or an assessment in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from csprog.cli.options import Anything, AsOf, Json, Year
from csprog.cli.output import print_json
from csprog.console.details import show_assessments, show_indicators, show_measures
from csprog.console.findings import show_error_count
from csprog.console.plan_list import show_part
from csprog.console.recording import show_command, show_year
from csprog.errors import RefusedError
from csprog.evaluation.evaluator import EvaluatedMeasure
from csprog.evaluation.record_builder import (
    assessment_record,
    everything_record,
    indicator_record,
    measure_record,
    of_year,
)
from csprog.i18n import Message
from csprog.operations.carried_over import evaluate_plan
from csprog.operations.plans import open_plan
from csprog.parsing.names import split_ids
from csprog.programme.lookup import find_all, find_part
from csprog.programme.model import Programme
from csprog.programme.plan_text import newer_format_in


def run(identifier: Anything, year: Year = None, as_of: AsOf = None, *, json: Json = False) -> None:
    """Show the item with this id, or print it as JSON."""
    plan = open_plan("show", year, as_of)
    rows = evaluate_plan(plan).measures
    named = split_ids(identifier or ())  # typer gives None for an empty list
    if not named:
        named = _ask_identifier(plan.programme, rows, {"--year": year, "--as-of": as_of, "--json": json})
    found = {one: find_part(plan.programme, one) for one in named}
    parts = [part for part in found.values() if part is not None]
    measures, indicators, assessments = find_all(plan.programme, [one for one, part in found.items() if part is None])
    in_parts = [[row for row in rows if row.placed in part.measures] for part in parts]
    ids = {placed.id for placed in measures}
    rows = tuple(row for row in rows if row.placed.id in ids)
    show_error_count(len(plan.errors), newer_format_in(plan.plan), error_stream=json)
    if json:
        records = [everything_record(row, plan.programme) for row in (*chain(*in_parts), *rows)]
        records += [*map(indicator_record, indicators), *map(assessment_record, assessments)]
        print_json(of_year(plan.programme.year, records))
        return
    show_year(plan.programme.year)
    for part, within in zip(parts, in_parts, strict=True):
        show_part(part, list(map(measure_record, within)))
    if rows:
        show_measures(rows, plan.programme)
    show_indicators(indicators)
    show_assessments(assessments)


def _ask_identifier(programme: Programme, rows: Sequence[EvaluatedMeasure], options: Mapping[str, object]) -> list[str]:
    from csprog.cli.prompts.measure_choice import ask_measure, command_line  # noqa: PLC0415 - questionary takes 0.2 s

    def check(identifier: str) -> Message | None:
        if find_part(programme, identifier) is not None:
            return None
        try:
            find_all(programme, split_ids([identifier]))
        except RefusedError as refused:
            return refused.message
        return None

    named = split_ids([ask_measure(Message("Which measure?"), rows, check)])
    show_command(command_line("show", named, options))
    return named
