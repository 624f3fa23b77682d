"""Finds the line of a part of a plan in its file."""

from __future__ import annotations

from csprog.findings import KeyPath
from csprog.parsing.names import read_id
from csprog.programme.lookup import find
from csprog.programme.model import Programme
from csprog.programme.plan_text import Plan
from csprog.yamltext.nodes import locate


def line_of(plan: Plan, text: str, identifier: str | None) -> int:
    """Return the line of the part with an id, counted from 1.

    Without an id, and of a plan whose parts can't be told for errors, it is that of the first error, if there is one.

    Raises:
        RefusedError: the plan has no such part; the message offers the nearest ids.
    """
    if identifier is not None and plan.programme is not None:
        return locate(text).find(_path_of(plan.programme, identifier)).line + 1
    return min((finding.position.line for finding in plan.errors), default=1)


def _path_of(programme: Programme, identifier: str) -> KeyPath:
    wanted = read_id(identifier)
    sections = {section.number: ("sections", place) for place, section in enumerate(programme.sections)}
    subsections = {part.number: path for path, part, _ in programme.subsections()}
    proposals = {proposal.number: path for path, proposal, _, _ in programme.proposals()}
    parts: dict[str, KeyPath] = {**sections, **subsections, **proposals}
    if wanted in parts:
        return parts[wanted]
    found = find(programme, identifier)
    if found.measures:
        return found.measures[0].path
    if found.indicators:
        return found.indicators[0].path
    return ("assessments", programme.assessments.index(found.assessments[0]))
