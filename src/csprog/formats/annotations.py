"""Prepares the findings of a check for the formats that programs read."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from csprog.findings import Finding, Severity, identity
from csprog.formats.gaps import gaps_sentence
from csprog.formats.visible import visible
from csprog.store.paths import shown_path

_GAPS = "gap-…"
CheckedPlans: TypeAlias = "Sequence[tuple[str, Sequence[Finding]]]"
"""The checked plans in order: the path of each as it is shown, with slashes, and its findings, if any."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A finding with its file, in the chosen language, without control characters.

    The fingerprint is unique, and stays the same when the finding moves to another line or the language changes. A
    notice stands for all gaps.
    """

    path: str
    line: int
    column: int
    length: int
    severity: Severity | Literal["notice"]
    code: str
    message: str
    fingerprint: str
    is_new: bool = False
    is_gap: bool = False

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


def most_severe_first(plans: CheckedPlans) -> list[Annotation]:
    """Return errors, then warnings, then gaps, what is new first; in file order otherwise."""
    return sorted(annotate(plans), key=lambda one: (one.severity != "error", one.is_gap, not one.is_new))


def with_gaps_folded(plans: CheckedPlans) -> list[Annotation]:
    """Return annotations as `most_severe_first`, all gaps as one notice at the end.

    GitHub shows the first ten annotations of a step, and the summary its first rows.
    """
    ordered = most_severe_first(plans)
    told = [one for one in ordered if not one.is_gap]
    sentence = gaps_sentence([findings for _, findings in plans])
    if sentence is None:
        return told
    first = ordered[len(told)]
    return [*told, replace(first, severity="notice", code=_GAPS, message=visible(sentence))]


def _annotation(path: str, finding: Finding, counts: Counter[str]) -> Annotation:
    lasting = json.dumps([path, *identity(finding.code, finding.message)])
    counts[lasting] += 1  # so that equal findings get different fingerprints
    return Annotation(
        path,
        *finding.position,
        finding.severity,
        visible(finding.code),
        visible(finding.message),
        hashlib.sha256(f"{lasting} {counts[lasting]}".encode()).hexdigest(),
        finding.is_new,
        finding.is_gap,
    )


def located_lines(path: Path | None, findings: Iterable[Finding]) -> list[str]:
    """Return findings of a file as lines for a page: file:line:column and the sentence."""
    file = shown_path(path) if path else ""
    return [f"{file}:{one.position.line}:{one.position.column}: {one.message}" for one in findings]
