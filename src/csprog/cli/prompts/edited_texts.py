"""Takes texts from the user's editor, and keeps them until they are recorded."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from csprog.cli.command import IN_EDITOR, at_terminal
from csprog.cli.prompts.editor import text_in, write_in_editor
from csprog.cli.typed_words import typed_words
from csprog.errors import UsageError
from csprog.i18n import Message
from csprog.store.private_files import kept_text


@contextmanager
def edited_texts(
    given: Mapping[str, Any], path: Path, about: str, subjects: Sequence[str] = ()
) -> Iterator[dict[str, Any]]:
    """Yield the values with the texts written in the editor, for the plan at `path`.

    What the text is for, the command (`about`) and its `subjects`, stands in the editor as a comment.

    If the block fails, whatever the reason, the texts stay in their files, which are named; the next call for the same
    plan and the same thing (`about`) opens them in the editor.

    Raises:
        UsageError: nothing was written, the editor failed, or there is no terminal for it.
    """
    _require_terminal([key for key, value in given.items() if value == IN_EDITOR])
    files = {key: kept_text(path, f"{about} {key}") for key, value in given.items() if value == IN_EDITOR}
    try:
        yield {**given, **{key: _edited_text(key, file, _head(about, key, subjects)) for key, file in files.items()}}
    except BaseException:
        for file in files.values():
            _tell(file)
        raise
    for file in files.values():
        file.unlink(missing_ok=True)


def _require_terminal(keys: Sequence[str]) -> None:
    if keys and not at_terminal():
        option = f'--{keys[0]} "…"'
        raise UsageError(Message("an editor needs a terminal; type the text here: {option}", option=option))


def _head(about: str, key: str, subjects: Sequence[str]) -> list[str]:
    """Return the lines that say what a text is for."""
    rule = Message("Lines that begin with # and a space are left out. Without a text nothing is recorded.")
    return [f"csprog {about} --{key}", *(" ".join(subject.split()) for subject in subjects), str(rule)]


def _edited_text(key: str, file: Path, head: Sequence[str]) -> str:
    text = typed_words(write_in_editor(os.environ, file, head))
    if not text.strip():
        raise UsageError(Message("the text of --{key} is empty; nothing was recorded", key=key))
    return text.strip()


def _tell(file: Path) -> None:
    """Name a file that holds a text; remove one that holds none."""
    from csprog.console.terminal import show_note  # noqa: PLC0415 - Rich: 0.1 s of every run

    if not file.is_file():
        return
    if _holds_text(file):
        show_note(Message("your text is kept in {path}; run the command again to continue editing it", path=file), "")
    else:
        file.unlink()


def _holds_text(file: Path) -> bool:
    try:
        return bool(text_in(file))
    except UnicodeDecodeError:  # whatever it is, somebody wrote it
        return True
