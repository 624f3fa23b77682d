"""`csprog import`: a plan out of Word, Excel or pasted text."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from csprog.cli.options import Lang, Year
from csprog.cli.plan import shown_path, sound_plan
from csprog.console.imported import show_findings, show_imported
from csprog.errors import Refused, StoreError, UsageError
from csprog.exchange.intake import read_document
from csprog.exchange.interpretation import as_text, interpret, named_year
from csprog.language import Message, marked
from csprog.programme.reading import parse
from csprog.programme.writing import as_value
from csprog.store import FOLDER, LARGEST, SourceFile, create, folder_near, load, plans

if TYPE_CHECKING:
    from csprog.exchange.intake import SourceDocument

DETAILS = marked(
    "Reads .docx, .xlsx and text pasted out of Word. What it had to decide, could not read or leaves to you is listed "
    "with its place in the document, and stands in the file as well."
)
_STANDARD_INPUT = "-"

File = Annotated[
    str, typer.Argument(metavar=marked("FILE"), help=marked("The document; - reads text from standard input."))
]


def run(file: File, year: Year = None, *, lang: Lang = None) -> None:
    """Write the plan that the document holds, and show what was decided on the way."""
    del lang
    name, data = _read(file)
    document = read_document(data, str(name))
    year = year or _year_of(document)
    folder = folder_near(Path.cwd()) or Path.cwd() / FOLDER
    path = folder / f"{year}.yaml"
    if path.exists():
        raise Refused(Message("{path} exists already", path=shown_path(path)))
    result = interpret(document, year, _known_passport(folder, year))
    text = as_text(result, name, year)
    show_findings(result.findings)
    create(path, text.encode("utf-8"))
    written = SourceFile(path, text.encode("utf-8"), text, None)
    show_imported(sound_plan(written, date.max).programme, shown_path(path))


def _read(file: str) -> tuple[str | Message, bytes]:
    """Return the name of the document, without its folder, and its bytes."""
    if file == _STANDARD_INPUT:
        return Message("standard input"), typer.get_binary_stream("stdin").read(LARGEST + 1)
    path = Path(file)
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            raise StoreError(Message("{path} is too large to be a plan", path=file))
        return path.name, path.read_bytes()
    except OSError as error:
        what = Message("{path} can't be read: {reason}", path=file, reason=error.strerror or str(error))
        raise StoreError(what) from None


def _year_of(document: SourceDocument) -> int:
    year = named_year(document)
    if year is None:
        raise UsageError(Message("the document names no year; give it with --year"))
    return year


def _known_passport(folder: Path, year: int) -> dict[str, Any]:
    """Return the passport of the newest other plan of this company that can be read, empty if there is none."""
    others = plans(folder) if folder.is_dir() else {}
    for other in sorted(others, reverse=True):
        programme = parse(load(others[other]).text).programme if other != year else None
        if programme is not None:
            return as_value(programme.passport)
    return {}
