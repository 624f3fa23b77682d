"""Chooses the documents that lie beside a year's page."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from csprog.exporting.registry import PUBLISHED, installed_formats
from csprog.publication.page_values import document_name
from csprog.publication.publication_log import PublishedVersion


def documents_beside(year: int, frozen: PublishedVersion | None, folder: Path) -> dict[str, bytes | None]:
    """Return the formats of the documents of a year, with those that are to stay.

    They are those whose libraries are installed. A year published for good keeps those of its record: another version
    of a library would write other bytes, so a file in the year's `folder` that is still the published one stays.
    """
    if frozen is None:
        return dict.fromkeys(installed_formats())
    names = {name: document_name(year, name) for name in PUBLISHED}
    return {name: _unchanged(folder / file, frozen.files[file]) for name, file in names.items() if file in frozen.files}


def _unchanged(file: Path, digest: str) -> bytes | None:
    try:
        data = file.read_bytes()
    except OSError:
        return None
    return data if sha256(data).hexdigest() == digest else None
