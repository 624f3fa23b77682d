"""Registers the formats of `csprog export`.

To add one, write a module in this package with `make(subject: Subject) -> bytes` (the same subject gives the same
bytes) and add a row to `FORMATS`. A module is imported when its format is asked for, since it may need an extra.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

from csprog.exporting.subject import Subject
from csprog.extras import missing_extra

_UNFIT_FOR_NAMES = re.compile(r"[^\w.]+")


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
    "ics": ExportFormat("calendar", ".ics", "calendar", for_one=True),
}
"""The formats by the names that `--format` takes."""


def write_document(name: str, subject: Subject) -> bytes:
    """Return `subject` in the format `name`.

    Raises:
        RefusedError: the libraries that the format needs are not installed.
    """
    export_format = FORMATS[name]
    try:
        module = import_module(f"csprog.exporting.{export_format.module}")
    except ModuleNotFoundError as error:
        raise missing_extra(error, name, export_format.extra) from None
    data: bytes = module.make(subject)
    return data


def file_name(name: str, subject: Subject) -> str:
    """Return the name of a file: programme-2025.xlsx, or with the part that it is of."""
    words = ["programme", str(subject.evaluation.programme.year)]
    if subject.recipient is not None:
        words.append(_UNFIT_FOR_NAMES.sub("-", subject.recipient).strip("-."))
    if subject.amendment is not None:
        words.append(f"amendment-{subject.amendment}")
    return "-".join(words) + FORMATS[name].suffix
