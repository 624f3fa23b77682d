"""Checks a plan's file: text, shape, rules of content."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from csprog.findings import Finding, Position, Violation, in_file_order
from csprog.i18n import Message
from csprog.programme.corrections import typed_name
from csprog.programme.evidence import evidence_files
from csprog.programme.model import Programme
from csprog.programme.plan_text import FaultyPlan, Plan, PlanLookup, SoundPlan, parse_mended, parse_plan
from csprog.store.evidence_files import EvidenceLookup
from csprog.store.plan_files import SourceFile, is_plan_name
from csprog.validation.evidence import EvidenceReference, evidence_violations
from csprog.validation.partial_plan import OF_WHOLE_PLAN, PartialPlan
from csprog.validation.rules.between_years import between_years
from csprog.validation.rules.references import origins
from csprog.validation.rules.registry import RULES
from csprog.validation.rules.switched_off import is_heeded
from csprog.yamltext.encoding import forbidden_characters
from csprog.yamltext.line_faults import CUT_TEXT, comments_without_space
from csprog.yamltext.mending import MendedText
from csprog.yamltext.nodes import Node, locate, plain_ends
from csprog.yamltext.reader import MOST_PROBLEMS, load_text

_MOST_FORBIDDEN = 20  # told of a text, which may be binary
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
    if isinstance(plan, FaultyPlan):
        return replace(plan, findings=findings)
    return FaultyPlan(plan.text, findings, plan.programme)


def _check_content(source: SourceFile, today: date, find: PlanLookup, digest_of: EvidenceLookup | None) -> Plan:
    if source.problem is not None and not source.text:
        return FaultyPlan("", (source.problem,))
    plan = parse_plan(source.text) if source.problem is None else _without_forbidden(source.text)
    if isinstance(plan, FaultyPlan) and plan.newer_format:
        return replace(plan, programme=_known_parts(plan, today))
    if isinstance(plan, FaultyPlan):
        violations = _partial_violations(source, plan, today, find, digest_of)
        found = [finding for finding in locate_findings(plan, violations) if not _may_come_of_dropped(finding, plan)]
        found += _cut_texts(plan)
        return replace(plan, findings=in_file_order([*plan.findings, *found]))
    programme = plan.programme
    violations = [*content_violations(programme, today, find), *_year_of_file(source, programme)]
    heeded = [violation for violation in violations if is_heeded(violation, programme)]
    if digest_of:  # no plan switches this off
        heeded += evidence_violations(_references(programme), digest_of)
    findings = in_file_order([*locate_findings(plan, heeded), *_cut_texts(plan)])
    if any(finding.severity == "error" for finding in findings):
        return FaultyPlan(plan.text, findings, programme)
    return SoundPlan(plan.text, plan.loaded, programme, findings)


def _without_forbidden(text: str) -> FaultyPlan:
    allowed, findings = forbidden_characters(text, _MOST_FORBIDDEN)
    return parse_mended(text, MendedText(allowed, findings))


def content_violations(programme: Programme, today: date, find: PlanLookup) -> Iterator[Violation]:
    """Yield what rules of content find in a plan, seen from `today`; `find` as in `check_file`."""
    for rule in RULES:
        yield from rule(programme, today)
    yield from origins(programme, find)
    yield from between_years(programme, today, find)


def evidence_references(plan: Plan, today: date) -> tuple[EvidenceReference, ...]:
    """Return the files of evidence that a plan names, with their positions."""
    partial, programme = None, plan.programme
    if isinstance(plan, FaultyPlan) and programme is None and not plan.newer_format:
        partial, programme = _sound_parts(plan, today)
    references = _references(programme) if programme else []
    if not references:
        return ()
    tree = locate(plan.readable)
    paths = (partial.original(reference.path) if partial else reference.path for reference in references)
    return tuple(
        reference._replace(position=tree.find(path).position())
        for reference, path in zip(references, paths, strict=True)
    )


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
    value = load_text(plan.readable).value
    return PartialPlan(value).parse(_likely_year(plan.text, today)) if isinstance(value, dict) else None


def _partial_violations(
    source: SourceFile, plan: FaultyPlan, today: date, find: PlanLookup, digest_of: EvidenceLookup | None
) -> list[Violation]:
    """Return the violations in the sound parts of a plan whose shape is wrong."""
    partial, programme = _sound_parts(plan, today)
    if partial is None or programme is None:
        return []
    violations = [*content_violations(programme, today, find), *_year_of_file(source, programme)]
    heeded = [violation for violation in violations if is_heeded(violation, programme)]
    if digest_of:
        heeded += evidence_violations(_references(programme), digest_of)
    return [
        violation._replace(path=path, other=violation.other and partial.original(violation.other))
        for violation in heeded
        if not partial.is_unreliable(path := partial.original(violation.path), violation.code)
    ]


def _cut_texts(plan: Plan) -> list[Finding]:
    """Return where a text ends at a comment that may have been meant as its end."""
    comments = comments_without_space(plan.readable)
    value = load_text(plan.readable).value if comments else None
    switched_off = value.get("switched_off") if isinstance(value, dict) else None
    if value is None or (isinstance(switched_off, dict) and CUT_TEXT in switched_off):
        return []
    ends = set(plain_ends(locate(plan.readable)))
    return [finding for end, finding in comments if end in ends]


def _may_come_of_dropped(finding: Finding, plan: FaultyPlan) -> bool:
    """Tell whether a finding may only come from lines that can't be read."""
    dropped = plan.mended.dropped if plan.mended else frozenset()
    return bool(dropped) and (finding.is_gap or finding.code in OF_WHOLE_PLAN or finding.position.line in dropped)


def _sound_parts(plan: FaultyPlan, today: date) -> tuple[PartialPlan, Programme | None] | tuple[None, None]:
    value = load_text(plan.readable).value
    if not isinstance(value, dict) or len(plan.findings) >= MOST_PROBLEMS:
        return None, None
    partial = PartialPlan(value)
    return partial, partial.parse(_likely_year(plan.text, today))


def _likely_year(text: str, today: date) -> int:
    """Return the year of most deadlines, that of `today` without any."""
    years = Counter(_DUE_YEAR.findall(text)).most_common(1)
    return int(years[0][0]) if years else today.year


def locate_findings(plan: Plan, violations: Iterable[Violation]) -> list[Finding]:
    """Return violations with their positions in the plan's text."""
    kept = list(violations)
    if not kept:  # nodes are composed only where there is something to point at
        return []
    tree = locate(plan.readable)
    return [
        Finding(violation.code, tree.find(violation.path).position(), _message(violation, tree), violation.severity)
        for violation in kept
    ]


def _message(violation: Violation, tree: Node) -> Message:
    """Return a violation's sentence, with the line of the other place that it names."""
    message = violation.message
    if violation.other is None:
        return message
    return Message(message.text, message.plural, **{**message.values, "line": tree.find(violation.other).line + 1})


def _year_of_file(source: SourceFile, programme: Programme) -> list[Violation]:
    if source.path.stem == str(programme.year) or not is_plan_name(source.path.name):
        return []
    what = Message(
        "the file is named {name}, the plan is for {year}; rename one to the other",
        name=source.path.name,
        year=programme.year,
    )
    return [Violation("year-of-file", ("passport", "year"), what)]
