"""Writes an imported plan as a file, with its notices as Russian comments."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

from csprog.findings import KeyPath
from csprog.i18n import N_, Message
from csprog.importing.mapping.mapper import MappingResult
from csprog.importing.readers.document import Notice
from csprog.programme.format import FORMAT
from csprog.programme.plan_writer import write_plan
from csprog.yamltext.encoding import FORBIDDEN
from csprog.yamltext.reader import Unquoted

_KINDS = {"decided": N_("decided"), "question": N_("question"), "left-out": N_("left out")}
_WIDTH = 90  # columns of a comment


def as_text(result: MappingResult, file: str | Message, year: int) -> str:
    """Return the text of the plan of `year` imported from `file`.

    The notices become comments before the part that they are about, or at the beginning of the file.
    """
    title = Message("The Programme of {year}, imported from “{file}” by csprog import.", year=year, file=file)
    header = [FORBIDDEN.sub(" ", " ".join(title.render("ru").split()))]
    lines_by_path: dict[KeyPath, list[str]] = {(): header}
    for notice in result.notices:
        lines_by_path.setdefault(_existing(result.value, notice.path), []).extend(_lines(notice))
    comments = {path: "\n".join(lines) for path, lines in lines_by_path.items()}
    return write_plan({"format": Unquoted(str(FORMAT)), **result.value}, comments.pop(()), comments)


def _existing(value: Any, path: KeyPath) -> KeyPath:
    """Return `path` up to the first key that the value lacks."""
    for depth, step in enumerate(path):
        try:
            value = value[step]
        except (KeyError, IndexError):
            return path[:depth]
    return path


def _lines(notice: Notice) -> list[str]:
    kind = Message(_KINDS[notice.kind]).render("ru")
    words = f"{kind} ({notice.place.render('ru')}): {notice.message.render('ru')}"
    return wrap(
        FORBIDDEN.sub(" ", f"{words[0].upper()}{words[1:]}"), _WIDTH, subsequent_indent="  ", break_on_hyphens=False
    )
