"""Prepares the findings of a check for the formats that programs read."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from csprog.findings import Finding, Severity
from csprog.i18n import Message

CheckedPlans: TypeAlias = "Sequence[tuple[str, Sequence[Finding]]]"
"""The checked plans in order: the path of each as it is shown, with slashes, and its findings, if any."""

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Annotation:
    """A finding with its file, in the chosen language.

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
        shown = _encodable(path)
        yield shown, [_annotation(shown, finding, counts) for finding in findings]


def annotate(plans: CheckedPlans) -> Iterator[Annotation]:
    """Yield the annotations of all plans."""
    for _, of_plan in annotate_by_plan(plans):
        yield from of_plan


def _annotation(path: str, finding: Finding, counts: Counter[str]) -> Annotation:
    identity = json.dumps([path, finding.code, _untranslated(finding.message)])
    counts[identity] += 1  # so that equal findings get different fingerprints
    return Annotation(
        path,
        *finding.position,
        finding.severity,
        _encodable(finding.code),
        _encodable(str(finding.message)),
        hashlib.sha256(f"{identity} {counts[identity]}".encode()).hexdigest(),
    )


def _untranslated(value: object) -> object:
    if isinstance(value, Message):
        return [value.text, {name: _untranslated(value.values[name]) for name in sorted(value.values)}]
    return str(value)


def _encodable(text: str) -> str:
    """Replace lone surrogates, which file names may hold and UTF-8 can't encode."""
    return _SURROGATE.sub("\ufffd", text)
