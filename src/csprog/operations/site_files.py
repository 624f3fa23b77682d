"""Writes a site: all of its files are the new ones, or all stay the old ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from csprog.i18n import Message
from csprog.operations.published_evidence import evidence_copies, outdated_files
from csprog.publication.publication_log import RECORD, PublicationRecord
from csprog.publication.site import Publication
from csprog.store.atomic_write import Content, make_folders, remove_folders, writing
from csprog.store.file_set import replace_all
from csprog.store.lock import locked_site


class OpenSite(NamedTuple):
    """A site that is locked: its folder, and the journal of its changes."""

    folder: Path
    journal: Path


class SiteFiles(NamedTuple):
    """The names of a site's files that are there now, and of those removed."""

    present: list[str]
    removed: list[str]


@contextmanager
def open_site(folder: Path, on_wait: Callable[[Message], None]) -> Iterator[OpenSite]:
    """Lock the site in `folder`, created if missing, and yield it for `write_site`.

    What a killed process left half written is taken back first.

    Raises:
        StoreError: the folder can't be made, the lock is held too long, or a file can't be brought back.
    """
    with writing(folder):
        created = make_folders(folder)
    try:
        with locked_site(folder, on_wait) as journal:
            yield OpenSite(folder, journal)
    finally:
        remove_folders(created)  # if nothing was written


def write_site(
    project: Path, site: OpenSite, publication: Publication, last: PublicationRecord | None, *, strict: bool
) -> SiteFiles:
    """Write the site of a project: evidence and pages first, the year's record last.

    Files that `last`, the year's record so far, has and the new one hasn't are removed. `strict` is for years published
    for good.

    Raises:
        StoreError: a file can't be written, or, if `strict`, evidence is missing or changed; the site is as it was.
    """
    year = str(publication.record.year)
    copies = evidence_copies(project, site.folder, publication, strict=strict)
    outdated = outdated_files(site.folder / year, last, publication) if last else []
    contents: dict[str, Content | None] = {name: copy for name, copy in copies.items() if copy}
    contents |= publication.files
    contents |= {f"{year}/{name}": None for name in outdated}
    record_last = sorted(contents, key=f"{year}/{RECORD}".__eq__)
    replace_all({site.folder / name: contents[name] for name in record_last}, journal=site.journal)
    return SiteFiles([*publication.files, *copies], [f"{year}/{name}" for name in outdated])
