"""The formats of `csprog export`: which module of this room writes each, and what must be installed for it.

A module is imported when its format is asked for. It has a function `make(subject: Subject) -> bytes`, which gives the
same bytes for the same subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from csprog.errors import Refused
from csprog.language import Message

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from csprog.programme.evaluation import Evaluation

_UNFIT_FOR_NAMES = re.compile(r"[^\w.]+")


@dataclass(frozen=True, slots=True)
class Subject:
    """What is written: a programme on a day, by which version of csprog, and for whom.

    `recipient` is an office or a responsible unit as the plan names it; None for the whole plan. `templates` is the
    folder of the project's own templates, which is not always there.
    """

    evaluation: Evaluation
    version: str
    recipient: str | None = None
    templates: Path | None = None


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
    "xlsx": Format("excel", ".xlsx", "office", for_one=True),
    "docx": Format("word", ".docx", "office"),
    "pdf": Format("pdf", ".pdf", "pdf"),
    "ics": Format("calendar", ".ics", "calendar", for_one=True),
}
"""By the name of a format, how it is written."""


def make(name: str, subject: Subject) -> bytes:
    """Return `subject` in the format `name`.

    Raises:
        Refused: what the format needs is not installed.
    """
    form = FORMATS[name]
    try:
        module = import_module(f"csprog.exchange.{form.module}")
    except ModuleNotFoundError as error:
        raise lacking(error, name, form.extra) from None
    written: bytes = module.make(subject)
    return written


def lacking(error: ModuleNotFoundError, name: str, extra: str | None) -> Exception:
    """Return what to raise for a library that isn't there: the sentence that says how to install it."""
    if extra is None or (error.name or "").startswith("csprog"):
        return error
    command = f"pip install 'csprog[{extra}]'"
    return Refused(
        Message("{format} needs more than csprog alone; install it: {command}", format=name, command=command)
    )


def file_name(name: str, subject: Subject) -> str:
    """Return how a file of the format `name` is called: programme-2025.xlsx, or with the recipient before the point."""
    words = ["programme", str(subject.evaluation.programme.year)]
    if subject.recipient is not None:
        words.append(_UNFIT_FOR_NAMES.sub("-", subject.recipient).strip("-."))
    return "-".join(words) + FORMATS[name].suffix
