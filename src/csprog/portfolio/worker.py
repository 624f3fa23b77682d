"""Evaluation of the plans of one query, in any process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from csprog import __version__
from csprog.errors import RefusedError
from csprog.evaluation.evaluator import Evaluation, evaluate
from csprog.evaluation.record_builder import overview
from csprog.evaluation.records import counts
from csprog.history.carry_over import PlanLookup
from csprog.i18n import Message
from csprog.portfolio.query import PlanFault, PlanProblems, PlanQuery, PlanSummary, QueryKind, QueryResult
from csprog.programme.model import Programme
from csprog.programme.plan_text import parse_plan
from csprog.store.plan_files import SourceFile


def run_query(query: PlanQuery) -> dict[str, QueryResult]:
    """Return the result for each requested plan, by file name.

    Raises:
        Refused: this is another version of csprog than the client's; its results may differ.
    """
    if query.client_version != __version__:
        what = Message("a worker has csprog {its}, this is {ours}", its=__version__, ours=query.client_version)
        raise RefusedError(what)
    if query.kind is QueryKind.PROBLEMS:
        find = _finder(query)
        return {name: _problems(query, name, find) for name in query.requested}
    return {name: _evaluated(query, name) for name in query.requested}


def _problems(query: PlanQuery, name: str, find: PlanLookup) -> PlanProblems:
    from csprog.validation.validator import review_file  # noqa: PLC0415 - only `validate` needs the rules

    source = SourceFile(Path(name), query.files[name])
    return PlanProblems(review_file(source, query.day, find=find))


def _evaluated(query: PlanQuery, name: str) -> QueryResult:
    source = SourceFile(Path(name), query.files[name])
    plan = parse_plan(source.text)
    if source.problem is not None or plan.programme is None:
        problems = plan.problems if source.problem is None else (source.problem,)
        return PlanFault(Message("{count} problem", "{count} problems", count=len(problems)), problems)
    evaluation = evaluate(plan.programme, query.day)
    if query.kind is QueryKind.SUMMARY:
        return _summary(evaluation)
    if query.kind is QueryKind.OVERVIEW:
        return overview(evaluation)
    from csprog.evaluation.figures.line import plan_line  # noqa: PLC0415 - only `report --all` needs figures

    return plan_line(evaluation)


def _summary(evaluation: Evaluation) -> PlanSummary:
    return PlanSummary(
        path="",
        organisation=evaluation.programme.passport.organisation,
        year=evaluation.programme.year,
        counts=counts(measure.status for measure in evaluation.measures),
        due_soon=sum(measure.is_due_soon for measure in evaluation.measures),
    )


def _finder(query: PlanQuery) -> PlanLookup:
    """Return the lookup of a year's plan in the folder; None if none can be read."""

    @cache
    def find(year: int) -> tuple[Path, Programme] | None:
        path = Path(f"{year}.yaml")
        data = query.files.get(path.name)
        programme = None if data is None else parse_plan(SourceFile(path, data).text).programme
        return None if programme is None else (path, programme)

    return find
