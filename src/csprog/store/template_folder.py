"""Keeps all that is read for templates within their folder."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

from csprog.errors import TemplateError
from csprog.i18n import Message

_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"


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
        raise TemplateError(Message("{path} is a link; replace it with the folder of templates itself", path=folder))
    for parent, folders, files in os.walk(folder):
        for path in (Path(parent, name) for name in (*folders, *files)):
            target = _target(path)
            if inside is None or target is None or not target.is_relative_to(inside):
                what = Message(
                    "{path} is a link out of the folder of templates; replace it with its target, or remove it",
                    path=path,
                )
                raise TemplateError(what)


def template_text(name: str, data: bytes) -> str:
    """Return the text of a template without its byte order mark; `name` is for the message.

    Raises:
        TemplateError: it is not in UTF-8.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data:
        raise TemplateError(Message("template {name} is saved in UTF-16; save it as UTF-8", name=name))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    if _is_windows_1251(data):
        raise TemplateError(
            Message("template {name}, line {line}: it is saved in windows-1251; save it as UTF-8", name=name, line=line)
        )
    raise TemplateError(
        Message("template {name}, line {line}: it is not UTF-8; save it as UTF-8", name=name, line=line)
    )


def _is_windows_1251(data: bytes) -> bool:
    """Tell whether most signs beyond ASCII are Russian letters if the bytes are in windows-1251."""
    beyond = [sign for sign in data.decode("cp1251", "replace") if not sign.isascii()]
    return 2 * sum(sign.lower() in _RUSSIAN for sign in beyond) > len(beyond)


def _target(path: Path) -> Path | None:
    """Return where a path leads, None if its links go round in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return None
