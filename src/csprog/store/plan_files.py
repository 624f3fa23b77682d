"""The folder of plans, `programme/`, one file a year."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from csprog.errors import RefusedError, StoreError
from csprog.findings import Finding
from csprog.i18n import Message
from csprog.yamltext.encoding import decode, encode

FOLDER = "programme"
LARGEST = 80_000_000  # bytes; a plan of 100,000 measures has some 60 million
_PLAN = re.compile(r"([0-9]{4})\.yaml")


@dataclass(frozen=True)
class SourceFile:
    """A plan's file as it was read: its bytes, and their text once it is asked for."""

    path: Path
    data: bytes

    @property
    def text(self) -> str:
        """What the bytes say; nothing if they are no text."""
        return self._decoded[0]

    @property
    def problem(self) -> Finding | None:
        """What keeps the bytes from being the text of a plan."""
        return self._decoded[1]

    @cached_property
    def _decoded(self) -> tuple[str, Finding | None]:
        return decode(self.data)

    @property
    def byte_order_mark(self) -> bool:
        """Whether the file begins with a UTF-8 byte order mark, as some Windows editors write it."""
        return self.data.startswith(b"\xef\xbb\xbf")

    def encoded(self, text: str) -> bytes:
        """Return the bytes of this file if it held `text`."""
        return encode(text, byte_order_mark=self.byte_order_mark)


def folder_near(start: Path) -> Path | None:
    """Return the nearest `programme` folder in `start` or above it, None if there is none."""
    return next((folder / FOLDER for folder in (start, *start.parents) if (folder / FOLDER).is_dir()), None)


def find_folder(start: Path) -> Path:
    """Return the nearest `programme` folder in `start` or above it, as git finds its repository.

    Raises:
        StoreError: there is none.
    """
    found = folder_near(start)
    if found is not None:
        return found
    what = Message(
        "no folder “{folder}” here or above {start}; go to the plan's repository", folder=FOLDER, start=start
    )
    raise StoreError(what)


def plans(folder: Path) -> dict[int, Path]:
    """Return the plan files of `folder` by year, oldest first."""
    found = {int(match[1]): path for path in folder.iterdir() if (match := _PLAN.fullmatch(path.name))}
    return dict(sorted(found.items()))


def plans_below(top: Path) -> list[Path]:
    """Return the plan files of all `programme` folders in or below `top`, sorted.

    Hidden folders, such as .git, are skipped; links to folders are not followed.

    Raises:
        StoreError: there are none, or a folder can't be read: a result without it would be incomplete.
    """

    def refuse(error: OSError) -> None:
        raise _unreadable(error.filename or top, error) from None

    files: list[Path] = []
    for name, subfolders, _ in os.walk(top, onerror=refuse):
        subfolders[:] = sorted(subfolder for subfolder in subfolders if not subfolder.startswith("."))
        folder = Path(name)
        if (folder.name or folder.absolute().name) == FOLDER:  # "." has no name
            files += plans(folder).values()
    if not files:
        raise StoreError(Message("the folder “{folder}” holds no plan such as 2025.yaml", folder=top))
    return files


def default_year(years: Iterable[int], today: date) -> int:
    """Return the newest year that has begun; before the first begins, the first.

    Raises:
        StoreError: there are no years.
    """
    ordered = sorted(years)
    if not ordered:
        raise StoreError(Message("the folder “{folder}” holds no plan such as 2025.yaml", folder=FOLDER))
    return max((year for year in ordered if year <= today.year), default=ordered[0])


def plan_path(folder: Path, year: int) -> Path:
    """Return the file of `year`'s plan.

    Raises:
        Refused: there is none; the sentence names the years that have one.
    """
    found = plans(folder)
    if year not in found:
        known = ", ".join(map(str, found)) or "—"
        raise RefusedError(Message("there is no plan of {year}; there are: {known}", year=year, known=known))
    return found[year]


def load(path: Path) -> SourceFile:
    """Return the file at `path`; bytes that are no text of a plan are a problem in it, not an exception.

    Raises:
        StoreError: the file can't be read, or is no ordinary file of a plan's size.
    """
    return SourceFile(path, read_bytes(path))


def read_bytes(path: Path) -> bytes:
    """Return what the file at `path` holds.

    Raises:
        StoreError: the file can't be read, or is no ordinary file of a plan's size.
    """
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise StoreError(Message("{path} is not an ordinary file", path=path))
        if about.st_size > LARGEST:
            raise StoreError(Message("{path} is too large to be a plan", path=path))
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path | str, error: OSError) -> StoreError:
    return StoreError(Message("{path} can't be read: {reason}", path=path, reason=error.strerror or str(error)))
