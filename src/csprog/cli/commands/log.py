"""`csprog log`: shows the history of measures, indicators and assessments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from csprog.cli.companies import Companies
from csprog.cli.options import AsOf, Json, Year
from csprog.cli.output import print_json
from csprog.cli.values import completed
from csprog.console.log import show_history
from csprog.history.carry_over import later_years, previous_years
from csprog.history.events import LogEntry, history
from csprog.i18n import N_
from csprog.operations.plans import OpenPlan, open_plan
from csprog.parsing.names import split_ids
from csprog.programme.ledgers import LedgerKey, ledger_keys_of
from csprog.programme.lookup import Found, find_all
from csprog.programme.model import CarriedFrom, EarlierMeasure, Programme
from csprog.store.git import find_repository
from csprog.store.paths import shown_path

HistoryOf = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=N_("[ID]…"),
        autocompletion=completed("items"),
        help=N_("Proposals (1.2.2), measures (1.2.2.1), indicators or assessments; by default all."),
    ),
]


def run(identifier: HistoryOf = None, year: Year = None, as_of: AsOf = None, *, json: Json = False) -> None:
    """Show the history or print it as JSON, other years of measures included."""
    named = split_ids(identifier or ())
    companies = Companies(year)
    records: list[dict[str, object]] = []
    for folder, (events, number) in companies.results(
        lambda folder: _history(open_plan("log", year, as_of, folder), named), headed=not json
    ):
        if json:
            where = {"path": shown_path(folder / f"{number}.yaml")} if companies.several else {}
            records += [where | _record(event, number) for event in events]
        else:
            show_history(events, number, whole=not named)
    if json:
        print_json(records)
    companies.finish()


def _history(plan: OpenPlan, named: Sequence[str]) -> tuple[Sequence[LogEntry], int]:
    """Return the events of a plan, or of the part that ids name, and its year."""
    path = plan.source.path
    repository, number = find_repository(path), plan.programme.year
    found = find_all(plan.programme, named) if named else None
    events = history(repository, path, plan.programme, _ledgers(plan.programme, found))
    if found is not None:
        before = previous_years(found.measures, number, plan.find, repository)
        # the plan of the next year may be there before its year begins
        events = [*before, *events, *later_years(found.measures, number, plan.today.year + 1, plan.find, repository)]
    return events, number


def _ledgers(programme: Programme, found: Found | None) -> set[LedgerKey] | None:
    """Return the ledgers of the measures, indicators and assessments found."""
    if found is None:
        return None
    ledgers = ledger_keys_of(programme, found.measures)
    ledgers |= {("actuals", placed.indicator.id) for placed in found.indicators}
    return ledgers | {("assessments", assessment.id) for assessment in found.assessments}


def _record(event: LogEntry, year: int) -> dict[str, object]:
    commit = None if event.is_cut else event.commit
    return {
        "year": event.year or year,
        "id": event.id,
        "commit": commit.id if commit else None,
        "author": commit.author if commit else None,
        "committed_at": commit.when.isoformat() if commit else None,
        "entry": event.entry.model_dump(mode="json", exclude_defaults=True) if event.entry else None,
        "changed": {"key": event.key, "old": event.old, "new": event.new} if event.key else None,
        "carried_from": _origin(event.origin) if isinstance(event.origin, CarriedFrom) else None,
        "repeated_from": None if isinstance(event.origin, CarriedFrom) else _origin(event.origin),
        "lost": event.lost,
        "older_than_fetched": event.is_cut,
    }


def _origin(origin: EarlierMeasure | None) -> dict[str, object] | None:
    return origin.model_dump(mode="json", exclude_none=True) if origin else None
