"""What was published of a year: a record beside its page, by which a later publication gives the same or says why not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from csprog import __version__
from csprog.errors import StoreError
from csprog.i18n import Message
from csprog.programme.model import Programme
from csprog.store.resources import bundled_folder

RECORD = "published.json"
"""The record's name in the folder of its year."""


@dataclass(frozen=True, slots=True)
class PublicationRecord:
    """A year as it was published: on which day, for good or not, from what, and the SHA-256 of each file.

    `plan` and `templates` are the SHA-256 of what the plan says (not of its file: comments and line ends don't count)
    and of all templates, the project's own among them; `linked` are the earlier years to whose pages it links.
    """

    year: int
    as_of: date
    final: bool
    csprog: str
    plan: str
    templates: str
    files: dict[str, str]
    linked: tuple[int, ...] = ()

    def text(self) -> str:
        """Return the record as its file holds it."""
        record = {**asdict(self), "as_of": self.as_of.isoformat()}
        return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def record(  # noqa: PLR0913 - what is known of a page
    programme: Programme,
    day: date,
    templates: str,
    files: Mapping[str, bytes],
    *,
    final: bool,
    linked: tuple[int, ...] = (),
) -> PublicationRecord:
    """Return the record of a year's `files`, given by their names in the year's folder, with the years `linked` to."""
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    plan = hashlib.sha256(programme.model_dump_json(exclude_defaults=True).encode("utf-8")).hexdigest()
    return PublicationRecord(programme.year, day, final, __version__, plan, templates, digests, linked)


def read_record(path: Path) -> PublicationRecord | None:
    """Return the record at `path`, None if there is none.

    Raises:
        StoreError: the file is no record of csprog's.
    """
    try:
        known: dict[str, Any] = json.loads(path.read_bytes())
        found = PublicationRecord(
            **{
                **known,
                "as_of": date.fromisoformat(known["as_of"]),
                "files": dict(known["files"]),
                "linked": tuple(known.get("linked", ())),
            }
        )
        sound = all(text.isprintable() for text in (found.csprog, *found.files))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError, AttributeError):
        sound = False
    if not sound:
        raise StoreError(
            Message("{path} is not what csprog wrote there; bring it back from git, or remove it", path=path)
        )
    return found


def differing(old: PublicationRecord, new: PublicationRecord) -> tuple[str, ...]:
    """Return the names of the files that are not, or are no longer, as they were published."""
    return tuple(name for name in old.files if new.files.get(name) != old.files[name])


def causes(old: PublicationRecord, new: PublicationRecord) -> tuple[Message, ...]:
    """Return what has changed since a year was published, if its files would now be others."""
    found = []
    if old.plan != new.plan:
        found.append(Message("the plan says something else now (csprog diff shows what)"))
    if old.csprog != new.csprog:
        found.append(Message("it was csprog {old}, this is csprog {new}", old=old.csprog, new=new.csprog))
    if old.templates != new.templates:
        found.append(Message("the templates have changed"))
    return tuple(found) or (Message("a library that csprog uses has changed"),)


def templates_digest(project: Path | None) -> str:
    """Return the SHA-256 of all templates, csprog's own and the project's; line ends don't count."""
    whole = hashlib.sha256()
    for folder in [bundled_folder(), *([project] if project and project.is_dir() else [])]:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                whole.update(f"\0{path.relative_to(folder).as_posix()}\0".encode())
                whole.update(path.read_bytes().replace(b"\r\n", b"\n"))
        whole.update(b"\0\0")
    return whole.hexdigest()
