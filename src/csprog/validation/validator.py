"""Everything that is wrong with a plan's text, at once and in file order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from csprog.findings import Finding, Violation
from csprog.history.carry_over import PlanLookup
from csprog.i18n import Message
from csprog.programme.model import Programme
from csprog.programme.plan_text import PlanText, parse_plan
from csprog.store.plan_files import SourceFile
from csprog.validation.partial_plan import PartialPlan
from csprog.validation.rules.gaps import gaps
from csprog.validation.rules.references import origins
from csprog.validation.rules.registry import RULES
from csprog.yamltext.nodes import locate
from csprog.yamltext.reader import MOST_PROBLEMS

_DUE_YEAR = re.compile(r"\bdue: *[\"']?([0-9]{4})")


def check(plan: PlanText, today: date, before: Programme | None = None) -> tuple[Finding, ...]:
    """Return every problem of `plan`: of its text, of its content as far as it can be read, of its change.

    `today` decides what lies in the future. `before` is the version against which the rules of change hold; they
    are asked only of a plan without errors, since half a plan has always changed.
    """
    problems = [*plan.problems, *_placed(plan, _content(plan, today))]
    if before is not None and plan.programme is not None:
        from csprog.validation.rules.change import changes  # noqa: PLC0415 - most plans are checked without an earlier version

        problems += _placed(plan, changes(before, plan.programme, today))
    return _in_order(problems)


def review_file(
    source: SourceFile,
    today: date,
    before: Programme | None = None,
    *,
    strict: bool = False,
    find: PlanLookup = lambda year: None,  # noqa: ARG005 - no other plan is at hand
) -> tuple[Finding, ...]:
    """Return every problem of a plan's file; its name must give the year of its passport as well.

    `find` gives the plans of other years, from which measures may have been carried over. Rules that the plan itself switches off, with a reason, are not asked. With `strict` warnings are errors.
    """
    if source.problem is not None:
        return (source.problem,)
    plan = parse_plan(source.text)
    problems = check(plan, today, before)
    if plan.programme is not None:
        problems = _in_order([*problems, *_placed(plan, _beyond(source, plan.programme, find))])
        problems = tuple(problem for problem in problems if problem.code not in plan.programme.switched_off)
    return tuple(problem._replace(severity="error") for problem in problems) if strict else problems


def _content(plan: PlanText, today: date) -> Iterable[Violation]:
    """Return the findings of the rules of content; of a plan at fault, those on its sound parts."""
    if plan.programme is not None:
        return [finding for rule in RULES for finding in rule(plan.programme, today)]
    value = plan.reading.value
    if not isinstance(value, dict) or len(plan.problems) >= MOST_PROBLEMS:
        return []
    partial = PartialPlan(value)
    programme = partial.parse(_likely_year(plan.text, today))
    if programme is None:
        return []
    asked = (rule for rule in RULES if rule is not gaps)  # what was left out is no gap of the plan
    findings = (finding for rule in asked for finding in rule(programme, today))
    moved = [finding._replace(path=partial.original(finding.path)) for finding in findings]
    return [finding for finding in moved if not partial.is_unreliable(finding.path, finding.code)]


def _likely_year(text: str, today: date) -> int:
    """Return the year of most deadlines, that of `today` without any."""
    years = Counter(_DUE_YEAR.findall(text)).most_common(1)
    return int(years[0][0]) if years else today.year


def _placed(plan: PlanText, findings: Iterable[Violation]) -> list[Finding]:
    found = list(findings)
    if not found:
        return []
    tree = locate(plan.text)
    return [
        Finding(finding.code, tree.find(finding.path).position(), finding.message, finding.severity)
        for finding in found
    ]


def _beyond(source: SourceFile, programme: Programme, find: PlanLookup) -> list[Violation]:
    """Return the findings for which the text alone does not do."""
    return [*_year_of_file(source, programme), *origins(programme, find)]


def _year_of_file(source: SourceFile, programme: Programme) -> list[Violation]:
    if source.path.stem == str(programme.year):
        return []
    what = Message(
        "the file is named {name}, the plan is for {year}; rename one to the other",
        name=source.path.name,
        year=programme.year,
    )
    return [Violation("year-of-file", ("passport", "year"), what)]


def _in_order(problems: Iterable[Finding]) -> tuple[Finding, ...]:
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda problem: (problem.position.line, problem.position.column)))
