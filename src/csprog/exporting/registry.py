"""The formats of `csprog export`: which module of this room writes each, and what must be installed for it.

A module is imported when its format is asked for. It has a function `make(subject: Subject) -> bytes`, which gives the
same bytes for the same subject.
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
class Format:
    """A format: the module of this room that writes it, the end of its files' names, the extra that it needs.

    `for_one` tells whether it can be written for one recipient.
    """

    module: str
    suffix: str
    extra: str | None
    for_one: bool = False


FORMATS: Mapping[str, Format] = {
    "xlsx": Format("excel.workbook", ".xlsx", "office", for_one=True),
    "docx": Format("word.document", ".docx", "office"),
    "pdf": Format("pdf", ".pdf", "pdf"),
    "ics": Format("calendar", ".ics", "calendar", for_one=True),
}
"""By the name of a format, how it is written."""


def write_document(name: str, subject: Subject) -> bytes:
    """Return `subject` in the format `name`.

    Raises:
        Refused: what the format needs is not installed.
    """
    form = FORMATS[name]
    try:
        module = import_module(f"csprog.exporting.{form.module}")
    except ModuleNotFoundError as error:
        raise missing_extra(error, name, form.extra) from None
    written: bytes = module.make(subject)
    return written


def file_name(name: str, subject: Subject) -> str:
    """Return how a file of the format `name` is called: programme-2025.xlsx, or with the recipient before the point."""
    words = ["programme", str(subject.evaluation.programme.year)]
    if subject.recipient is not None:
        words.append(_UNFIT_FOR_NAMES.sub("-", subject.recipient).strip("-."))
    return "-".join(words) + FORMATS[name].suffix
