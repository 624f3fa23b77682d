"""Copies published evidence to the site, and removes what is published no longer."""

from __future__ import annotations

from pathlib import Path

from csprog.errors import StoreError
from csprog.i18n import Message
from csprog.programme.entries import EvidenceFile
from csprog.programme.fields import EVIDENCE
from csprog.publication.publication_log import PublicationRecord
from csprog.publication.site import Publication
from csprog.store.atomic_write import copy
from csprog.store.evidence_files import evidence_lookup, existing


def copy_evidence(project: Path, output: Path, publication: Publication, *, strict: bool) -> list[str]:
    """Copy the published files of evidence to the site; return their names there.

    A copy that is there already stays. A draft goes without files that are missing or changed; they are errors of the
    plan, which it names.

    Raises:
        StoreError: with `strict`, one is missing or changed.
    """
    copied = []
    for name, evidence in publication.evidence.items():
        if not _is_there(output, name, evidence.sha256):
            try:
                copy(_sound(project, evidence), output / name, evidence.sha256)
            except StoreError:
                if strict:
                    raise
                continue
        copied.append(name)
    return copied


def _sound(project: Path, evidence: EvidenceFile) -> Path:
    if evidence_lookup(project)(evidence.file) != evidence.sha256:
        raise StoreError(Message("{path} is not the file that was recorded; put that one back", path=evidence.file))
    return existing(project, evidence.file)


def remove_evidence(folder: Path, before: PublicationRecord, publication: Publication) -> list[str]:
    """Remove from a year's folder the evidence that is published no longer.

    `before` is the year's last record: what others have put there, or changed, stays.
    """
    gone = [
        name
        for name, digest in before.files.items()
        if name.startswith(f"{EVIDENCE}/") and name not in publication.record.files and _is_there(folder, name, digest)
    ]
    for name in gone:
        (folder / name).unlink()
    return gone


def _is_there(folder: Path, name: str, digest: str) -> bool:
    try:
        return evidence_lookup(folder)(name) == digest
    except StoreError:
        return False
