"""The file that an import writes: the plan, and beside each part what was decided about it, in Russian."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

from csprog.findings import KeyPath
from csprog.i18n import N_, Message
from csprog.importing.mapping.mapper import MappingResult
from csprog.importing.readers.document import Notice
from csprog.programme.plan_writer import write_plan
from csprog.yamltext.encoding import FORBIDDEN

_KINDS = {"decided": N_("decided"), "question": N_("question"), "left-out": N_("left out")}
"""What the kinds of notice are called."""
_WIDTH = 90  # columns of a comment


def as_text(interpretation: MappingResult, file: str | Message, year: int) -> str:
    """Return the text of the plan of `year` that was read from `file`.

    What explains the plan is in its remarks already; the other notices are comments before the part that they are
    about, or at the file's beginning.
    """
    title = Message("The Programme of {year}, imported from “{file}” by csprog import.", year=year, file=file).render(
        "ru"
    )
    header = [FORBIDDEN.sub(" ", " ".join(title.split()))]
    comments: dict[KeyPath, list[str]] = {}
    for notice in interpretation.notices:
        path = _nearest(interpretation.value, notice.path)
        if path and not notice.remark:
            comments.setdefault(path, []).extend(_lines(notice))
        elif not notice.remark:
            header += _lines(notice)
    told = {path: "\n".join(lines) for path, lines in comments.items()}
    return write_plan(interpretation.value, "\n".join(header), told)


def _nearest(value: Any, path: KeyPath) -> KeyPath:
    """Return as much of `path` as there is in the value: a key that is missing is told where it would stand."""
    for place, step in enumerate(path):
        try:
            value = value[step]
        except (KeyError, IndexError):
            return path[:place]
    return path


def _lines(notice: Notice) -> list[str]:
    """Return a notice as the lines of a comment."""
    kind = Message(_KINDS[notice.kind]).render("ru")
    words = f"{kind} ({notice.place.render('ru')}): {notice.message.render('ru')}"
    return wrap(
        FORBIDDEN.sub(" ", f"{words[0].upper()}{words[1:]}"), _WIDTH, subsequent_indent="  ", break_on_hyphens=False
    )
