"""Takes texts from the user's editor, and keeps them until they are recorded."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from csprog.cli.command import IN_EDITOR
from csprog.cli.prompts.editor import write_in_editor
from csprog.cli.typed_words import typed_words
from csprog.errors import UsageError
from csprog.i18n import Message
from csprog.store.private_files import kept_text


@contextmanager
def edited_texts(given: Mapping[str, Any], path: Path, about: str) -> Iterator[dict[str, Any]]:
    """Yield the values with the texts written in the editor, for the plan at `path`.

    If the block fails, whatever the reason, the texts stay in their files, which are named; the next call for the same
    plan and the same thing (`about`) opens them in the editor.

    Raises:
        UsageError: nothing was written, or the editor failed.
    """
    files = {key: kept_text(path, f"{about} {key}") for key, value in given.items() if value == IN_EDITOR}
    try:
        yield {**given, **{key: _edited_text(key, file) for key, file in files.items()}}
    except BaseException:
        for file in files.values():
            _tell(file)
        raise
    for file in files.values():
        file.unlink(missing_ok=True)


def _edited_text(key: str, file: Path) -> str:
    text = typed_words(write_in_editor(os.environ, file))
    if not text.strip():
        raise UsageError(Message("the text of --{key} is empty; nothing was recorded", key=key))
    return text.strip()


def _tell(file: Path) -> None:
    """Name a file that holds a text; remove one that holds none."""
    from csprog.console.terminal import show_note  # noqa: PLC0415 - Rich: 0.1 s of every run

    if not file.is_file():
        return
    if file.read_bytes().strip():
        show_note(Message("your text is kept in {path}; run the command again to continue editing it", path=file), "")
    else:
        file.unlink()
