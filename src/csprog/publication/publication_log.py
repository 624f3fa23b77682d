"""Records a published year, so that publishing it again gives the same files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, StringConstraints, ValidationError

from csprog import __version__
from csprog.errors import StoreError
from csprog.i18n import Message
from csprog.programme.model import Programme
from csprog.store.resources import bundled_folder

RECORD = "published.json"
"""The record's name in the folder of its year."""


# The terminal shows these texts, so they must not hold control characters.
Printable = Annotated[str, StringConstraints(pattern=r"^\P{C}*$")]


class PublicationRecord(BaseModel, frozen=True, extra="forbid"):
    """A publication of a year: its day, whether final, its sources and files.

    `files` has the SHA-256 of each file. `plan` is the SHA-256 of the plan's values, so comments and line ends don't
    count, `templates` that of all templates, the project's included. `linked` are the other years to which it
    links.
    """

    year: int
    as_of: date
    final: bool
    csprog: Printable
    plan: str
    templates: str
    files: dict[Printable, str]
    linked: tuple[int, ...] = ()

    def text(self) -> str:
        """Return the text of the record's file."""
        return self.model_dump_json(indent=2) + "\n"


def record(  # noqa: PLR0913 - the fields of a record
    programme: Programme,
    day: date,
    templates: str,
    digests: Mapping[str, str],
    *,
    final: bool,
    linked: tuple[int, ...],
) -> PublicationRecord:
    """Return the record of a year; `digests` are those of its files, by name."""
    plan = programme.model_dump_json(exclude_defaults=True)
    return PublicationRecord(
        year=programme.year,
        as_of=day,
        final=final,
        csprog=__version__,
        plan=hashlib.sha256(plan.encode("utf-8")).hexdigest(),
        templates=templates,
        files=dict(sorted(digests.items())),
        linked=linked,
    )


def read_record(path: Path) -> PublicationRecord | None:
    """Return the record at `path`, None if there is none.

    Raises:
        StoreError: the file is not such a record.
    """
    try:
        return PublicationRecord.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError:
        raise StoreError(
            Message("{path} is not what csprog wrote there; bring it back from git, or remove it", path=path)
        ) from None


def differing(old: PublicationRecord, new: PublicationRecord) -> tuple[str, ...]:
    """Return the names of files missing from `new` or different there."""
    return tuple(name for name in old.files if new.files.get(name) != old.files[name])


def causes(old: PublicationRecord, new: PublicationRecord) -> tuple[Message, ...]:
    """Return the reasons why a year's files would differ from those published."""
    reasons = []
    if old.plan != new.plan:
        reasons.append(Message("the plan says something else now (csprog diff shows what)"))
    if old.csprog != new.csprog:
        reasons.append(Message("it was csprog {old}, this is csprog {new}", old=old.csprog, new=new.csprog))
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
