"""Evaluation of the plans of one query, in any process."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from csprog import __version__
from csprog.errors import Refused
from csprog.language import Message
from csprog.programme.evaluation import evaluate
from csprog.programme.portfolio import PlanFault, PlanProblems, QueryKind
from csprog.programme.reading import parse
from csprog.programme.records import overview, plan_summary
from csprog.store.files import SourceFile

if TYPE_CHECKING:
    from csprog.programme.model import Programme
    from csprog.programme.portfolio import PlanQuery, QueryResult
    from csprog.review.earlier import Find


def run_query(query: PlanQuery) -> dict[str, QueryResult]:
    """Return the result for each requested plan, by file name.

    Raises:
        Refused: this is another version of csprog than the client's; its results may differ.
    """
    if query.client_version != __version__:
        what = Message("a worker has csprog {its}, this is {ours}", its=__version__, ours=query.client_version)
        raise Refused(what)
    if query.kind is QueryKind.PROBLEMS:
        find = _finder(query)
        return {name: _problems(query, name, find) for name in query.requested}
    return {name: _evaluated(query, name) for name in query.requested}


def _problems(query: PlanQuery, name: str, find: Find) -> PlanProblems:
    from csprog.review.check import review_file  # noqa: PLC0415 - only `validate` needs the rules

    source = SourceFile(Path(name), query.files[name])
    return PlanProblems(review_file(source, query.day, find=find))


def _evaluated(query: PlanQuery, name: str) -> QueryResult:
    source = SourceFile(Path(name), query.files[name])
    plan = parse(source.text)
    if source.problem is not None or plan.programme is None:
        problems = plan.problems if source.problem is None else (source.problem,)
        return PlanFault(Message("{count} problem", "{count} problems", count=len(problems)), problems)
    evaluation = evaluate(plan.programme, query.day)
    if query.kind is QueryKind.SUMMARY:
        return plan_summary(evaluation)
    if query.kind is QueryKind.OVERVIEW:
        return overview(evaluation)
    from csprog.programme.figures.line import plan_line  # noqa: PLC0415 - only `report --all` needs figures

    return plan_line(evaluation)


def _finder(query: PlanQuery) -> Find:
    """Return the lookup of a year's plan in the folder; None if none can be read."""

    @cache
    def find(year: int) -> tuple[Path, Programme] | None:
        path = Path(f"{year}.yaml")
        data = query.files.get(path.name)
        programme = None if data is None else parse(SourceFile(path, data).text).programme
        return None if programme is None else (path, programme)

    return find
