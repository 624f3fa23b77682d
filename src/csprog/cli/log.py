"""`csprog log`: what happened to measures, who recorded it, when, and in which commit."""

from __future__ import annotations

import json as json_text
from typing import TYPE_CHECKING, Annotated

import typer

from csprog.cli.options import AsOf, Json, Lang, Year
from csprog.cli.plan import open_plan
from csprog.console.history import show_history
from csprog.language import marked
from csprog.programme.address import select
from csprog.review import history
from csprog.store import find_repository

if TYPE_CHECKING:
    from csprog.review import Event

Wanted = Annotated[
    str | None,
    typer.Argument(metavar=marked("[ID]"), help=marked("A proposal (1.2.2) or a measure (1.2.2.1); by default all.")),
]


def run(
    identifier: Wanted = None, year: Year = None, as_of: AsOf = None, *, json: Json = False, lang: Lang = None
) -> None:
    """Show the history, or give it as JSON."""
    del lang
    plan = open_plan(year, as_of)
    placed = plan.programme.measures if identifier is None else select(plan.programme, identifier)
    path = plan.source.path
    events = history(find_repository(path), path, plan.programme, {measure.id for measure in placed})
    if json:
        typer.echo(json_text.dumps([_record(event) for event in events], ensure_ascii=False, indent=2))
    else:
        show_history(events, whole=identifier is None)


def _record(event: Event) -> dict[str, object]:
    commit = event.commit
    return {
        "id": event.id,
        "commit": commit.id if commit else None,
        "author": commit.author if commit else None,
        "committed_at": commit.when.isoformat() if commit else None,
        "entry": event.entry.model_dump(mode="json", exclude_defaults=True) if event.entry else None,
        "changed": {"key": event.key, "old": event.old, "new": event.new} if event.key else None,
    }
