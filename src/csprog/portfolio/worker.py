"""Evaluation of the plans of one query, in any process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from csprog import __version__
from csprog.errors import RefusedError
from csprog.evaluation.evaluator import evaluate
from csprog.evaluation.lineage import lineage
from csprog.evaluation.reconciliation import unreconciled
from csprog.evaluation.record_builder import year_record
from csprog.i18n import Message
from csprog.portfolio.query import CheckedPlan, PlanFault, PlanProblems, PlanQuery, QueryKind, QueryResult
from csprog.programme.model import Programme
from csprog.programme.plan_text import Plan, PlanLookup, newer_format_in, parse_plan
from csprog.store.plan_files import SourceFile
from csprog.validation.gate import admitted
from csprog.validation.validator import check_file, evidence_references

_COMMANDS = {QueryKind.FIGURES: "portfolio", QueryKind.TABLES: "portfolio", QueryKind.OVERVIEW: "status"}


def run_query(query: PlanQuery) -> dict[str, CheckedPlan]:
    """Return the result for each requested plan, by file name.

    Raises:
        RefusedError: this is another version of csprog than the client's; its results may differ.
    """
    if query.client_version != __version__:
        what = Message("a worker has csprog {its}, here it is {ours}", its=__version__, ours=query.client_version)
        raise RefusedError(what)
    find = _plan_lookup(query)
    return {name: _checked(query, name, find) for name in query.requested}


def run_batch(queries: Sequence[PlanQuery]) -> list[dict[str, CheckedPlan]]:
    """Return the results of several queries: a task for a process or a cluster's worker.

    Raises:
        RefusedError: as `run_query`.
    """
    return [run_query(query) for query in queries]


def _checked(query: PlanQuery, name: str, find: PlanLookup) -> CheckedPlan:
    source = SourceFile(Path(name), query.files[name])
    plan = check_file(source, query.checked_on, find=find)
    return CheckedPlan(_result(query, plan, find), evidence_references(plan, query.checked_on))


def _result(query: PlanQuery, plan: Plan, find: PlanLookup) -> QueryResult:
    if query.kind is QueryKind.PROBLEMS:
        return PlanProblems(plan.findings)
    programme = admitted(_COMMANDS[query.kind], plan)
    if programme is None:
        return PlanFault.of(plan.errors)
    evaluation = evaluate(programme, query.day, len(plan.errors), lineage(programme, query.day, find))
    if query.kind is QueryKind.OVERVIEW:
        record = year_record(evaluation, unreconciled(programme, query.day, find))
        return replace(record, newer_format=newer_format_in(plan))
    if query.kind is QueryKind.TABLES:
        from csprog.portfolio.tables.plan_rows import plan_tables  # noqa: PLC0415 - likewise

        return plan_tables(evaluation)
    from csprog.evaluation.figures.portfolio import portfolio_row  # noqa: PLC0415 - only `report --all` needs figures

    return portfolio_row(evaluation)


def _plan_lookup(query: PlanQuery) -> PlanLookup:
    """Return the lookup of a year's plan in the folder; None if none can be read."""

    @cache
    def find(year: int) -> tuple[Path, Programme] | None:
        path = Path(f"{year}.yaml")
        data = query.files.get(path.name)
        programme = None if data is None else parse_plan(SourceFile(path, data).text).programme
        return None if programme is None else (path, programme)

    return find
