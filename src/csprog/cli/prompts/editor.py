"""Asks for a text in the user's editor, as git does for a commit message."""

from __future__ import annotations

import errno
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from csprog.errors import UsageError, os_error_reason
from csprog.i18n import Message
from csprog.store.programs import find_program


def write_in_editor(environment: Mapping[str, str], file: Path) -> str:
    """Return the text written in the editor, stripped; empty if there is none.

    The editor is VISUAL's or EDITOR's, else Notepad or vi. It opens `file`, which keeps what is written.

    Raises:
        UsageError: the editor can't be started or fails.
    """
    default = "notepad" if sys.platform == "win32" else "vi"
    command = environment.get("VISUAL") or environment.get("EDITOR") or default
    file.touch(0o600)
    try:
        _run(*_words(command), str(file))
        return file.read_text(encoding="utf-8-sig").strip()
    except UnicodeDecodeError:
        raise UsageError(
            Message("the editor {command} did not save the text as UTF-8; change its settings", command=command)
        ) from None
    except OSError as error:
        raise _failed(command, os_error_reason(error)) from None
    except ValueError:
        raise _failed(command, Message("its quotes are not closed")) from None
    except subprocess.CalledProcessError as error:
        raise _failed(command, Message("exit code {code}", code=error.returncode)) from None


def _failed(command: str, reason: Message) -> UsageError:
    return UsageError(Message("the editor {command} failed: {reason}", command=command, reason=reason))


def _words(command: str) -> list[str]:
    """Return the words of an editor's command line, taken apart as a shell does.

    On Windows a backslash stands between folders, and a path with spaces may be without quotes: a command that is a
    program's path as a whole is one.
    """
    if sys.platform == "win32":
        if Path(command).is_file():
            return [command]
        lexer = shlex.shlex(command, posix=True)
        lexer.whitespace_split, lexer.escape, lexer.commenters = True, "", ""
        return list(lexer)
    return shlex.split(command)


def _run(program: str, *arguments: str) -> None:
    """Run a program of PATH, never one of the current folder.

    Raises:
        OSError: there is none, or it can't be started.
        subprocess.CalledProcessError: it fails.
    """
    found = find_program(program)
    if found is None:
        raise OSError(errno.ENOENT, "not found in PATH", program)
    subprocess.run([found, *arguments], check=True)  # noqa: S603 - the user's own editor
