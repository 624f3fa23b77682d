"""Registers the formats of `csprog export`.

To add one, write a module in this package with `make(subject: Subject) -> bytes` (the same subject gives the same
bytes) and add a row to `FORMATS`. A module is imported when its format is asked for, since it may need an extra.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from csprog.exporting.file_names import file_names
from csprog.exporting.subject import Subject
from csprog.extras import missing_extra


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format: its module in this package, its file suffix and its extra.

    `for_one` is true if a file can be made for a single recipient, `amendments` if of an amendment.
    """

    module: str
    suffix: str
    extra: str
    for_one: bool = False
    amendments: bool = False


FORMATS: Mapping[str, ExportFormat] = {
    "xlsx": ExportFormat("excel.workbook", ".xlsx", "office", for_one=True),
    "docx": ExportFormat("word.document", ".docx", "office", amendments=True),
    "pdf": ExportFormat("pdf", ".pdf", "pdf"),
    "ods": ExportFormat("opendocument.workbook", ".ods", "office", for_one=True),
    "odt": ExportFormat("opendocument.text", ".odt", "office", amendments=True),
    "ics": ExportFormat("calendar", ".ics", "calendar", for_one=True),
}
"""The formats by the names that `--format` takes."""
PUBLISHED: Mapping[str, ExportFormat] = {
    "xlsx": ExportFormat("excel.published_year", ".xlsx", "office"),
    "pdf": FORMATS["pdf"],
}
"""The formats of what lies beside a year's page for its readers."""


def installed_formats() -> tuple[str, ...]:
    """Return the formats of `PUBLISHED` whose libraries are installed."""
    return tuple(name for name, export_format in PUBLISHED.items() if is_installed(export_format))


def is_installed(export_format: ExportFormat) -> bool:
    """Tell whether the libraries of a format are installed."""
    try:
        import_module(f"csprog.exporting.{export_format.module}")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("csprog"):  # a fault of csprog
            raise
        return False
    return True


def write_documents(name: str, parts: Sequence[Subject]) -> dict[str, bytes]:
    """Return a file of each of the `parts` of a plan in the format `name`, by the files' names.

    Raises:
        RefusedError: the libraries that the format needs are not installed.
    """
    names = file_names(FORMATS[name].suffix, parts)
    return {file: write_document(name, part) for file, part in zip(names, parts, strict=True)}


def write_document(name: str, subject: Subject, formats: Mapping[str, ExportFormat] = FORMATS) -> bytes:
    """Return `subject` in the format `name` of `formats`.

    Raises:
        RefusedError: the libraries that the format needs are not installed.
    """
    export_format = formats[name]
    try:
        module = import_module(f"csprog.exporting.{export_format.module}")
    except ModuleNotFoundError as error:
        raise missing_extra(error, name, export_format.extra) from None
    data: bytes = module.make(subject)
    return data
