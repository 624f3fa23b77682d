"""Asks for a text in the person's own editor, as git does for a commit's message."""

from __future__ import annotations

import shlex
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from csprog.errors import UsageError
from csprog.i18n import Message


def write_in_editor(environment: Mapping[str, str]) -> str:
    """Return what the person wrote, without the spaces around it; empty if nothing was written.

    The editor is VISUAL's or EDITOR's, else the one that every Windows or Unix has.

    Raises:
        UsageError: the editor can't be started or fails.
    """
    default = "notepad" if sys.platform == "win32" else "vi"
    command = environment.get("VISUAL") or environment.get("EDITOR") or default
    with tempfile.TemporaryDirectory(prefix="csprog-") as folder:
        file = Path(folder) / "text.txt"
        file.touch()
        try:
            words = [command] if sys.platform == "win32" else shlex.split(command)
            subprocess.run([*words, str(file)], check=True)  # noqa: S603 - the person's own choice
            return file.read_text(encoding="utf-8-sig").strip()
        except UnicodeDecodeError:
            raise UsageError(Message("the editor {command} wrote no UTF-8; set it to do so", command=command)) from None
        except (OSError, ValueError, subprocess.CalledProcessError) as error:
            what = Message("the editor {command} failed: {reason}", command=command, reason=error)
            raise UsageError(what) from None
