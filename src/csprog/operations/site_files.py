"""Writes a site: all of its files are the new ones, or all stay the old ones."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from csprog.errors import RefusedError
from csprog.i18n import Message
from csprog.operations.published_evidence import evidence_copies, outdated_files
from csprog.programme.fields import EVIDENCE
from csprog.publication.feed import FEED, SITEMAP
from csprog.publication.publication_log import (
    SITE_RECORD,
    PublicationRecord,
    SiteRecord,
    read_record,
    read_site_record,
)
from csprog.publication.site import FRAGMENT, FRAGMENT_1251, Publication
from csprog.store.atomic_write import Content, make_folders, remove_folders, writing
from csprog.store.file_set import content_digest, digest_of, replace_all
from csprog.store.lock import locked_site
from csprog.store.paths import shown_path
from csprog.store.plan_files import FOLDER, plans

_TOP = frozenset({"index.html", FEED, SITEMAP})
"""The files at the top of a site that former versions wrote, without a record of them."""
_FRAGMENTS = frozenset({FRAGMENT, FRAGMENT_1251})  # a year published for good may get them later
_MOST_NAMES = 10  # in a sentence


@dataclass(frozen=True, slots=True)
class OpenSite:
    """A site that is locked: its folder, and the journal of its changes."""

    folder: Path
    journal: Path

    def records(self, years: Collection[int]) -> dict[int, PublicationRecord]:
        """Return the records of those of `years` whose pages are there.

        Raises:
            StoreError: a record is damaged.
        """
        found = {year: read_record(self.folder / str(year) / SITE_RECORD) for year in years}
        return {year: record for year, record in found.items() if record is not None}


class SiteFiles(NamedTuple):
    """The names of a site's files that are there now, and of those removed."""

    present: list[str]
    removed: list[str]


@dataclass(frozen=True, slots=True)
class NewSite:
    """What a site of a project is to hold.

    `record` is that of the year and goes to `beside` too, unless it is a draft's. `before` are the records of the years
    that are there. `strict` is for years published for good.
    """

    project: Path
    publication: Publication
    record: PublicationRecord
    beside: Path
    before: Mapping[int, PublicationRecord]
    strict: bool


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


def refuse_own_folders(project: Path, output: Path) -> None:
    """Refuse to write a site into a project's own folders, or into any folder of plans.

    Raises:
        RefusedError: `output` is one, or lies in one.
    """
    real = Path(os.path.realpath(output))
    own = [project / name for name in (FOLDER, "templates", EVIDENCE) if (project / name).is_dir()]
    for folder in filter(Path.is_dir, (real, *real.parents)):
        if any(map(folder.samefile, own)) or (folder.name.casefold() == FOLDER and plans(folder)):
            raise RefusedError(
                Message(
                    "{path} is in “{folder}”, a folder of files written by people; choose another --output",
                    path=shown_path(output.absolute()),
                    folder=shown_path(folder),
                )
            )


def write_site(site: OpenSite, new: NewSite, *, force: bool) -> SiteFiles:
    """Write the site of a project: evidence and pages first, the records last.

    Files that the year's record so far has and the new one hasn't is removed.

    Raises:
        RefusedError: a file that csprog did not write would be overwritten, and it is not to be done by `force`.
        StoreError: a file can't be written, a record is damaged, or, if `strict`, evidence is missing or changed; the site
            is as it was.
    """
    publication, year = new.publication, new.record.year
    copies = evidence_copies(new.project, site.folder, publication, strict=new.strict)
    last = new.before.get(year)
    outdated = outdated_files(site.folder / str(year), last.last, publication) if last else []
    contents: dict[str, Content] = {name: copy for name, copy in copies.items() if copy}
    contents |= publication.files
    top = read_site_record(site.folder / SITE_RECORD)
    records = _records(new, top)
    if not force:
        _refuse_foreign(site.folder, contents | records, _own_names(top, new.before))
    gone = {f"{year}/{name}": None for name in outdated}
    files = {site.folder / name: content for name, content in {**contents, **gone, **records}.items()}
    if new.record.last.final:
        files[new.beside] = new.record.text().encode("utf-8")
    replace_all(files, journal=site.journal)
    return SiteFiles([*publication.files, *records, *copies], list(gone))


def _records(new: NewSite, top: SiteRecord | None) -> dict[str, bytes]:
    """Return the records of the year's folder and of the site's top, by name.

    What `top`, the record so far, names stays in it: a feed is csprog's also while there is none.
    """
    files = {name: sha256(data).hexdigest() for name, data in new.publication.files.items() if "/" not in name}
    record = SiteRecord(files={**(top.files if top else {}), **files})
    texts = {f"{new.record.year}/{SITE_RECORD}": new.record.text(), SITE_RECORD: record.text()}
    return {name: text.encode("utf-8") for name, text in texts.items()}


def _own_names(top: SiteRecord | None, records: Mapping[int, PublicationRecord]) -> set[str]:
    """Return the names of the files in a site that csprog wrote."""
    names = {
        f"{year}/{name}" for year, record in records.items() for name in {*record.last.files, *_FRAGMENTS, SITE_RECORD}
    }
    if top is not None:
        return names | {*top.files, SITE_RECORD}
    return names | _TOP if names else names


def _refuse_foreign(folder: Path, contents: Mapping[str, Content], own: Collection[str]) -> None:
    """Refuse to overwrite files that are not csprog's `own`, unless empty or just the same."""
    foreign = [
        shown_path((folder / name).absolute())
        for name, content in contents.items()
        if name not in own and _would_be_lost(folder / name, content)
    ]
    if foreign:
        raise RefusedError(
            Message(
                "not written by csprog: {names}; nothing was written: choose another --output, or add "
                "--force to overwrite",
                names=", ".join(foreign[:_MOST_NAMES]) + " …" * (len(foreign) > _MOST_NAMES),
            )
        )


def _would_be_lost(path: Path, content: Content) -> bool:
    return path.is_file() and path.stat().st_size > 0 and digest_of(path) != content_digest(content)
