"""Checks a plan's file: text, shape, rules of content."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from csprog.findings import Finding, Position, Violation, in_file_order
from csprog.i18n import Message
from csprog.programme.corrections import typed_name
from csprog.programme.evidence import evidence_files
from csprog.programme.model import Programme
from csprog.programme.plan_text import FaultyPlan, Plan, PlanLookup, SoundPlan, newer_format_in, parse_plan
from csprog.store.evidence_files import EvidenceLookup
from csprog.store.plan_files import SourceFile, is_plan_name
from csprog.validation.evidence import EvidenceReference, evidence_violations
from csprog.validation.partial_plan import PartialPlan
from csprog.validation.rules.between_years import between_years
from csprog.validation.rules.gaps import gaps
from csprog.validation.rules.references import origins
from csprog.validation.rules.registry import RULES
from csprog.validation.rules.switched_off import is_heeded
from csprog.yamltext.nodes import locate
from csprog.yamltext.reader import MOST_PROBLEMS, load_text

_DUE_YEAR = re.compile(r"\bdue: *[\"']?([0-9]{4})")


def check_file(
    source: SourceFile,
    today: date,
    *,
    find: PlanLookup = lambda year: None,  # noqa: ARG005 - no other plan is at hand
    digest_of: EvidenceLookup | None = None,
) -> Plan:
    """Check a plan's file; return it sound or faulty, with all findings.

    `today` decides what lies in the future. `find` gives the plans of other years, from which measures may have been
    carried over, `digest_of` the SHA-256 of a file of evidence; without it none is checked. Findings of rules that the
    plan itself switches off, where it may, are left out.
    """
    plan = _check_content(source, today, find, digest_of)
    if is_plan_name(source.path.name):
        return plan
    misnamed = Message(
        "no command reads this file, since a plan is named for its year, like 2026.yaml: rename it, or take it out of the "
        "folder"
    )
    findings = (Finding("plan-name", Position(1, 1), misnamed), *plan.findings)
    return FaultyPlan(plan.text, findings, plan.programme, newer_format_in(plan))


def _check_content(source: SourceFile, today: date, find: PlanLookup, digest_of: EvidenceLookup | None) -> Plan:
    if source.problem is not None:
        return FaultyPlan(source.text, (source.problem,))
    plan = parse_plan(source.text)
    if isinstance(plan, FaultyPlan) and plan.newer_format:
        return replace(plan, programme=_known_parts(plan, today))
    if isinstance(plan, FaultyPlan):
        return FaultyPlan(
            plan.text, in_file_order([*plan.findings, *locate_findings(plan, _partial_violations(plan, today))])
        )
    programme = plan.programme
    violations = [
        *(violation for rule in RULES for violation in rule(programme, today)),
        *_year_of_file(source, programme),
        *origins(programme, find),
        *between_years(programme, today, find),
    ]
    heeded = [violation for violation in violations if is_heeded(violation, programme)]
    if digest_of:  # no plan switches this off
        heeded += evidence_violations(_references(programme), digest_of)
    findings = in_file_order(locate_findings(plan, heeded))
    if any(finding.severity == "error" for finding in findings):
        return FaultyPlan(plan.text, findings, programme)
    return SoundPlan(plan.text, plan.loaded, programme, findings)


def evidence_references(plan: Plan) -> tuple[EvidenceReference, ...]:
    """Return the files of evidence that a plan names, with their positions."""
    references = _references(plan.programme) if plan.programme else []
    if not references:
        return ()
    tree = locate(plan.text)
    return tuple(reference._replace(position=tree.find(reference.path).position()) for reference in references)


def _references(programme: Programme) -> list[EvidenceReference]:
    return [
        EvidenceReference(
            f"csprog correct {typed_name(placed.id, programme.year)}{placed.choice}",
            placed.evidence.file,
            placed.evidence.sha256,
            placed.evidence.public,
            (*placed.path, "file"),
        )
        for placed in evidence_files(programme)
    ]


def _known_parts(plan: FaultyPlan, today: date) -> Programme | None:
    """Return what can be read of a plan of a newer format."""
    value = load_text(plan.text).value
    return PartialPlan(value).parse(_likely_year(plan.text, today)) if isinstance(value, dict) else None


def _partial_violations(plan: FaultyPlan, today: date) -> list[Violation]:
    """Return the violations in the sound parts of a plan whose shape is wrong."""
    value = load_text(plan.text).value
    if not isinstance(value, dict) or len(plan.findings) >= MOST_PROBLEMS:
        return []
    partial = PartialPlan(value)
    programme = partial.parse(_likely_year(plan.text, today))
    if programme is None:
        return []
    rules = (rule for rule in RULES if rule is not gaps)  # a part that was left out is no gap of the plan
    violations = (violation for rule in rules for violation in rule(programme, today))
    moved = [violation._replace(path=partial.original(violation.path)) for violation in violations]
    return [violation for violation in moved if not partial.is_unreliable(violation.path, violation.code)]


def _likely_year(text: str, today: date) -> int:
    """Return the year of most deadlines, that of `today` without any."""
    years = Counter(_DUE_YEAR.findall(text)).most_common(1)
    return int(years[0][0]) if years else today.year


def locate_findings(plan: Plan, violations: Iterable[Violation]) -> list[Finding]:
    """Return violations with their positions in the plan's text."""
    kept = list(violations)
    if not kept:  # nodes are composed only where there is something to point at
        return []
    tree = locate(plan.text)
    return [
        Finding(violation.code, tree.find(violation.path).position(), violation.message, violation.severity)
        for violation in kept
    ]


def _year_of_file(source: SourceFile, programme: Programme) -> list[Violation]:
    if source.path.stem == str(programme.year) or not is_plan_name(source.path.name):
        return []
    what = Message(
        "the file is named {name}, the plan is for {year}; rename one to the other",
        name=source.path.name,
        year=programme.year,
    )
    return [Violation("year-of-file", ("passport", "year"), what)]
