"""Asks for a text in the user's editor, as git does for a commit message."""

from __future__ import annotations

import errno
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from csprog.errors import UsageError
from csprog.i18n import Message
from csprog.store.programs import find_program


def write_in_editor(environment: Mapping[str, str]) -> str:
    """Return the text written in the editor, stripped; empty if there is none.

    The editor is VISUAL's or EDITOR's, else Notepad or vi.

    Raises:
        UsageError: the editor can't be started or fails.
    """
    default = "notepad" if sys.platform == "win32" else "vi"
    command = environment.get("VISUAL") or environment.get("EDITOR") or default
    with tempfile.TemporaryDirectory(prefix="csprog-") as folder:
        file = Path(folder) / "text.txt"
        file.touch()
        try:
            # a path of Windows holds backslashes and spaces, which shlex would take apart
            words = [command] if sys.platform == "win32" else shlex.split(command)
            _run(*words, str(file))
            return file.read_text(encoding="utf-8-sig").strip()
        except UnicodeDecodeError:
            raise UsageError(Message("the editor {command} wrote no UTF-8; set it to do so", command=command)) from None
        except (OSError, ValueError, subprocess.CalledProcessError) as error:
            raise UsageError(Message("the editor {command} failed: {reason}", command=command, reason=error)) from None


def _run(program: str, *arguments: str) -> None:
    """Run a program of PATH, never one of the current folder.

    Raises:
        OSError: there is none, or it can't be started.
        subprocess.CalledProcessError: it fails.
    """
    found = find_program(program)
    if found is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), program)
    subprocess.run([found, *arguments], check=True)  # noqa: S603 - the user's own editor
