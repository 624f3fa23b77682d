"""Finds the evidence to copy to the site, and what is published no longer."""

from __future__ import annotations

from contextlib import nullcontext, suppress
from pathlib import Path

from csprog.errors import StoreError
from csprog.exporting.registry import PUBLISHED
from csprog.i18n import Message
from csprog.programme.entries import EvidenceFile
from csprog.publication.publication_log import PublishedVersion
from csprog.publication.site import Publication
from csprog.store.atomic_write import Copy
from csprog.store.evidence_files import evidence_lookup, existing

_DOCUMENTS = tuple(export_format.suffix for export_format in PUBLISHED.values())


def evidence_copies(project: Path, output: Path, publication: Publication, *, strict: bool) -> dict[str, Copy | None]:
    """Return the published files of evidence by their names in the site.

    Of a copy that is there already, None: it stays. A draft goes without files that are missing or changed; they are
    errors of the plan, which it names.

    Raises:
        StoreError: with `strict`, one is missing or changed.
    """
    copies: dict[str, Copy | None] = {}
    for name, evidence in publication.evidence.items():
        if _is_there(output, name, evidence.sha256):
            copies[name] = None
        else:
            with nullcontext() if strict else suppress(StoreError):
                copies[name] = Copy(_sound(project, evidence), evidence.sha256)
    return copies


def _sound(project: Path, evidence: EvidenceFile) -> Path:
    if evidence_lookup(project)(evidence.file) != evidence.sha256:
        raise StoreError(Message("{path} is not the file that was recorded; restore that one", path=evidence.file))
    return existing(project, evidence.file)


def outdated_files(folder: Path, before: PublishedVersion, publication: Publication) -> list[str]:
    """Return the files in a year's folder that are published no longer.

    Such are evidence, and the open data of an earlier day. `before` is the year's last version: what others have put
    there, or changed, stays.
    """
    return [
        name
        for name, digest in before.files.items()
        if name not in publication.version.files and _is_there(folder, name, digest)
    ]


def _is_there(folder: Path, name: str, digest: str) -> bool:
    try:
        return evidence_lookup(folder)(name) == digest
    except StoreError:
        return False
