"""Records of published years, so that publishing one again gives the same files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints, TypeAdapter, ValidationError

from csprog import __version__
from csprog.errors import StoreError, os_error_reason
from csprog.evaluation.continuation import Continuation, Lineage
from csprog.i18n import Message
from csprog.programme.format import FORMAT, newer_format
from csprog.programme.model import Programme
from csprog.publication.listed_year import ListedYear
from csprog.store.paths import shown_path
from csprog.store.resources import bundled_folder

SITE_RECORD = "published.json"
"""Name of the record of a site's folder, and of a year's folder in it: which files csprog wrote there."""

# The terminal shows these texts, so they must not hold control characters.
Printable = Annotated[str, StringConstraints(pattern=r"^\P{C}*$")]
Reason = Annotated[str, StringConstraints(pattern=r"^(\P{C}|\n)*$", min_length=1)]


def _without_words(value: Any) -> Any:
    """Leave out continuations of which a former record has only the words of the page."""
    words = {"id", "state"}
    if not isinstance(value, dict):
        return value
    return {
        number: [one for one in going if not (isinstance(one, dict) and one.keys() == words)]
        for number, going in value.items()
    }


Carried = Annotated[dict[str, tuple[Continuation, ...]], BeforeValidator(_without_words)]


class PublicationDay(BaseModel, frozen=True, extra="forbid"):
    """Days of a publication, and the reason of a correction.

    `published_on` is the day by the clock, None of a draft and of what was published before such days were recorded;
    `as_of` the day that the page tells of.
    """

    published_on: date | None
    as_of: date
    reason: Reason | None = None


class PublishedVersion(PublicationDay, frozen=True, extra="forbid"):
    """A publication of a year: whether final, its sources and files.

    `files` has the SHA-256 of each file. `plan` is the SHA-256 of the plan's values, so comments and line ends don't
    count, `templates` that of all templates, the project's included. `linked` are the other years to whose pages it
    links, `carried`, `carried_since` and `repeated` are what other years' plans said of its measures (`Lineage`).
    `listed` is what the index says of it, None in records of former versions.
    """

    final: bool
    csprog: Printable
    plan: str
    templates: str
    linked: tuple[int, ...] = ()
    carried: Carried = {}
    carried_since: dict[str, int] = {}
    repeated: Carried = {}
    listed: ListedYear | None = None
    files: dict[Printable, str]

    @property
    def lineage(self) -> Lineage:
        """The lineage of its measures by other years' plans, as of its publication."""
        return Lineage(self.carried_since, self.carried, self.repeated)


class PublicationRecord(BaseModel, frozen=True, extra="forbid"):
    """The publications of a year, oldest first.

    Beside the plan lie those for good, which only become more. In the site the year's folder has a copy, or the draft.
    `format` is that of the file, None in records older than formats; these are read as format 1.
    """

    format: Literal[1] | None = None
    year: int
    publications: Annotated[tuple[PublishedVersion, ...], Field(min_length=1)]

    @property
    def last(self) -> PublishedVersion:
        """The newest publication."""
        return self.publications[-1]

    def text(self) -> str:
        """Return the text of the record's file."""
        return self.model_dump_json(indent=2, exclude_defaults=True) + "\n"


class _FormerRecord(BaseModel, frozen=True, extra="forbid"):
    """The record of a year's folder of former versions: one publication, without its day by the clock."""

    year: int
    as_of: date
    final: bool
    csprog: Printable
    plan: str
    templates: str
    files: dict[Printable, str]
    linked: tuple[int, ...] = ()


class SiteRecord(BaseModel, frozen=True, extra="forbid"):
    """The files at the top of a site with their SHA-256: what csprog wrote there."""

    format: Literal[1] = FORMAT
    files: dict[Printable, str]

    def text(self) -> str:
        """Return the text of the record's file."""
        return self.model_dump_json(indent=2) + "\n"


_EITHER: TypeAdapter[PublicationRecord | _FormerRecord] = TypeAdapter(PublicationRecord | _FormerRecord)


def published_version(  # noqa: PLR0913 - the fields of a version
    programme: Programme,
    day: PublicationDay,
    templates: str,
    digests: Mapping[str, str],
    *,
    final: bool,
    linked: tuple[int, ...],
    lineage: Lineage,
    listed: ListedYear,
) -> PublishedVersion:
    """Return the version of a year; `digests` are those of its files, by name."""
    return PublishedVersion(
        **day.model_dump(include=set(PublicationDay.model_fields)),
        final=final,
        csprog=__version__,
        plan=plan_digest(programme),
        templates=templates,
        linked=linked,
        carried=dict(lineage.carried_to),
        carried_since=dict(lineage.since),
        repeated=dict(lineage.repeated_to),
        listed=listed,
        files=dict(sorted(digests.items())),
    )


def plan_digest(programme: Programme) -> str:
    """Return the SHA-256 of a plan's values, those of its format left out."""
    values = programme.model_dump_json(exclude_defaults=True, exclude={"format"})
    return hashlib.sha256(values.encode("utf-8")).hexdigest()


def parse_record(path: Path, data: bytes) -> PublicationRecord:
    """Return the record that the file at `path` holds, of the form of today or the former one.

    Raises:
        StoreError: the bytes are no such record.
    """
    try:
        record = _EITHER.validate_json(data)
    except ValidationError:
        raise _unreadable(path, data) from None
    if isinstance(record, PublicationRecord):
        return record
    version = PublishedVersion(published_on=None, **record.model_dump(exclude={"year"}))
    return PublicationRecord(format=FORMAT, year=record.year, publications=(version,))


def read_record(path: Path) -> PublicationRecord | None:
    """Return the record at `path`, None if there is none.

    Raises:
        StoreError: the file is not such a record, or can't be read.
    """
    data = _read(path)
    return None if data is None else parse_record(path, data)


def read_site_record(path: Path) -> SiteRecord | None:
    """Return the record of a site's top at `path`, None if there is none.

    Raises:
        StoreError: the file is not such a record, or can't be read.
    """
    data = _read(path)
    try:
        return None if data is None else SiteRecord.model_validate_json(data)
    except ValidationError:
        raise _unreadable(path, data or b"") from None


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        reason = os_error_reason(error)
        raise StoreError(Message("{path} can't be read: {reason}", path=path, reason=reason)) from None


def _unreadable(path: Path, data: bytes) -> StoreError:
    """Return the error of a record that a newer csprog wrote, or that is damaged."""
    found = _format_of(data)
    if found is not None and found > FORMAT:
        return StoreError(Message("{path}: {sentence}", path=shown_path(path), sentence=newer_format(found)))
    return StoreError(
        Message("{path} is not what csprog wrote; restore it from git, or remove it", path=shown_path(path))
    )


def _format_of(data: bytes) -> int | None:
    try:
        value: Any = json.loads(data)
    except (ValueError, RecursionError):
        return None
    found = value.get("format") if isinstance(value, dict) else None
    return found if isinstance(found, int) else None


def differing(old: PublishedVersion, new: PublishedVersion) -> tuple[str, ...]:
    """Return the names of files missing from `new` or different there."""
    return tuple(name for name in old.files if new.files.get(name) != old.files[name])


def causes(old: PublishedVersion, new: PublishedVersion) -> tuple[Message, ...]:
    """Return the reasons why a year's files would differ from those published."""
    reasons = []
    if old.plan != new.plan:
        reasons.append(Message("the plan has changed (see csprog diff)"))
    if old.csprog != new.csprog:
        reasons.append(
            Message(
                "it was made by csprog {old}, this is csprog {new}; to restore a damaged file, install csprog {old}",
                old=old.csprog,
                new=new.csprog,
            )
        )
    if old.templates != new.templates:
        reasons.append(Message("the templates have changed"))
    return tuple(reasons) or (Message("a library that csprog uses has changed"),)


def templates_digest(project: Path | None) -> str:
    """Return the SHA-256 of all templates, bundled and the project's."""
    whole = hashlib.sha256()
    for folder in [bundled_folder(), *([project] if project and project.is_dir() else [])]:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                whole.update(f"\0{path.relative_to(folder).as_posix()}\0".encode())
                # git may have changed the line ends, which make no difference to the pages
                whole.update(path.read_bytes().replace(b"\r\n", b"\n"))
        whole.update(b"\0\0")
    return whole.hexdigest()
