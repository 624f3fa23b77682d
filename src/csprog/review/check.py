"""Everything that is wrong with a plan's text, at once and in file order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csprog.errors import Position, Problem
from csprog.language import Message
from csprog.programme.reading import parse
from csprog.review.rules import RULES
from csprog.yamltext import locate

if TYPE_CHECKING:
    from datetime import date

    from csprog.programme.reading import PlanText
    from csprog.store import SourceFile


def check(plan: PlanText, today: date) -> tuple[Problem, ...]:
    """Return every problem of `plan`: those of its text, or, if it holds a programme, those of its content.

    `today` decides what lies in the future.
    """
    if plan.programme is None:
        return plan.problems
    findings = [finding for rule in RULES for finding in rule(plan.programme, today)]
    if not findings:
        return ()
    tree = locate(plan.text)
    problems = [
        Problem(finding.code, tree.find(finding.path).position(), finding.message, finding.severity)
        for finding in findings
    ]
    return tuple(sorted(problems, key=lambda problem: (problem.position.line, problem.position.column)))


def review_file(source: SourceFile, today: date) -> tuple[Problem, ...]:
    """Return every problem of a plan's file; its name must give the year of its passport as well."""
    if source.problem is not None:
        return (source.problem,)
    plan = parse(source.text)
    problems = check(plan, today)
    if plan.programme is not None and source.path.stem != str(plan.programme.year):
        place = locate(plan.text).find(("passport", "year")).position()
        what = Message(
            "the file is named {name}, the plan is for {year}; rename one to the other",
            name=source.path.name,
            year=plan.programme.year,
        )
        problems = (Problem("year-of-file", place or Position(1, 1), what), *problems)
    return problems
