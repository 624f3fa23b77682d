"""Asks for a text in the user's editor, as git does for a commit message."""

from __future__ import annotations

import errno
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from csprog.cli.command import at_terminal
from csprog.cli.prompts.editor_forms import draws_in_terminal, words_at_line
from csprog.errors import UsageError, os_error_reason
from csprog.i18n import Message
from csprog.store.programs import find_program

_COMMENT = re.compile("#(?: |$)")


def write_in_editor(environment: Mapping[str, str], file: Path, about: Sequence[str] = ()) -> str:
    """Return the text written in the editor, stripped; empty if there is none.

    The editor is VISUAL's or EDITOR's, else Notepad or vi. It opens `file`, which keeps what is written. `about` are the
    lines that say what the text is for: they stand there as comments, below an empty line for the text.

    Raises:
        UsageError: the editor can't be started or fails, or needs a terminal where there is none.
    """
    command = _editor(environment)
    file.touch(0o600)
    if about and not file.read_bytes().strip():
        file.write_text("\n" + "".join(f"# {line}\n" for line in about), encoding="utf-8", newline="\n")
    try:
        _run(*_words(command), str(file))
        return text_in(file)
    except UnicodeDecodeError:
        raise UsageError(
            Message("the editor {command} did not save the text as UTF-8; change its settings", command=command)
        ) from None
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        raise _failure(command, error) from None


def open_in_editor(environment: Mapping[str, str], file: Path, line: int) -> None:
    """Open `file` at `line` in the editor, and wait until it is closed.

    Raises:
        UsageError: the editor can't be started or fails.
    """
    command = _editor(environment)
    try:
        _run(*words_at_line(_words(command), str(file), line))
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        raise _failure(command, error) from None


def _editor(environment: Mapping[str, str]) -> str:
    """Return the command of the editor, which is VISUAL's or EDITOR's, else Notepad or vi.

    Raises:
        UsageError: it draws in the terminal, and there is none.
    """
    default = "notepad" if sys.platform == "win32" else "vi"
    command = environment.get("VISUAL") or environment.get("EDITOR") or default
    if not at_terminal() and draws_in_terminal(_split(command)):
        raise UsageError(Message("the editor {command} needs a terminal, and there is none here", command=command))
    return command


def _split(command: str) -> list[str]:
    try:
        return _words(command) or [command]
    except ValueError:  # an open quote, of which starting it will tell
        return [command]


def _failure(command: str, error: OSError | ValueError | subprocess.CalledProcessError) -> UsageError:
    match error:
        case OSError():
            reason = os_error_reason(error)
        case subprocess.CalledProcessError():
            reason = Message("exit code {code}", code=error.returncode)
        case _:
            reason = Message("its quotes are not closed")
    return UsageError(Message("the editor {command} failed: {reason}", command=command, reason=reason))


def text_in(file: Path) -> str:
    """Return what is written in a file, without comments and spaces around it.

    A line is a comment if it begins with # and a space: «#17» may be the number of a document.

    Raises:
        OSError: it can't be read.
        UnicodeDecodeError: it is no UTF-8.
    """
    lines = file.read_text(encoding="utf-8-sig").split("\n")
    return "\n".join(line for line in lines if not _COMMENT.match(line)).strip()


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
