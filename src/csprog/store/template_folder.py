"""Keeps all that is read for templates within their folder."""

from __future__ import annotations

import os
from pathlib import Path

from csprog.errors import TemplateError
from csprog.i18n import Message


def refuse_links_out(folder: Path | None) -> None:
    """Refuse a folder of templates that is a link or holds one out of it.

    Called before anything in the folder is read, whether Jinja, typst or csprog reads it.

    Raises:
        TemplateError: there is such a link (on Windows also a junction); the message names it.
    """
    if folder is None:
        return
    inside = _target(folder)
    if inside is not None and inside != folder.parent.resolve() / folder.name:
        raise TemplateError(Message("{path} is a link; put the folder of templates itself there", path=folder))
    for parent, folders, files in os.walk(folder):
        for path in (Path(parent, name) for name in (*folders, *files)):
            target = _target(path)
            if inside is None or target is None or not target.is_relative_to(inside):
                what = Message(
                    "{path} is a link out of the folder of templates; put there what it leads to, or remove it",
                    path=path,
                )
                raise TemplateError(what)


def _target(path: Path) -> Path | None:
    """Return where a path leads, None if its links go round in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return None
