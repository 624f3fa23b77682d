"""Finds and reads plan files: `programme/<year>.yaml`."""

from __future__ import annotations

import codecs
import os
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from csprog.errors import NoPlanError, RefusedError, StoreError, os_error_reason
from csprog.findings import Finding
from csprog.i18n import Message
from csprog.store.paths import shown_path
from csprog.yamltext.encoding import decode, encode

FOLDER = "programme"
LARGEST = 80_000_000  # bytes; a plan of 100,000 measures has some 60 million
_YAML = re.compile(r"[^.].*\.ya?ml", re.IGNORECASE)
_PLAN = re.compile(r"([0-9]{4})\.yaml")
_RECORD = re.compile(r"([0-9]{4})\.published\.json")


@dataclass(frozen=True)
class SourceFile:
    """A plan file's path and bytes, decoded on first use."""

    path: Path
    data: bytes

    @property
    def text(self) -> str:
        """The decoded text, empty if the bytes are not UTF-8."""
        return self._decoded[0]

    @property
    def problem(self) -> Finding | None:
        """The finding that the encoding or a character is not allowed, if any."""
        return self._decoded[1]

    @cached_property
    def _decoded(self) -> tuple[str, Finding | None]:
        return decode(self.data)

    @property
    def byte_order_mark(self) -> bool:
        """True if the file begins with a byte order mark, as some Windows editors write."""
        return self.data.startswith(codecs.BOM_UTF8)

    def encoded(self, text: str) -> bytes:
        """Return `text` as bytes for this file, with its byte order mark."""
        return encode(text, byte_order_mark=self.byte_order_mark)


def folder_near(start: Path) -> Path | None:
    """Return the `programme` folder in or nearest above `start`, or None."""
    return next((folder / FOLDER for folder in (start, *start.parents) if (folder / FOLDER).is_dir()), None)


def find_folder(start: Path) -> Path:
    """Return the `programme` folder in or nearest above `start`.

    Raises:
        StoreError: there is none.
    """
    folder = folder_near(start)
    if folder is None:
        raise NoPlanError(
            Message(
                "no folder “{folder}” in {start} or above; go to the plan's repository",
                folder=FOLDER,
                start=start,
            )
        )
    return folder


def is_plan_name(name: str) -> bool:
    """Tell whether a file's name is that of a plan."""
    return _PLAN.fullmatch(name) is not None


def plans(folder: Path) -> dict[int, Path]:
    """Return the plan files of `folder` by year, oldest first."""
    by_year = {int(match[1]): path for path in folder.iterdir() if (match := _PLAN.fullmatch(path.name))}
    return dict(sorted(by_year.items()))


def record_path(folder: Path, year: int) -> Path:
    """Return the path of the record of what was published of a year, beside its plan in `folder`."""
    return folder / f"{year}.published.json"


def recorded_years(folder: Path) -> tuple[int, ...]:
    """Return the years of which `folder` has a record of what was published, oldest first."""
    return tuple(sorted(int(match[1]) for path in folder.iterdir() if (match := _RECORD.fullmatch(path.name))))


def misnamed(folder: Path) -> list[Path]:
    """Return the YAML files of a programme folder that are no plans by their names, sorted.

    They are plans that somebody named 2026.yml, and copies such as “2026 (1).yaml” that a synchronised folder makes.
    """
    return sorted(path for path in folder.iterdir() if _YAML.fullmatch(path.name) and not is_plan_name(path.name))


def plan_files(folder: Path) -> list[Path]:
    """Return all that a check of a programme folder looks at: plans, and what is misnamed."""
    return [*plans(folder).values(), *misnamed(folder)]


def plans_below(top: Path, *, required: bool = True) -> list[Path]:
    """Return the plan files of all `programme` folders in or below `top`, sorted; those that are misnamed too.

    Hidden folders, such as .git, are skipped; links to folders are not followed.

    Raises:
        StoreError: there are none although `required`, or a folder can't be read: a result without it would be incomplete.
    """

    def refuse(error: OSError) -> None:
        raise _unreadable(Path(error.filename or top), error) from None

    files: list[Path] = []
    for name, subfolders, _ in os.walk(top, onerror=refuse):
        subfolders[:] = sorted(subfolder for subfolder in subfolders if not subfolder.startswith("."))
        folder = Path(name)
        if (folder.name or folder.absolute().name) == FOLDER:  # "." has no name
            files += plan_files(folder)
    if required and not files:
        raise StoreError(Message("the folder “{folder}” has no plan such as 2025.yaml", folder=top))
    return files


def default_year(years: Iterable[int], today: date) -> int:
    """Return the newest of `years` that has begun, else the first.

    Raises:
        StoreError: there are no years.
    """
    ordered = sorted(years)
    if not ordered:
        raise NoPlanError(Message("the folder “{folder}” has no plan such as 2025.yaml", folder=FOLDER))
    return max((year for year in ordered if year <= today.year), default=ordered[0])


def plan_path(folder: Path, year: int) -> Path:
    """Return the path of the plan of `year`.

    Raises:
        RefusedError: there is none; the message lists the years that have one.
    """
    by_year = plans(folder)
    if year not in by_year:
        known = ", ".join([*map(str, by_year), *(path.name for path in misnamed(folder))]) or "—"
        raise RefusedError(Message("there is no plan of {year}; there are: {known}", year=year, known=known))
    return by_year[year]


def _not_there(path: Path) -> Message:
    if re.fullmatch("[0-9]{4}", path.name):
        return Message(
            "there is no file {path}; the plan of a year is chosen by --year {year}",
            path=shown_path(path),
            year=path.name,
        )
    return Message("there is no file {path}", path=shown_path(path))


def load(path: Path) -> SourceFile:
    """Return the plan file at `path`.

    A wrong encoding is no exception: it is the result's `problem`.

    Raises:
        StoreError: as `read_bytes`.
    """
    return SourceFile(path, read_bytes(path))


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a plan file.

    Raises:
        StoreError: the file can't be read, or is a folder or device, or exceeds `LARGEST`.
    """
    try:
        properties = path.stat()
        if not stat.S_ISREG(properties.st_mode):
            raise StoreError(Message("{path} is not a regular file", path=path))
        if properties.st_size > LARGEST:
            raise StoreError(Message("{path} is too large for a plan", path=path))
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path | str, error: OSError) -> StoreError:
    if isinstance(error, FileNotFoundError):
        return StoreError(_not_there(Path(path)))
    return StoreError(Message("{path} can't be read: {reason}", path=path, reason=os_error_reason(error)))
