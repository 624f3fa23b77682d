"""Checks the files of evidence that a plan names against those on the disk.

Importing this loads no model: cached results of plans are completed with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from csprog.errors import StoreError
from csprog.findings import Finding, KeyPath, Position, Violation
from csprog.i18n import Message
from csprog.store.evidence_files import EvidenceLookup


class EvidenceReference(NamedTuple):
    """A file that proves what is recorded, and where the plan names it.

    `correct` is the command that records another one, up to its options `--evidence` and `--why`. `path` is empty in a cached reference, `position` in one that was not looked for.
    """

    correct: str
    file: str
    sha256: str
    public: bool
    path: KeyPath = ()
    position: Position = Position(1, 1)

    def to_json(self) -> list[Any]:
        """Return the reference as JSON values, with its position."""
        return [self.correct, self.file, self.sha256, self.public, list(self.position)]

    @classmethod
    def from_json(cls, record: list[Any]) -> EvidenceReference:
        """Return the reference that `to_json` gave as `record`."""
        correct, file, sha256, public, position = record
        return cls(correct, file, sha256, public, position=Position(*position))


def evidence_violations(references: Iterable[EvidenceReference], digest_of: EvidenceLookup) -> Iterator[Violation]:
    """Yield the files that are missing, or not what they were."""
    for reference in references:
        if violation := _violation(reference, digest_of):
            yield violation


def evidence_findings(references: Iterable[EvidenceReference], digest_of: EvidenceLookup) -> tuple[Finding, ...]:
    """Return the same as findings; the references have positions."""
    return tuple(
        Finding(violation.code, reference.position, violation.message, violation.severity)
        for reference in references
        if (violation := _violation(reference, digest_of))
    )


def _violation(reference: EvidenceReference, digest_of: EvidenceLookup) -> Violation | None:
    try:
        digest = digest_of(reference.file)
    except StoreError as error:
        return Violation("evidence-missing", reference.path, error.message)
    if digest == reference.sha256:
        return None
    command = f'{reference.correct} --evidence "{reference.file}" --why "…"'
    message = Message(
        "{path} is not the file that was recorded; put that one back, or record this one: {command}",
        path=reference.file,
        command=command + (" --public" if reference.public else ""),
    )
    return Violation("evidence-changed", reference.path, message)
