"""Reads departments' answers out of workbooks and pasted rows, and records them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from csprog.errors import RefusedError
from csprog.extras import missing_extra
from csprog.i18n import Message
from csprog.importing.collection.entries import Collection
from csprog.operations.carried_recordings import elsewhere
from csprog.programme.model import Programme
from csprog.store.paths import shown_path

LARGEST = 64_000_000  # bytes; a plan of 10,000 measures has some 2 million
WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv"})
"""What isn't read is refused rather than passed over."""
_OWNER_FILE = "~$"  # Excel writes such a file beside a workbook that somebody has open


def collect(
    programme: Programme, today: date, files: Iterable[tuple[str, bytes]], ground: str | None = None
) -> Collection:
    """Return the entries in filled-in workbooks, each with its name, and what is wrong in them.

    Raises:
        RefusedError: a file is no workbook, or the extra is not installed.
    """
    try:
        from csprog.importing.collection.entries import collect_entries  # noqa: PLC0415 - an extra
        from csprog.importing.collection.response_reader import read_responses  # noqa: PLC0415 - an extra
        from csprog.importing.readers.excel import read_cells  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise missing_extra(error, "xlsx", "office") from None
    rows = [row for name, data in files for row in read_responses(name, read_cells(data, name))]
    return _sorted(collect_entries(programme, rows, today, ground))


def collect_pasted(programme: Programme, today: date, text: str, ground: str | None = None) -> Collection:
    """Return the entries in rows pasted from a spreadsheet, headed as csprog's workbooks are, and what is wrong in them.

    Raises:
        RefusedError: the extra is not installed.
    """
    try:
        from csprog.importing.collection.entries import collect_entries  # noqa: PLC0415 - an extra
        from csprog.importing.collection.pasted_rows import read_pasted  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise missing_extra(error, "xlsx", "office") from None
    return _sorted(collect_entries(programme, read_pasted(programme, text), today, ground))


def require_here(file: Path, today: date, collection: Collection) -> None:
    """Refuse entries that belong to another year's plan than that of `file`.

    Raises:
        RefusedError: one does.
    """
    for identifier, entry in collection.entries:
        if other := elsewhere(file, today, identifier, entry.event, entry.on):
            raise RefusedError(other)


def workbooks(paths: Sequence[Path]) -> list[Path]:
    """Return each file once, those of folders and patterns too.

    Windows leaves patterns like *.xlsx to the program.

    Raises:
        RefusedError: there is none.
    """
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(file for file in path.rglob("*") if file.is_file() and _is_workbook(file.relative_to(path)))
        elif not path.exists() and any(sign in path.name for sign in "*?["):
            files += sorted(path.parent.glob(path.name))
        else:
            files.append(path)
    found = [path for path in dict.fromkeys(files) if not path.name.startswith(_OWNER_FILE)]
    if not found:
        raise RefusedError(Message("there is no workbook in {paths}", paths=", ".join(map(str, paths))))
    return found


def read_workbook(path: Path) -> tuple[str, bytes]:
    """Return the name of a workbook as it is shown, and its bytes.

    Raises:
        RefusedError: it is too large.
    """
    name = shown_path(path)
    if path.is_file() and path.stat().st_size > LARGEST:
        raise RefusedError(Message("{path} is too large for a csprog workbook", path=name))
    return name, path.read_bytes()


def _sorted(found: Collection) -> Collection:
    found.faults.sort(key=lambda fault: (fault.file, fault.sheet, len(fault.cell), fault.cell))
    return found


def _is_workbook(path: Path) -> bool:
    """Tell whether a file of a folder or a folder below it is a workbook; what lies in hidden folders is not meant."""
    return path.suffix.lower() in WORKBOOKS and not any(part.startswith(".") for part in path.parts)
