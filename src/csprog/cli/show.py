"""`csprog show`: everything about a proposal or a measure."""

from __future__ import annotations

import json as json_text
from typing import TYPE_CHECKING

import typer

from csprog.cli.choosing import ChoosingCommand, ask_which, command_line
from csprog.cli.options import AsOf, Identifier, Json, Lang, Year
from csprog.cli.plan import open_plan
from csprog.console.changes import show_same
from csprog.console.show import show_measures
from csprog.errors import Refused
from csprog.language import Message
from csprog.programme.address import select
from csprog.programme.evaluation import evaluate
from csprog.programme.records import measure_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csprog.programme.evaluation import Row
    from csprog.programme.model import Programme

COMMAND_CLASS = ChoosingCommand


def run(
    identifier: Identifier, year: Year = None, as_of: AsOf = None, *, json: Json = False, lang: Lang = None
) -> None:
    """Show what `identifier` names, or give it as JSON."""
    del lang
    plan = open_plan(year, as_of)
    rows = evaluate(plan.programme, plan.today).rows
    if identifier is None:
        identifier = _asked(plan.programme, rows)
        show_same(command_line("show", identifier, {"--year": year, "--as-of": as_of, "--json": json}))
    wanted = {placed.id for placed in select(plan.programme, identifier)}
    rows = tuple(row for row in rows if row.placed.id in wanted)
    if json:
        typer.echo(json_text.dumps([_with_journal(row) for row in rows], ensure_ascii=False, indent=2))
    else:
        show_measures(rows)


def _asked(programme: Programme, rows: Sequence[Row]) -> str:
    def fault(identifier: str) -> Message | None:
        try:
            select(programme, identifier)
        except Refused as refused:
            return refused.message
        return None

    return ask_which(Message("Which measure?"), rows, fault)


def _with_journal(row: Row) -> dict[str, object]:
    journal = [entry.model_dump(mode="json", exclude_defaults=True) for entry in row.placed.measure.journal]
    origin = row.placed.measure.carried_from
    came_from = None if origin is None else origin.model_dump(mode="json", exclude_none=True)
    return {
        **measure_record(row),
        "result": row.placed.measure.result,
        "journal": journal,
        "carried_from": came_from,
    }
