"""Prepares the findings of a check for the formats that programs read."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from csprog.findings import Finding, Severity
from csprog.formats.visible import visible
from csprog.i18n import Message

CheckedPlans: TypeAlias = "Sequence[tuple[str, Sequence[Finding]]]"
"""The checked plans in order: the path of each as it is shown, with slashes, and its findings, if any."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A finding with its file, in the chosen language, without control characters.

    The fingerprint is unique, and stays the same when the finding moves to another line or the language changes.
    """

    path: str
    line: int
    column: int
    length: int
    severity: Severity
    code: str
    message: str
    fingerprint: str

    def __str__(self) -> str:
        """Return the finding as a line in the format of compilers."""
        return f"{self.path}:{self.line}:{self.column}: {self.code}: {self.message}"


def annotate_by_plan(plans: CheckedPlans) -> Iterator[tuple[str, list[Annotation]]]:
    """Yield the path of every checked plan with its annotations."""
    counts: Counter[str] = Counter()
    for path, findings in plans:
        shown = visible(path)
        yield shown, [_annotation(shown, finding, counts) for finding in findings]


def annotate(plans: CheckedPlans) -> Iterator[Annotation]:
    """Yield the annotations of all plans."""
    for _, of_plan in annotate_by_plan(plans):
        yield from of_plan


def most_urgent_first(plans: CheckedPlans) -> list[Annotation]:
    """Return errors, then warnings, then gaps; a gap stands once, with the number of others like it.

    GitHub shows the first ten annotations of a step, and the summary its first rows.
    """
    found = sorted(annotate(plans), key=lambda one: (one.severity != "error", _is_gap(one)))
    alike = Counter(one.code for one in found if _is_gap(one))
    first = {one.code: one for one in reversed(found)}
    return [_with_count(one, alike[one.code] - 1) for one in found if one is first[one.code] or not _is_gap(one)]


def _is_gap(annotation: Annotation) -> bool:
    return annotation.severity == "warning" and annotation.code.startswith("gap-")


def _with_count(annotation: Annotation, others: int) -> Annotation:
    if others < 1:
        return annotation
    more = Message("{count} more like this", "{count} more like this", count=others)
    return replace(annotation, message=f"{annotation.message} ({more})")


def _annotation(path: str, finding: Finding, counts: Counter[str]) -> Annotation:
    identity = json.dumps([path, finding.code, _untranslated(finding.message)])
    counts[identity] += 1  # so that equal findings get different fingerprints
    return Annotation(
        path,
        *finding.position,
        finding.severity,
        visible(finding.code),
        visible(finding.message),
        hashlib.sha256(f"{identity} {counts[identity]}".encode()).hexdigest(),
    )


def _untranslated(value: object) -> object:
    if isinstance(value, Message):
        return [value.text, {name: _untranslated(value.values[name]) for name in sorted(value.values)}]
    return str(value)
